#include "host_maps.h"

#include <stdio.h>
#include <string.h>
#include <wchar.h>

#include <windows.h>

#define PROC_FOLDER    L"\\\\?\\unix\\proc\\"
#define COMMAND_LENGTH 15 /* what the kernel keeps of a program's name */
#define READ_BYTES     4096
#define LINE_BYTES     512

static wchar_t maps_path[64];
static HANDLE maps = INVALID_HANDLE_VALUE;
static char line[LINE_BYTES];
static size_t line_used;

static HANDLE open_file(const wchar_t *path) {
    return CreateFileW(path, GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL,
                       OPEN_EXISTING, 0, NULL);
}

/* Hands on whole lines, without their ends; a line longer than the buffer is cut. False at the file's end. */
static bool read_lines(HANDLE file, void (*each)(const char *text, void *context), void *context) {
    char bytes[READ_BYTES];
    DWORD got = 0;
    if (!ReadFile(file, bytes, sizeof bytes, &got, NULL) || got == 0) {
        return false;
    }
    for (DWORD i = 0; i < got; i++) {
        if (bytes[i] == '\n') {
            line[line_used] = 0;
            each(line, context);
            line_used = 0;
        } else if (line_used < sizeof line - 1) {
            line[line_used++] = bytes[i];
        }
    }
    return true;
}

/* --- which process is this one? --------------------------------------------------------------------- */

typedef struct search {
    const char *text;
    bool found;
} search;

static void look_for(const char *text, void *context) {
    search *wanted = context;
    wanted->found = wanted->found || strstr(text, wanted->text) != NULL;
}

static bool file_contains(const wchar_t *path, const char *text) {
    HANDLE file = open_file(path);
    if (file == INVALID_HANDLE_VALUE) {
        return false;
    }
    search wanted = {text, false};
    line_used = 0;
    while (!wanted.found && read_lines(file, look_for, &wanted)) {
    }
    line_used = 0;
    CloseHandle(file);
    return wanted.found;
}

static void own_command(char command[COMMAND_LENGTH + 1]) {
    char path[MAX_PATH];
    DWORD length = GetModuleFileNameA(NULL, path, sizeof path);
    path[length < sizeof path ? length : sizeof path - 1] = 0;
    const char *slash = strrchr(path, '\\');
    snprintf(command, COMMAND_LENGTH + 1, "%.*s", COMMAND_LENGTH, slash == NULL ? path : slash + 1);
}

static bool is_this_process(const wchar_t *pid, const char *command, const char *block_file) {
    wchar_t path[64];
    _snwprintf(path, sizeof path / sizeof path[0], PROC_FOLDER L"%ls\\comm", pid);
    if (!file_contains(path, command)) {
        return false;
    }
    _snwprintf(path, sizeof path / sizeof path[0], PROC_FOLDER L"%ls\\maps", pid);
    if (!file_contains(path, block_file)) {
        return false;
    }
    wcscpy(maps_path, path);
    return true;
}

bool mp_host_maps_find(const char *block_file) {
    char command[COMMAND_LENGTH + 1];
    own_command(command);
    WIN32_FIND_DATAW entry;
    HANDLE processes = FindFirstFileW(PROC_FOLDER L"*", &entry);
    if (processes == INVALID_HANDLE_VALUE) {
        return false;
    }
    bool found = false;
    do {
        found = entry.cFileName[0] >= L'0' && entry.cFileName[0] <= L'9' && wcslen(entry.cFileName) < 16 &&
                is_this_process(entry.cFileName, command, block_file);
    } while (!found && FindNextFileW(processes, &entry));
    FindClose(processes);
    return found;
}

/* --- its mappings ----------------------------------------------------------------------------------- */

/* Reads hexadecimal digits and leaves *text behind them. */
static uint64_t hexadecimal(const char **text) {
    uint64_t value = 0;
    for (;; (*text)++) {
        char digit = **text;
        if (digit >= '0' && digit <= '9') {
            value = value << 4 | (uint64_t)(digit - '0');
        } else if (digit >= 'a' && digit <= 'f') {
            value = value << 4 | (uint64_t)(digit - 'a' + 10);
        } else {
            return value;
        }
    }
}

/* "00400000-00452000 r-xp ..." */
static void parse_mapping(const char *text, void *context) {
    void (*mapping)(uint64_t, uint64_t) = *(void (**)(uint64_t, uint64_t))context;
    uint64_t start = hexadecimal(&text);
    if (*text == '-') {
        text++;
        mapping(start, hexadecimal(&text));
    }
}

bool mp_host_maps_read(void (*mapping)(uint64_t start, uint64_t end)) {
    if (maps == INVALID_HANDLE_VALUE) {
        maps = maps_path[0] == 0 ? INVALID_HANDLE_VALUE : open_file(maps_path);
        line_used = 0;
        if (maps == INVALID_HANDLE_VALUE) {
            return false;
        }
    }
    if (read_lines(maps, parse_mapping, &mapping)) {
        return true;
    }
    CloseHandle(maps);
    maps = INVALID_HANDLE_VALUE;
    return false;
}
