/*
 * Small pieces of code in the plugin's own executable section (64 KB): ways back to an original function
 * whose entry was taken (its first instructions, then a jump behind them), and ways to a handler that is to
 * know through which import it was reached. Made on the main thread; the section is writable only in
 * between and read-execute ever after. It stays executable all the time: other threads may be in it.
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

/* A function that loads context into eax and jumps to handler, which takes it as the first argument of
 * regparm(1) and its own arguments where a cdecl caller put them. NULL when the section is full. */
void *mp_trampoline_bind(const void *handler, const void *context);

#endif
