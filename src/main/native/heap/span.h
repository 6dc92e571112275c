/*
 * Where rpmalloc's pinned build keeps the size of a block: in the head of the 64 KiB span it lies in. The
 * layout is compared with the library's own answers at every start before it is relied on (rpmalloc.c).
 */
#ifndef MEMORYPOOL_HEAP_SPAN_H
#define MEMORYPOOL_HEAP_SPAN_H

#include <stddef.h>
#include <stdint.h>

#define MP_SPAN_BYTES         0x10000u
#define MP_SPAN_SIZE_CLASSES  126u /* from here on: large and huge blocks, whose size is elsewhere */
#define MP_SPAN_HOLDS_ALIGNED 4u   /* some blocks of the span begin behind an alignment gap */

typedef struct mp_span_head {
    void *free_list;
    uint32_t block_count;
    uint32_t size_class;
    uint32_t free_list_limit;
    uint32_t used_count;
    void *free_list_deferred;
    uint32_t list_size;
    uint32_t block_size;
    uint32_t flags;
    uint32_t unused[5];
    const struct mp_span_lists *lists; /* of the thread the span belongs to */
} mp_span_head;

/* Where a thread's blocks come from, by class, as long as a list is not empty. What stands behind the free
 * list is the library's. */
typedef struct mp_span_list {
    void *free_list;
    void *others[2];
} mp_span_list;

typedef struct mp_span_lists {
    const void *owner;
    mp_span_list list[MP_SPAN_SIZE_CLASSES];
} mp_span_lists;

/* Lists of nobody, for a thread whose own are not known: empty for ever. */
extern const mp_span_lists mp_span_no_lists;

/* Usable size of the blocks in the span at each 64 KiB of the address space; 0 where no block is, where blocks
 * differ in size, or where that is not known. Written by the thread that hands out a block of the span, before
 * it does, so whoever frees a block reads what fits it. */
extern uint16_t mp_span_sizes[0x10000];

/* Usable bytes of the block at pointer, which is rpmalloc's; 0 when the library has to be asked. */
static inline size_t mp_span_usable_size(const void *pointer) {
    const mp_span_head *span = (const mp_span_head *)((uintptr_t)pointer & ~(uintptr_t)(MP_SPAN_BYTES - 1));
    if (__builtin_expect(span->size_class >= MP_SPAN_SIZE_CLASSES || (span->flags & MP_SPAN_HOLDS_ALIGNED), 0))
        return 0;
    return span->block_size;
}

/* mp_span_usable_size from the table: what a free reads, because the heads of all spans lie 64 KiB apart and
 * so compete for the same few cache lines. 0 for every pointer that is no block of a span. */
static inline size_t mp_span_size(const void *pointer) {
    return mp_span_sizes[(uintptr_t)pointer >> 16 & 0xFFFF];
}

/* Enters what the head of the span says that holds pointer, a block just made. */
void mp_span_note(const void *pointer);

/* Forgets the range, which goes back to the system. */
void mp_span_forget(const void *base, size_t size);

#endif
