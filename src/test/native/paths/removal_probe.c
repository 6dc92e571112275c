/*
 * ImageProbe.dll: an NVSE plugin, found before MemoryPoolNVSE.dll, that remembers every byte of the
 * executable's code and constants and every import slot of some modules before the plugin changes any, and
 * counts later what differs. Run in the practice game by RemovalRequestIT.
 *
 * Environment: MEMORYPOOL_PROBE_OUT names the JSON to write as the process ends. MEMORYPOOL_PROBE_MODE:
 * preload starts the plugin itself and asks it to go at once; never asks before it starts it; middle
 * asks while the game is played; unwritable
 * makes the protection of the byte at MEMORYPOOL_PROBE_ADDRESS (hexadecimal) one that cannot be changed;
 * anything else only looks.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "nvse/nvse.h"

enum { MODULES = 4, AREAS = 16 };

/* Bytes that must be the same in the end. The call of WinMain is the loader's business. */
typedef struct area {
    const uint8_t *at;
    uint8_t *before;
    size_t size;
    bool slots;
} area;

static area areas[AREAS];
static unsigned area_count;
static char text[2000];

__attribute__((format(ms_printf, 1, 2))) static void say(const char *format, ...) {
    size_t used = strlen(text);
    va_list arguments;
    va_start(arguments, format);
    _vsnprintf(text + used, sizeof text - used - 1, format, arguments);
    va_end(arguments);
}

static void remember(const void *at, size_t size, bool slots) {
    area *next = &areas[area_count++];
    *next = (area){at, VirtualAlloc(NULL, size, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE), size, slots};
    memcpy(next->before, at, size);
}

static IMAGE_NT_HEADERS32 *headers_of(HMODULE module) {
    return (IMAGE_NT_HEADERS32 *)(void *)((char *)module + ((IMAGE_DOS_HEADER *)module)->e_lfanew);
}

static void remember_code(HMODULE module) {
    IMAGE_NT_HEADERS32 *headers = headers_of(module);
    IMAGE_SECTION_HEADER *section = IMAGE_FIRST_SECTION(headers);
    for (unsigned i = 0; i < headers->FileHeader.NumberOfSections; i++) {
        bool constant = (section[i].Characteristics & IMAGE_SCN_MEM_WRITE) == 0;
        if ((section[i].Characteristics & IMAGE_SCN_MEM_EXECUTE) != 0 || constant)
            remember((char *)module + section[i].VirtualAddress, section[i].Misc.VirtualSize, false);
    }
}

/* Each library's table of slots, which the descriptor ends by a zero. */
static void remember_slots(const char *name) {
    char *module = (char *)GetModuleHandleA(name);
    if (module == NULL)
        return;
    IMAGE_DATA_DIRECTORY *directory =
        &headers_of((HMODULE)(void *)module)->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT];
    IMAGE_IMPORT_DESCRIPTOR *library = (void *)(module + directory->VirtualAddress);
    for (; library->Name != 0; library++) {
        uint32_t *slot = (uint32_t *)(void *)(module + library->FirstThunk);
        size_t count = 0;
        while (slot[count] != 0)
            count++;
        if (area_count < AREAS && _strnicmp(module + library->Name, "msvc", 4) == 0)
            remember(slot, count * sizeof *slot, true);
    }
}

static bool of_the_loader(uint32_t address) {
    return address - 0xECC46B < 5;
}

/* "name": {"code": bytes that differ, "slots": import slots that do, "first": the first address} */
static void compare(const char *name) {
    unsigned code = 0, slots = 0;
    uint32_t first = 0;
    for (unsigned i = 0; i < area_count; i++) {
        const area *one = &areas[i];
        for (size_t at = 0; at < one->size; at += one->slots ? 4 : 1) {
            uint32_t address = (uint32_t)(uintptr_t)(one->at + at);
            if (memcmp(one->at + at, one->before + at, one->slots ? 4 : 1) == 0 || of_the_loader(address))
                continue;
            *(one->slots ? &slots : &code) += 1;
            first = first != 0 ? first : address;
        }
    }
    say("\"%s\": {\"code\": %u, \"slots\": %u, \"first\": \"%08X\"},\n", name, code, slots, first);
}

/* --- a protection that cannot be changed -----------------------------------------------------------------
 */

static uint32_t untouchable;

static BOOL WINAPI protect(LPVOID address, SIZE_T size, DWORD wanted, DWORD *before) {
    uint32_t at = (uint32_t)(uintptr_t)address;
    if (untouchable - at < size && wanted == PAGE_EXECUTE_READWRITE) {
        SetLastError(ERROR_ACCESS_DENIED);
        return FALSE;
    }
    return VirtualProtect(address, size, wanted, before);
}

static void replace_protect(HMODULE plugin) {
    void *real = (void *)GetProcAddress(GetModuleHandleA("kernel32.dll"), "VirtualProtect");
    char *module = (char *)plugin;
    IMAGE_DATA_DIRECTORY *directory =
        &headers_of(plugin)->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT];
    for (IMAGE_IMPORT_DESCRIPTOR *library = (void *)(module + directory->VirtualAddress); library->Name != 0;
         library++) {
        for (void **slot = (void **)(void *)(module + library->FirstThunk); *slot != NULL; slot++) {
            DWORD before;
            if (*slot != real || !VirtualProtect(slot, sizeof *slot, PAGE_READWRITE, &before))
                continue;
            *slot = (void *)protect;
            VirtualProtect(slot, sizeof *slot, before, &before);
            say("\"replaced\": true,\n");
        }
    }
}

/* --- what happens ------------------------------------------------------------------------------------------
 */

static const char *setting(const char *name) {
    const char *value = getenv(name);
    return value != NULL ? value : "";
}

static HMODULE load_plugin(void) {
    HMODULE plugin = LoadLibraryA("Data\\NVSE\\Plugins\\MemoryPoolNVSE.dll");
    say("\"loaded\": %s,\n", plugin != NULL ? "true" : "false");
    return plugin;
}

static void preload(HMODULE plugin) {
    bool (*function)(void) = (bool (*)(void))(void *)GetProcAddress(plugin, "NVSEPlugin_Preload");
    function();
}

static void take_and_give_back(void) {
    HMODULE plugin = load_plugin();
    unsigned (*remove)(void) = (unsigned (*)(void))(void *)GetProcAddress(plugin, "MemoryPoolRemove");
    preload(plugin);
    compare("taken");
    say("\"stay\": %u,\n", remove());
    compare("removed");
    say("\"stayAgain\": %u,\n", remove());
}

static void ask_before(void) {
    HMODULE plugin = load_plugin();
    unsigned (*remove)(void) = (unsigned (*)(void))(void *)GetProcAddress(plugin, "MemoryPoolRemove");
    say("\"stay\": %u,\n", remove());
    preload(plugin);
    compare("asked");
}

static void fail_to_write(void) {
    HMODULE plugin = load_plugin();
    untouchable = strtoul(setting("MEMORYPOOL_PROBE_ADDRESS"), NULL, 16);
    replace_protect(plugin);
    preload(plugin);
    compare("failed");
}

__declspec(dllexport) bool NVSEPlugin_Preload(void) {
    const char *mode = setting("MEMORYPOOL_PROBE_MODE");
    LoadLibraryA("maker_msvcr120.dll");
    remember_code(GetModuleHandleA(NULL));
    remember_slots("maker_msvcr120.dll");
    remember_slots("nvse_steam_loader.dll");
    compare("before");
    if (strcmp(mode, "preload") == 0)
        take_and_give_back();
    else if (strcmp(mode, "never") == 0)
        ask_before();
    else if (strcmp(mode, "unwritable") == 0)
        fail_to_write();
    return true;
}

#define MIDDLE 30u /* frame */

static void on_message(nvse_message *message) {
    static unsigned frame;
    if (message->type != NVSE_MESSAGE_MAIN_GAME_LOOP)
        return;
    frame++;
    if (frame == 1)
        compare("playing");
    if (frame == MIDDLE && strcmp(setting("MEMORYPOOL_PROBE_MODE"), "middle") == 0) {
        unsigned (*remove)(void) = (unsigned (*)(void))(void *)GetProcAddress(
            GetModuleHandleA("MemoryPoolNVSE.dll"), "MemoryPoolRemove");
        say("\"stay\": %u,\n", remove());
        compare("removed");
    }
}

__declspec(dllexport) bool NVSEPlugin_Query(const nvse_interface *nvse, nvse_plugin_info *info) {
    (void)nvse;
    *info = (nvse_plugin_info){1, "ImageProbe", 1};
    return true;
}

__declspec(dllexport) bool NVSEPlugin_Load(const nvse_interface *nvse) {
    nvse_messaging *messaging = nvse->query_interface(NVSE_INTERFACE_MESSAGING);
    return messaging->register_listener(nvse->plugin_handle(), "NVSE", on_message);
}

/* The last one to look: the plugin has heard that the game ends. */
static void write_result(void) {
    DWORD written;
    compare("end");
    say("\"areas\": %u}\n", area_count);
    HANDLE file =
        CreateFileA(setting("MEMORYPOOL_PROBE_OUT"), GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    WriteFile(file, "{", 1, &written, NULL);
    WriteFile(file, text, (DWORD)strlen(text), &written, NULL);
    CloseHandle(file);
}

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved) {
    (void)instance, (void)reserved;
    if (reason == DLL_PROCESS_DETACH && area_count != 0)
        write_result();
    return TRUE;
}
