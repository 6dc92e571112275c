/* Looking at memory that may not be there. Any thread; never faults unless another thread unmaps the very
 * page meanwhile. */
#ifndef MEMORYPOOL_HOOK_MEMORY_H
#define MEMORYPOOL_HOOK_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True when every byte of address .. address + length can be read. */
bool mp_memory_readable(uint32_t address, size_t length);

/* Copies length bytes from address; false, and nothing copied, when they cannot be read. */
bool mp_memory_copy(void *out, uint32_t address, size_t length);

#endif
