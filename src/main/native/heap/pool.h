/*
 * The bump pool: one reservation that only ever fills up. Nothing is faster to allocate from and nothing is
 * ever given back, so it suits short sessions and hunts for use-after-free bugs: a freed block keeps its
 * bytes.
 */
#ifndef MEMORYPOOL_HEAP_POOL_H
#define MEMORYPOOL_HEAP_POOL_H

#include "heap/allocator.h"

#define MP_POOL_DEFAULT_BYTES 0x60000000u /* 1.5 GB */

extern const mp_allocator mp_allocator_pool;

/* Blocks given to release(), which the pool ignores. */
uint32_t mp_pool_ignored_frees(void);

/* Requests it could not serve because it was full or no memory could be had. */
uint32_t mp_pool_exhausted(void);

#endif
