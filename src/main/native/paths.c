#include "paths.h"

#include <stdio.h>

static bool folder_of(HMODULE module, wchar_t folder[MAX_PATH]) {
    DWORD length = GetModuleFileNameW(module, folder, MAX_PATH);
    if (length == 0 || length >= MAX_PATH)
        return false;
    wchar_t *slash = wcsrchr(folder, L'\\');
    if (slash == NULL)
        return false;
    *slash = L'\0';
    return true;
}

static bool inside(wchar_t out[MAX_PATH], const wchar_t *folder, const wchar_t *name) {
    return _snwprintf(out, MAX_PATH - 1, L"%ls\\%ls", folder, name) > 0;
}

bool mp_paths_find(HMODULE plugin, mp_paths *out) {
    wchar_t folder[MAX_PATH];
    ZeroMemory(out, sizeof *out);
    return folder_of(NULL, out->game_folder) && folder_of(plugin, folder) &&
           inside(out->library_folder, folder, L"MemoryPoolNVSE") && inside(out->ini, folder, L"MemoryPoolNVSE.ini") &&
           inside(out->log, folder, L"MemoryPoolNVSE.log");
}
