/* nvse_loader.exe: starts FalloutNV.exe beside it with the same arguments and ends with its status. */
#include "loader_log.h"

#include <stdio.h>
#include <string.h>
#include <windows.h>

/* The arguments of this process behind its own name. */
static const char *arguments(void) {
    const char *line = GetCommandLineA();
    for (int quoted = 0; *line && (quoted || *line != ' '); line++)
        quoted ^= *line == '"';
    return line;
}

int main(void) {
    static char line[8192];
    char folder[260], program[300];
    STARTUPINFOA startup = {.cb = sizeof startup};
    PROCESS_INFORMATION process;
    loader_log_open("nvse_loader.log");
    game_folder(folder, sizeof folder);
    snprintf(program, sizeof program, "%sFalloutNV.exe", folder);
    snprintf(line, sizeof line, "\"%s\"%s", program, arguments());
    SetEnvironmentVariableA("SteamGameId", "22380");
    if (!CreateProcessA(program, line, NULL, NULL, TRUE, 0, NULL, folder, &startup, &process)) {
        loader_log("couldn't start %s (error %lu)", program, GetLastError());
        return 1;
    }
    loader_log("launching: %s", program);
    DWORD status = 1;
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &status);
    return (int)status;
}
