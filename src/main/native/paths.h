/* Where the plugin and the game are. */
#ifndef MEMORYPOOL_PATHS_H
#define MEMORYPOOL_PATHS_H

#include <stdbool.h>
#include <wchar.h>
#include <windows.h>

typedef struct mp_paths {
    wchar_t game_folder[MAX_PATH];    /* of the executable; no trailing slash, as all folders here */
    wchar_t library_folder[MAX_PATH]; /* MemoryPoolNVSE beside the plugin */
    wchar_t ini[MAX_PATH];
    wchar_t log[MAX_PATH];
} mp_paths;

/* plugin is the plugin's own module. False when a path is too long. */
bool mp_paths_find(HMODULE plugin, mp_paths *out);

#endif
