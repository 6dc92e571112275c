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
    return VirtualProtect(mp_trampoline_section, SECTION_BYTES, PAGE_EXECUTE_READWRITE, &before);
}

void mp_trampoline_lock(void) {
    DWORD before;
    VirtualProtect(mp_trampoline_section, SECTION_BYTES, PAGE_EXECUTE_READ, &before);
    FlushInstructionCache(GetCurrentProcess(), mp_trampoline_section, SECTION_BYTES);
}

static uint8_t *next_slot(void) {
    if (used + SLOT_BYTES > SECTION_BYTES)
        return NULL;
    uint8_t *slot = mp_trampoline_section + used;
    used += SLOT_BYTES;
    return slot;
}

static void put_jump(uint8_t *at, uint32_t target) {
    uint32_t distance = target - (uint32_t)(uintptr_t)(at + JUMP_BYTES);
    at[0] = 0xE9;
    memcpy(at + 1, &distance, 4);
}

void *mp_trampoline_make(uint32_t address, const uint8_t *code, uint8_t length) {
    uint8_t *slot = length + JUMP_BYTES > SLOT_BYTES ? NULL : next_slot();
    if (slot == NULL)
        return NULL;
    memcpy(slot, code, length);
    put_jump(slot + length, address + length);
    return slot;
}

void *mp_trampoline_bind(const void *handler, const void *context) {
    uint8_t *slot = next_slot();
    if (slot == NULL)
        return NULL;
    uint32_t value = (uint32_t)(uintptr_t)context;
    slot[0] = 0xB8; /* mov eax, imm32 */
    memcpy(slot + 1, &value, 4);
    put_jump(slot + 5, (uint32_t)(uintptr_t)handler);
    return slot;
}
