/*
 * MemoryPool: blocks of one size in an arena that starts at a 16 MB boundary, committed page by page. A
 * freed block loses its first eight bytes to the links. (engine facts 2.6)
 */
#ifndef PRACTICE_ENGINE_POOL_H
#define PRACTICE_ENGINE_POOL_H

#include <stddef.h>
#include <stdint.h>

typedef struct pool_link {
    struct pool_link *previous, *next;
} pool_link;

typedef struct memory_pool {
    const char *name;
    uint8_t *base;
    pool_link *free_list;
    uint8_t pad0c[0x14];
    volatile long lock;
    uint8_t pad24[0x1C];
    uint32_t block_size, allocations;
    int16_t *page_blocks; /* live blocks of each page; -1: not committed */
    uint32_t pages, arena, free_blocks, active_pages;
    uint8_t pad5c[0x24];
} memory_pool;

_Static_assert(offsetof(memory_pool, lock) == 0x20, "engine facts 2.6");
_Static_assert(offsetof(memory_pool, block_size) == 0x40, "engine facts 2.6");
_Static_assert(offsetof(memory_pool, active_pages) == 0x58, "engine facts 2.6");
_Static_assert(sizeof(memory_pool) == 0x80, "engine facts 2.6");

/* The pool that serves a size, or NULL above the largest. */
memory_pool *pool_for_size(size_t size);

/* The pool whose arena holds the block, or NULL. Never faults. */
memory_pool *pool_containing(const void *block);

/* NULL when the arena is full. Any thread. */
void *pool_allocate(memory_pool *pool);
void pool_free(memory_pool *pool, void *block);

/* A pool beside the tables, for work on pages alone. Its arena is given back by pool_discard. */
void *pool_construct_private(memory_pool *pool, uint32_t block, uint32_t arena);
void pool_discard(memory_pool *pool);

/* Decommits every page without a live block; returns how many. */
unsigned pool_purge(memory_pool *pool);

#endif
