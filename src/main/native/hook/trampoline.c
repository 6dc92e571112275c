#include "hook/trampoline.h"

#include <string.h>
#include <windows.h>

#define SECTION_BYTES 0x10000u
#define JUMP_BYTES    5
#define SLOT_BYTES    32 /* code and jump, so that each starts on half a cache line */

/* Filled with int3; the compiler has no way to say "executable data". */
__asm__(".section .hooks,\"xr\"\n"
        "    .balign 4096\n"
        "_mp_trampoline_section:\n"
        "    .fill 0x10000, 1, 0xCC\n"
        "    .text\n");

extern uint8_t mp_trampoline_section[SECTION_BYTES];

static uint32_t used;

bool mp_trampoline_unlock(void) {
    DWORD before;
    return VirtualProtect(mp_trampoline_section, SECTION_BYTES, PAGE_READWRITE, &before);
}

void mp_trampoline_lock(void) {
    DWORD before;
    VirtualProtect(mp_trampoline_section, SECTION_BYTES, PAGE_EXECUTE_READ, &before);
    FlushInstructionCache(GetCurrentProcess(), mp_trampoline_section, SECTION_BYTES);
}

void *mp_trampoline_make(uint32_t address, const uint8_t *code, uint8_t length) {
    if (used + SLOT_BYTES > SECTION_BYTES || length + JUMP_BYTES > SLOT_BYTES)
        return NULL;
    uint8_t *slot = mp_trampoline_section + used;
    used += SLOT_BYTES;
    memcpy(slot, code, length);
    uint32_t distance = address + length - (uint32_t)(uintptr_t)(slot + length + JUMP_BYTES);
    slot[length] = 0xE9;
    memcpy(slot + length + 1, &distance, 4);
    return slot;
}
