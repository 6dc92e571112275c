#include "plugin_files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static int by_name(const void *a, const void *b) {
    return _stricmp(a, b);
}

void plugin_files_list(plugin_files *files, const char *base) {
    char here[200], pattern[300];
    if (!base) {
        GetCurrentDirectoryA(sizeof here, here);
        base = here;
    }
    size_t length = strlen(base);
    const char *separator = length && base[length - 1] == '\\' ? "" : "\\";
    files->count = 0;
    snprintf(files->folder, sizeof files->folder, "%s%sData\\NVSE\\Plugins\\", base, separator);
    snprintf(pattern, sizeof pattern, "%s*.dll", files->folder);
    WIN32_FIND_DATAA found;
    HANDLE search = FindFirstFileA(pattern, &found);
    if (search == INVALID_HANDLE_VALUE)
        return;
    do {
        if (found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY || files->count == PLUGIN_FILES_MOST)
            continue;
        snprintf(files->names[files->count++], sizeof files->names[0], "%s", found.cFileName);
    } while (FindNextFileA(search, &found));
    FindClose(search);
    qsort(files->names, files->count, sizeof files->names[0], by_name);
}
