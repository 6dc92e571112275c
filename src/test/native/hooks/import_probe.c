/*
 * ImportProbe.dll, an NVSE plugin that allocates every frame through its imports of a C runtime, checks what
 * it wrote, and writes what it did to import-probe.json on ExitGame. It keeps some blocks until the end.
 * No C runtime of its own: everything it allocates goes through the imports under test.
 */
#include <windows.h>

#include "nvse/nvse.h"

#define KEPT 64

__attribute__((dllimport)) extern void *malloc(size_t size);
__attribute__((dllimport)) extern void *realloc(void *block, size_t size);
__attribute__((dllimport)) extern void free(void *block);
__attribute__((dllimport)) extern char *_strdup(const char *text);

static uint32_t allocations, frees, reallocations, foreign, corrupt;
static uint8_t *kept[KEPT];
static uint32_t sizes[KEPT];
static uint32_t random = 12345;

static uint32_t next(void) {
    random = random * 1103515245 + 12345;
    return random >> 16;
}

static uint8_t mark(uint32_t index) {
    return (uint8_t)(index * 7 + 3);
}

static void fill(uint32_t index) {
    for (uint32_t i = 0; i < sizes[index]; i++)
        kept[index][i] = mark(index);
}

static void check(uint32_t index, uint32_t size) {
    for (uint32_t i = 0; i < size; i++) {
        if (kept[index][i] != mark(index)) {
            corrupt++;
            return;
        }
    }
}

static void step(void) {
    uint32_t index = next() % KEPT, size = 1 + next() % (next() % 8 == 0 ? 60000 : 600);
    if (kept[index] == NULL) {
        kept[index] = malloc(size);
        allocations++;
    } else if (next() % 3 == 0) {
        uint32_t least = size < sizes[index] ? size : sizes[index];
        kept[index] = realloc(kept[index], size);
        reallocations++;
        check(index, least);
    } else {
        check(index, sizes[index]);
        free(kept[index]);
        frees++;
        kept[index] = NULL;
        return;
    }
    sizes[index] = size;
    fill(index);
}

static void write_result(void) {
    char text[256];
    DWORD written;
    int length = wsprintfA(text,
                           "{\"allocations\": %u, \"frees\": %u, \"reallocations\": %u, \"foreign\": %u, "
                           "\"corrupt\": %u}\n",
                           allocations, frees, reallocations, foreign, corrupt);
    HANDLE file = CreateFileA("import-probe.json", GENERIC_WRITE, 0, NULL, CREATE_ALWAYS, 0, NULL);
    WriteFile(file, text, (DWORD)length, &written, NULL);
    CloseHandle(file);
}

static void on_message(nvse_message *message) {
    if (message->type == NVSE_MESSAGE_MAIN_GAME_LOOP) {
        for (int i = 0; i < 20; i++)
            step();
        free(_strdup("the runtime's own"));
        foreign++;
    } else if (message->type == NVSE_MESSAGE_EXIT_GAME) {
        write_result();
    }
}

__declspec(dllexport) bool NVSEPlugin_Query(const nvse_interface *nvse, nvse_plugin_info *info) {
    (void)nvse;
    info->info_version = 1;
    info->name = "ImportProbe";
    info->version = 1;
    return true;
}

__declspec(dllexport) bool NVSEPlugin_Load(const nvse_interface *nvse) {
    nvse_messaging *messaging = nvse->query_interface(NVSE_INTERFACE_MESSAGING);
    return messaging->register_listener(nvse->plugin_handle(), "NVSE", on_message);
}

__attribute__((stdcall)) int entry(void *module, unsigned reason, void *reserved) {
    (void)module, (void)reason, (void)reserved;
    return 1;
}
