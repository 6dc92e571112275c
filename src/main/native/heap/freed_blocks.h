/*
 * Freed blocks kept for a while: their bytes stay as they were, and a sum over the first of them tells
 * whether somebody wrote to them meanwhile. Bounded in blocks and bytes; the oldest go first. Any thread.
 */
#ifndef MEMORYPOOL_HEAP_FREED_BLOCKS_H
#define MEMORYPOOL_HEAP_FREED_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

/* Called without a lock for a block whose time is over; sum is the one taken when it was freed. */
typedef void (*mp_freed_block_leaves)(const void *pointer, uint32_t sum);

uint32_t mp_freed_blocks_sum(const void *pointer, size_t size);

/* Keeps pointer; what has to make room leaves. */
void mp_freed_blocks_keep(const void *pointer, size_t size, mp_freed_block_leaves leaves);

/* All leave. */
void mp_freed_blocks_drain(mp_freed_block_leaves leaves);

#endif
