/*
 * Where rpmalloc's pinned build keeps the size of a block: in the head of the 64 KiB span it lies in. The
 * layout is compared with the library's own answers at every start before it is relied on (rpmalloc.c).
 */
#ifndef MEMORYPOOL_HEAP_SPAN_H
#define MEMORYPOOL_HEAP_SPAN_H

#include <stddef.h>
#include <stdint.h>

#define MP_SPAN_BYTES 0x10000u

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
} mp_span_head;

#define MP_SPAN_SIZE_CLASSES   126u /* from here on: large and huge blocks, whose size is elsewhere */
#define MP_SPAN_HOLDS_ALIGNED  4u   /* some blocks of the span begin behind an alignment gap */

/* Usable bytes of the block at pointer, which is rpmalloc's; 0 when the library has to be asked. */
static inline size_t mp_span_usable_size(const void *pointer) {
    const mp_span_head *span = (const mp_span_head *)((uintptr_t)pointer & ~(uintptr_t)(MP_SPAN_BYTES - 1));
    if (__builtin_expect(span->size_class >= MP_SPAN_SIZE_CLASSES || (span->flags & MP_SPAN_HOLDS_ALIGNED), 0))
        return 0;
    return span->block_size;
}

#endif
