/*
 * Ways back to an original function whose entry was taken: its first instructions, copied into the plugin's
 * own executable section (64 KB), then a jump behind them. Made on the main thread before the entry is
 * patched; the section is writable only in between and read-execute ever after.
 */
#ifndef MEMORYPOOL_HOOK_TRAMPOLINE_H
#define MEMORYPOOL_HOOK_TRAMPOLINE_H

#include <stdbool.h>
#include <stdint.h>

/* False when the protection could not be changed. */
bool mp_trampoline_unlock(void);
void mp_trampoline_lock(void);

/* code is what stands at address; length, 5..16, ends on an instruction boundary and holds no relative
 * operand. NULL when the section is full. */
void *mp_trampoline_make(uint32_t address, const uint8_t *code, uint8_t length);

#endif
