/*
 * nvse_steam_loader.dll: waits for the executable's first GetStartupInfoA, which comes before its C runtime
 * opens a heap, then calls every plugin's Preload and lays the way for nvse_1_4.dll at the call of WinMain.
 * (engine facts 1.4)
 */
#include "game/options.h"
#include "import_slot.h"
#include "link.h"
#include "loader_log.h"
#include "nvse_abi.h"
#include "plugin_files.h"

#include <string.h>
#include <windows.h>

#define CALL_OF_WINMAIN    0x00ECC46Bu
#define WINMAIN            0x0086A850u
#define FIRST_WITH_PRELOAD 0x06030060u /* 6.3.6 */

typedef void(WINAPI *startup_info_function)(LPSTARTUPINFOA);

static startup_info_function original_startup_info;
static options loader_options;
static plugin_files files;
static bool preloaded[PLUGIN_FILES_MOST];

/* Runs in place of the call of WinMain: everything nvse_1_4.dll does happens while it is loaded. */
__attribute__((used)) static void load_runtime(void) {
    char path[300];
    game_folder(path, 260);
    strcat(path, "nvse_1_4.dll");
    if (!LoadLibraryA(path))
        loader_log("couldn't load %s (error %lu)", path, GetLastError());
}

/* WinMain's arguments stay where they are. */
__asm__(".text\n"
        "_enter_winmain:\n"
        "    call _load_runtime\n"
        "    movl $0x0086A850, %eax\n"
        "    jmp *%eax\n");
extern void enter_winmain(void);

static void hook_call_of_winmain(void) {
    uint8_t *call = (uint8_t *)CALL_OF_WINMAIN;
    int32_t distance;
    memcpy(&distance, call + 1, sizeof distance);
    if (call[0] != 0xE8 || CALL_OF_WINMAIN + 5 + (uint32_t)distance != WINMAIN) {
        loader_log("no call of WinMain at %08X", CALL_OF_WINMAIN);
        return;
    }
    DWORD protection;
    distance = (int32_t)((uint32_t)(uintptr_t)enter_winmain - (CALL_OF_WINMAIN + 5));
    VirtualProtect(call, 5, PAGE_EXECUTE_READWRITE, &protection);
    memcpy(call + 1, &distance, sizeof distance);
    VirtualProtect(call, 5, protection, &protection);
    FlushInstructionCache(GetCurrentProcess(), call, 5);
}

/* Only the exported function decides; what it returns does not matter. */
static void preload_plugins(void) {
    plugin_files_list(&files, NULL);
    for (unsigned index = 0; index < files.count; index++) {
        char path[600];
        strcpy(path, files.folder);
        strcat(path, files.names[index]);
        HMODULE plugin = LoadLibraryA(path);
        if (!plugin) {
            loader_log("couldn't preload %s (error %lu)", path, GetLastError());
            continue;
        }
        nvse_preload_function preload =
            (nvse_preload_function)(uintptr_t)GetProcAddress(plugin, "NVSEPlugin_Preload");
        if (!preload) {
            FreeLibrary(plugin);
            continue;
        }
        loader_log("preloading plugin %s", path);
        preload();
        preloaded[index] = true;
    }
}

static bool preload_wanted(void) {
    return loader_options.preload && loader_options.nvse_version >= FIRST_WITH_PRELOAD;
}

static void WINAPI first_startup_info(LPSTARTUPINFOA info) {
    import_slot_replace("GetStartupInfoA", (void *)(uintptr_t)original_startup_info);
    hook_call_of_winmain();
    if (preload_wanted())
        preload_plugins();
    original_startup_info(info);
}

__declspec(dllexport) bool PracticePreloaded(const char *file) {
    for (unsigned index = 0; index < files.count; index++)
        if (_stricmp(files.names[index], file) == 0)
            return preloaded[index];
    return false;
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, LPVOID reserved) {
    (void)self;
    (void)reserved;
    if (reason != DLL_PROCESS_ATTACH)
        return TRUE;
    wchar_t problem[OPTIONS_PATH];
    loader_log_open("nvse_steam_loader.log");
    options_read(&loader_options, problem, OPTIONS_PATH);
    original_startup_info = (startup_info_function)(uintptr_t)import_slot_replace(
        "GetStartupInfoA", (void *)(uintptr_t)first_startup_info);
    loader_log("steam loader (practice), preload %s, hook %s", preload_wanted() ? "on" : "off",
               original_startup_info ? "in place" : "not possible");
    return TRUE;
}
