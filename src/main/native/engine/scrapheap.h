/*
 * The engine's scrap heap, ours: a stack of short-lived blocks, one heap a thread, blocks freed in any order
 * (engine facts 2.5). The structure and the eight bytes before each block are the engine's own, because its
 * Size function and other plugins read them. What does not fit a thread's 8 MB gets a reservation of its own
 * instead of NULL.
 *
 * A heap belongs to one thread; counts go to MP_PATH_SCRAP with the bytes asked for.
 */
#ifndef MEMORYPOOL_ENGINE_SCRAPHEAP_H
#define MEMORYPOOL_ENGINE_SCRAPHEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct mp_scrap_block {
    uint32_t size; /* bit 31: freed, but a later block is still live */
    struct mp_scrap_block *previous;
} mp_scrap_block;

typedef struct mp_scrap_heap {
    uint8_t *base;       /* NULL: no buffer yet */
    uint8_t *current;    /* where the next block begins */
    uint8_t *commit_end; /* backed up to here */
    mp_scrap_block *last;
} mp_scrap_heap;

#if defined(__i386__)
_Static_assert(sizeof(mp_scrap_block) == 8 && sizeof(mp_scrap_heap) == 0x10, "engine facts 2.5");
#endif

/* Main thread, before the entries are patched. False when no fiber-local slot is free. */
bool mp_scrapheap_start(void);

/* --- the entries, each with its own convention --------------------------------------------------------- */

#define MP_SCRAP_ENTRY __attribute__((thiscall))

/* The calling thread's heap, which lives as long as the thread. NULL without memory. */
mp_scrap_heap *MP_SCRAP_ENTRY mp_scrapheap_of_thread(void *manager);

mp_scrap_heap *MP_SCRAP_ENTRY mp_scrapheap_construct(mp_scrap_heap *heap);

/* size, what the engine would back at once, is of no account. */
mp_scrap_heap *MP_SCRAP_ENTRY mp_scrapheap_construct_sized(mp_scrap_heap *heap, size_t size);

/* Every block is gone; the next allocation starts anew. */
void MP_SCRAP_ENTRY mp_scrapheap_purge(mp_scrap_heap *heap);

/* alignment is a power of two; at least 8 is given. NULL when the engine's clean-up made no room either. */
void *MP_SCRAP_ENTRY mp_scrapheap_allocate(mp_scrap_heap *heap, size_t size, size_t alignment);

/* pointer may be NULL. A block that is not live is reported and left alone. */
void MP_SCRAP_ENTRY mp_scrapheap_free(mp_scrap_heap *heap, void *pointer);

#endif
