/*
 * MemoryHeap: one reserved range, committed from its start as it grows, served best fit with coalescing;
 * the inner pages of large free blocks are given back to the system and committed again before use.
 * Field offsets as in the engine where they are known (engine facts 2.6). Any thread.
 */
#ifndef PRACTICE_ENGINE_MEMORY_HEAP_H
#define PRACTICE_ENGINE_MEMORY_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <windows.h>

#define HEAP_BINS 1024

typedef struct heap_block heap_block;

typedef struct memory_heap {
    const void *vtable;
    const char *name;
    uint32_t alignment, minimum_free_block, page;
    uint32_t reserved, initial, committed;
    uint32_t wasted, allocated, maximum, block_memory;
    uint8_t *base;
    uint32_t blocks;
    heap_block *head, *tail;
    uint32_t free_blocks;
    heap_block *bins[HEAP_BINS];
    uint8_t unused[0x20D8 - 0x44 - 4 * HEAP_BINS];
    CRITICAL_SECTION lock;
    uint32_t vtable_end;
    uint32_t occupied[HEAP_BINS / 32]; /* ours: which bins hold a block */
} memory_heap;

_Static_assert(offsetof(memory_heap, reserved) == 0x14, "engine facts 2.6");
_Static_assert(offsetof(memory_heap, base) == 0x30, "engine facts 2.6");
_Static_assert(offsetof(memory_heap, bins) == 0x44, "engine facts 2.6");
_Static_assert(offsetof(memory_heap, lock) == 0x20D8, "engine facts 2.6");

/* Reserves and commits. False when the address space has no such range. */
bool memory_heap_open(memory_heap *heap, const char *name, uint32_t reserve, uint32_t commit);

/* Releases the range; nothing of it may be used afterwards. */
void memory_heap_close(memory_heap *heap);

bool memory_heap_contains(const memory_heap *heap, const void *block);
size_t memory_heap_block_size(const void *block);

#endif
