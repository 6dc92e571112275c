#include "bench.h"

#include <stdio.h>
#include <string.h>
#include <windows.h>

#define LONGEST_RUN 60000u
#define TEXT_BYTES  (1u << 20)

static char home[260];

const char *bench_path(const char *name) {
    static char path[600];
    snprintf(path, sizeof path, "%s\\%s", home, name);
    return path;
}

static bool copy_in(const char *game, const char *name) {
    char from[600];
    snprintf(from, sizeof from, "%s\\%s", game, name);
    return CopyFileA(from, bench_path(name), FALSE);
}

bool bench_open(const char *game, const char *folder) {
    static const char *const folders[] = {"", "Data", "Data\\NVSE", "Data\\NVSE\\Plugins"};
    static const char *const files[] = {"FalloutNV.exe", "nvse_steam_loader.dll", "nvse_1_4.dll",
                                        "nvse_loader.exe", "Data\\FalloutNV.esm"};
    if (!GetFullPathNameA(folder, sizeof home, home, NULL))
        return false;
    for (unsigned index = 0; index < sizeof folders / sizeof *folders; index++)
        CreateDirectoryA(bench_path(folders[index]), NULL);
    for (unsigned index = 0; index < sizeof files / sizeof *files; index++)
        if (!copy_in(game, files[index]))
            return false;
    bench_clear_plugins();
    return true;
}

bool bench_add_plugin(const char *dll) {
    char name[400];
    const char *base = dll + strlen(dll);
    while (base > dll && base[-1] != '\\' && base[-1] != '/')
        base--;
    snprintf(name, sizeof name, "Data\\NVSE\\Plugins\\%s", base);
    return CopyFileA(dll, bench_path(name), FALSE);
}

void bench_clear_plugins(void) {
    WIN32_FIND_DATAA found;
    HANDLE search = FindFirstFileA(bench_path("Data\\NVSE\\Plugins\\*"), &found);
    if (search == INVALID_HANDLE_VALUE)
        return;
    do {
        char name[400];
        snprintf(name, sizeof name, "Data\\NVSE\\Plugins\\%s", found.cFileName);
        DeleteFileA(bench_path(name));
    } while (FindNextFileA(search, &found));
    FindClose(search);
}

static HANDLE start(const char *program, const char *arguments) {
    static char line[4096];
    STARTUPINFOA startup = {.cb = sizeof startup};
    PROCESS_INFORMATION process;
    snprintf(line, sizeof line, "\"%s\\%s\" --truth \"%s\\truth.json\" %s", home, program, home, arguments);
    DeleteFileA(bench_path("truth.json"));
    if (!CreateProcessA(NULL, line, NULL, NULL, FALSE, 0, NULL, home, &startup, &process))
        return NULL;
    CloseHandle(process.hThread);
    return process.hProcess;
}

uint32_t bench_run(const char *program, const char *arguments) {
    DWORD status = UINT32_MAX;
    HANDLE process = start(program, arguments);
    if (!process)
        return status;
    if (WaitForSingleObject(process, LONGEST_RUN) == WAIT_OBJECT_0)
        GetExitCodeProcess(process, &status);
    else
        TerminateProcess(process, 1);
    CloseHandle(process);
    return status;
}

bool bench_run_and_kill(const char *arguments, uint32_t milliseconds) {
    HANDLE process = start("FalloutNV.exe", arguments);
    if (!process)
        return false;
    bool running = WaitForSingleObject(process, milliseconds) == WAIT_TIMEOUT;
    TerminateProcess(process, 1);
    WaitForSingleObject(process, 5000);
    CloseHandle(process);
    return running;
}

static const char *read(const char *name, char *text) {
    text[0] = '\0';
    FILE *file = fopen(bench_path(name), "rb");
    if (!file)
        return text;
    text[fread(text, 1, TEXT_BYTES - 1, file)] = '\0';
    fclose(file);
    return text;
}

const char *bench_text(const char *name) {
    static char text[TEXT_BYTES];
    return read(name, text);
}

const char *bench_truth(void) {
    static char text[TEXT_BYTES];
    return read("truth.json", text);
}

bool bench_write(const char *name, const char *text) {
    FILE *file = fopen(bench_path(name), "wb");
    if (!file)
        return false;
    fputs(text, file);
    return fclose(file) == 0;
}
