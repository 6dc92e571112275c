/*
 * Extents: stretches of pages for an allocator that asks for them through hooks (jemalloc). They are cut from
 * chunks of address space, so that extents of a few pages do not each take the 64 KB the system would give
 * them, and every page handed out is marked, which makes "is this pointer ours?" exact to the page.
 * Any thread. Sizes are multiples of a page.
 */
#ifndef MEMORYPOOL_HEAP_EXTENTS_H
#define MEMORYPOOL_HEAP_EXTENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Pages at that alignment (a power of two, at least a page), backed by zeroed memory when committed; NULL
 * when there is no address space or no memory. */
void *mp_extents_take(size_t size, size_t alignment, bool committed);

/* Pages that were taken, in any partition: their memory goes back, and their chunk when all of it is free. */
void mp_extents_give(void *address, size_t size);

/* True when both pages lie in one chunk, so that what lies between may be given back in one piece. */
bool mp_extents_same_chunk(const void *a, const void *b);

/* True when pointer lies in a page that is taken. Any pointer, never faults, no lock. */
bool mp_extents_hold(const void *pointer);

/* Bytes of address space in chunks, bytes taken, and how many chunks. */
void mp_extents_count(size_t *reserved, size_t *taken, uint32_t *chunks);

#endif
