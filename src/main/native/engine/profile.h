/*
 * FalloutNV.exe 1.4.0.525 as data: every entry taken, the bytes that must stand there, and how many of them
 * a trampoline carries (engine facts 2.3, 2.4, 2.6, 2.7). No other file holds an address of the engine's
 * code, the budgets' table apart.
 */
#ifndef MEMORYPOOL_ENGINE_PROFILE_H
#define MEMORYPOOL_ENGINE_PROFILE_H

#include <stddef.h>
#include <stdint.h>

#include "hook/patch.h"

#define MP_ADDRESS_GAME_PROBE     0x00401190 /* 0x55 in the game, something else in the editor */
#define MP_ADDRESS_MEMORY_MANAGER 0x011F6238
#define MP_ADDRESS_CRT_HEAP       0x012705BC /* HANDLE _crtheap */
#define MP_ADDRESS_CLEAN_UP_PASS  0x00866A90
#define MP_ADDRESS_BUILD_HEAPS    0x00866E00
#define MP_ADDRESS_BUILD_POOLS    0x00866770

#define MP_OFFSET_HEAP_COUNT 0x02 /* u16, in the memory manager */

extern const uint8_t mp_profile_clean_up_pass[16];

/* An entry that a handler of ours replaces. */
typedef struct mp_profile_entry {
    mp_patch_site site;
    uint8_t carried;  /* bytes of site.expected in the trampoline: whole instructions, none relative */
    void **original;  /* receives the trampoline */
} mp_profile_entry;

extern const mp_profile_entry mp_profile_entries[];
extern const size_t mp_profile_entry_count;

/* What must not run once the engine's own heaps and pools are not built. */
extern const mp_patch_site mp_profile_vanilla_off[];
extern const size_t mp_profile_vanilla_off_count;

/* The scrap heap: its entries, and what must not run once its manager and thread map are not built. */
extern const mp_patch_site mp_profile_scrap[];
extern const size_t mp_profile_scrap_count;

#endif
