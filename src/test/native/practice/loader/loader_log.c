#include "loader_log.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>

static HANDLE log_file = INVALID_HANDLE_VALUE;

void game_folder(char *out, unsigned length) {
    DWORD used = GetModuleFileNameA(NULL, out, length);
    while (used && out[used - 1] != '\\')
        used--;
    out[used] = '\0';
}

void loader_log_open(const char *name) {
    char path[300];
    game_folder(path, 260);
    strcat(path, name);
    log_file =
        CreateFileA(path, GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
}

void loader_log(const char *format, ...) {
    char line[800];
    va_list arguments;
    va_start(arguments, format);
    int length = _vsnprintf(line, sizeof line - 2, format, arguments);
    va_end(arguments);
    if (length < 0)
        length = sizeof line - 2;
    memcpy(line + length, "\r\n", 2);
    DWORD written;
    if (log_file != INVALID_HANDLE_VALUE)
        WriteFile(log_file, line, (DWORD)length + 2, &written, NULL);
}
