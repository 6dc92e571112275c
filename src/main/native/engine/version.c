#include "engine/version.h"

#include <stdio.h>
#include <string.h>
#include <windows.h>

#include "engine/profile.h"
#include "hook/memory.h"
#include "stats/stats.h"

#define FIXED_INFO_SIGNATURE 0xFEEF04BDu

static const mp_version game_version = {{1, 4, 0, 525}};
static const mp_version oldest_nvse = {{0, 6, 1, 0}};

/* The fixed part stands on a dword boundary somewhere behind the resource's head. */
static bool find_fixed_info(const uint8_t *resource, size_t size, mp_version *out) {
    for (size_t at = 0; at + sizeof(VS_FIXEDFILEINFO) <= size; at += 4) {
        VS_FIXEDFILEINFO info;
        memcpy(&info, resource + at, sizeof info);
        if (info.dwSignature != FIXED_INFO_SIGNATURE)
            continue;
        out->part[0] = HIWORD(info.dwFileVersionMS);
        out->part[1] = LOWORD(info.dwFileVersionMS);
        out->part[2] = HIWORD(info.dwFileVersionLS);
        out->part[3] = LOWORD(info.dwFileVersionLS);
        return true;
    }
    return false;
}

static bool version_of_module(HMODULE module, mp_version *out) {
    HRSRC found = FindResourceW(module, MAKEINTRESOURCEW(VS_VERSION_INFO), MAKEINTRESOURCEW(16) /* RT_VERSION */);
    HGLOBAL loaded = found != NULL ? LoadResource(module, found) : NULL;
    const void *resource = loaded != NULL ? LockResource(loaded) : NULL;
    return resource != NULL && find_fixed_info(resource, SizeofResource(module, found), out);
}

bool mp_version_of_program(mp_version *out) {
    return version_of_module(GetModuleHandleW(NULL), out);
}

bool mp_version_of_file(const wchar_t *path, mp_version *out) {
    HMODULE module = LoadLibraryExW(path, NULL, LOAD_LIBRARY_AS_DATAFILE);
    if (module == NULL)
        return false;
    bool found = version_of_module(module, out);
    FreeLibrary(module);
    return found;
}

int mp_version_compare(const mp_version *a, const mp_version *b) {
    for (int i = 0; i < 4; i++) {
        if (a->part[i] != b->part[i])
            return a->part[i] < b->part[i] ? -1 : 1;
    }
    return 0;
}

static bool program_supported(char *reason, size_t reason_size) {
    mp_version program;
    uint8_t probe = 0;
    if (!mp_version_of_program(&program)) {
        snprintf(reason, reason_size, "the running program has no version, FalloutNV.exe 1.4.0.525 is needed");
        return false;
    }
    mp_property("game.version", "%u.%u.%u.%u", program.part[0], program.part[1], program.part[2], program.part[3]);
    if (mp_version_compare(&program, &game_version) != 0) {
        snprintf(reason, reason_size, "the running program is version %u.%u.%u.%u, FalloutNV.exe 1.4.0.525 is needed",
                 program.part[0], program.part[1], program.part[2], program.part[3]);
        return false;
    }
    if (!mp_memory_copy(&probe, MP_ADDRESS_GAME_PROBE, 1) || probe != 0x55) {
        snprintf(reason, reason_size, "the running program is not the game (byte %02X at %08X, expected 55)", probe,
                 MP_ADDRESS_GAME_PROBE);
        return false;
    }
    return true;
}

static bool nvse_supported(const wchar_t *game_folder, char *reason, size_t reason_size) {
    wchar_t path[MAX_PATH];
    mp_version nvse;
    if (swprintf(path, MAX_PATH, L"%ls\\nvse_1_4.dll", game_folder) < 0 || !mp_version_of_file(path, &nvse))
        return true; /* xNVSE tells its version itself, in Load */
    mp_property("nvse.fileVersion", "%u.%u.%u", nvse.part[1], nvse.part[2], nvse.part[3]);
    if (mp_version_compare(&nvse, &oldest_nvse) >= 0)
        return true;
    snprintf(reason, reason_size, "xNVSE %u.%u.%u is too old, 6.1.0 or newer is needed", nvse.part[1], nvse.part[2],
             nvse.part[3]);
    return false;
}

bool mp_version_supported(const wchar_t *game_folder, char *reason, size_t reason_size) {
    return program_supported(reason, reason_size) && nvse_supported(game_folder, reason, reason_size);
}
