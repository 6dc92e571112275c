/*
 * Which executable this is and which xNVSE stands beside it: what decides, before anything is patched,
 * whether the plugin may take the heap. Read from memory and from files; nothing is executed.
 */
#ifndef MEMORYPOOL_ENGINE_VERSION_H
#define MEMORYPOOL_ENGINE_VERSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

/* The file version of a version resource, most significant first. */
typedef struct mp_version {
    uint16_t part[4];
} mp_version;

/* Of the running executable. False when it carries none. */
bool mp_version_of_program(mp_version *out);

/* Of the file at path. False when it cannot be read or carries none. */
bool mp_version_of_file(const wchar_t *path, mp_version *out);

/* -1, 0, 1 as a is lower than, the same as or higher than b. */
int mp_version_compare(const mp_version *a, const mp_version *b);

/* True when the running program is FalloutNV.exe 1.4.0.525, not the editor, and the nvse_1_4.dll in
 * game_folder, if there is one, is 6.1.0 or newer. Else one sentence that a player understands. */
bool mp_version_supported(const wchar_t *game_folder, char *reason, size_t reason_size);

#endif
