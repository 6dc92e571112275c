#include "memory_heap.h"

#include "engine/entries.h"
#include "engine/page_request.h"
#include "truth/truth.h"

#include <string.h>

#define BLOCK_FREE   1u
#define BLOCK_HOLLOW 2u /* free, and its inner pages are decommitted */
#define HEADER       16u
#define SMALLEST     32u
#define PAGE         4096u
#define GROWTH       0x100000u
#define HOLLOW_FROM  0x100000u /* free blocks from this size on lose their inner pages */
#define TAIL_KEPT    0x400000u /* free tail above which CleanExtraPages shrinks the commit */

/* Stands before every block; the links are part of a free block's payload. */
struct heap_block {
    uint32_t size, previous_size, flags, guard;
    heap_block *next, *previous;
};

#define GUARD 0x48504D50u

static heap_block *at(void *base, ptrdiff_t offset) {
    return (heap_block *)((uint8_t *)base + offset);
}
static void *payload(heap_block *block) {
    return (uint8_t *)block + HEADER;
}
static heap_block *header(const void *pointer) {
    return (heap_block *)((uint8_t *)(uintptr_t)pointer - HEADER);
}

static heap_block *following(memory_heap *heap, heap_block *block) {
    heap_block *next = at(block, (ptrdiff_t)block->size);
    return (uint8_t *)next < heap->base + heap->committed ? next : NULL;
}

/* Bins: every 16 bytes below 8 KB, then 32 to each doubling. */
static unsigned bin_of(uint32_t size) {
    if (size < 8192)
        return size / 16;
    unsigned power = 31u - (unsigned)__builtin_clz(size);
    unsigned bin = 512 + (power - 13) * 32 + ((size >> (power - 5)) & 31);
    return bin < HEAP_BINS ? bin : HEAP_BINS - 1;
}

static void link_free(memory_heap *heap, heap_block *block) {
    unsigned bin = bin_of(block->size);
    block->flags |= BLOCK_FREE;
    block->previous = NULL;
    block->next = heap->bins[bin];
    if (block->next)
        block->next->previous = block;
    heap->bins[bin] = block;
    heap->occupied[bin / 32] |= 1u << bin % 32;
    heap->free_blocks++;
}

static void unlink_free(memory_heap *heap, heap_block *block) {
    unsigned bin = bin_of(block->size);
    if (block->previous)
        block->previous->next = block->next;
    else
        heap->bins[bin] = block->next;
    if (block->next)
        block->next->previous = block->previous;
    if (!heap->bins[bin])
        heap->occupied[bin / 32] &= ~(1u << bin % 32);
    heap->free_blocks--;
}

static heap_block *best_in_bin(heap_block *first, uint32_t size) {
    heap_block *best = NULL;
    for (heap_block *block = first; block; block = block->next)
        if (block->size >= size && (!best || block->size < best->size))
            best = block;
    return best;
}

static heap_block *find_free(memory_heap *heap, uint32_t size) {
    unsigned bin = bin_of(size);
    heap_block *best = best_in_bin(heap->bins[bin], size);
    for (unsigned next = bin + 1; !best && next < HEAP_BINS;) {
        uint32_t word = heap->occupied[next / 32] >> next % 32;
        if (!word) {
            next = (next / 32 + 1) * 32;
            continue;
        }
        next += (unsigned)__builtin_ctz(word);
        best = best_in_bin(heap->bins[next], size);
        next++;
    }
    return best;
}

static uint32_t block_size_for(size_t size) {
    uint32_t whole = ((uint32_t)size + HEADER + 15u) & ~15u;
    return whole < SMALLEST ? SMALLEST : whole;
}

/* Cuts `block`, unlinked and committed, to size; the rest becomes free. */
static void *take(memory_heap *heap, heap_block *block, uint32_t size) {
    uint32_t rest = block->size - size;
    if (rest >= SMALLEST) {
        heap_block *next = following(heap, block);
        heap_block *remainder = at(block, (ptrdiff_t)size);
        block->size = size;
        *remainder = (heap_block){.size = rest, .previous_size = size, .guard = GUARD};
        if (next)
            next->previous_size = rest;
        else
            heap->tail = remainder;
        link_free(heap, remainder);
    }
    block->flags = 0;
    heap->blocks++;
    heap->allocated += block->size;
    if (heap->allocated > heap->maximum)
        heap->maximum = heap->allocated;
    return payload(block);
}

/* --- the functions that page (image/memory_heap.inc) --------------------------------------------------- */

uint64_t heap_reserve_plan(page_request *request, memory_heap *heap, uint32_t *arguments) {
    *request = heap->base ? (page_request){heap->base, heap->initial, MEM_COMMIT, PAGE_READWRITE}
                          : (page_request){NULL, arguments[0], MEM_RESERVE, PAGE_READWRITE};
    truth_count_pages(&page_truth_AA79A0, request->type);
    return PAGE_CALL;
}

uint64_t heap_reserve_done(memory_heap *heap, uint32_t *arguments, void *result) {
    (void)arguments;
    if (!heap->base && result) { /* reserved: now commit the first part */
        heap->base = result;
        return PAGE_AGAIN;
    }
    return result ? (uintptr_t)heap->base : 0;
}

uint64_t heap_grow_plan(page_request *request, memory_heap *heap, uint32_t *arguments) {
    uint32_t bytes = (arguments[0] + GROWTH - 1) & ~(GROWTH - 1);
    if (bytes < arguments[0] || bytes > heap->reserved - heap->committed) {
        bytes = (arguments[0] + PAGE - 1) & ~(PAGE - 1);
        if (bytes < arguments[0] || bytes > heap->reserved - heap->committed)
            return PAGE_RESULT(0);
    }
    arguments[0] = bytes;
    *request = (page_request){heap->base + heap->committed, bytes, MEM_COMMIT, PAGE_READWRITE};
    truth_count_pages(&page_truth_AA7A50, request->type);
    return PAGE_CALL;
}

uint64_t heap_grow_done(memory_heap *heap, uint32_t *arguments, void *result) {
    if (!result)
        return 0;
    heap_block *tail = heap->tail;
    uint32_t old = heap->committed;
    heap->committed += arguments[0];
    if (tail && tail->flags & BLOCK_FREE) {
        unlink_free(heap, tail);
        tail->size += arguments[0];
        link_free(heap, tail);
    } else {
        heap_block *fresh = at(heap->base, (ptrdiff_t)old);
        *fresh = (heap_block){.size = arguments[0], .previous_size = tail ? tail->size : 0, .guard = GUARD};
        if (!tail)
            heap->head = fresh;
        heap->tail = fresh;
        link_free(heap, fresh);
    }
    return 1;
}

/* Bytes of the committed end that a free tail block can give up. */
static uint32_t spare_tail(const memory_heap *heap) {
    const heap_block *tail = heap->tail;
    if (!tail || !(tail->flags & BLOCK_FREE) || tail->size <= TAIL_KEPT)
        return 0;
    return (tail->size - TAIL_KEPT) & ~(PAGE - 1);
}

uint64_t heap_trim_plan(page_request *request, memory_heap *heap, uint32_t *arguments) {
    (void)arguments;
    uint32_t bytes = spare_tail(heap);
    if (!bytes)
        return PAGE_RESULT(0);
    /* three words only: VirtualFree takes no protection */
    request->address = heap->base + heap->committed - bytes;
    request->size = bytes;
    request->type = MEM_DECOMMIT;
    truth_count_pages(&page_truth_AA7AB0, request->type);
    return PAGE_CALL;
}

uint64_t heap_trim_done(memory_heap *heap, uint32_t *arguments, int result) {
    (void)arguments;
    if (!result)
        return 0;
    uint32_t bytes = spare_tail(heap);
    unlink_free(heap, heap->tail);
    heap->tail->size -= bytes;
    heap->committed -= bytes;
    link_free(heap, heap->tail);
    return 1;
}

static uint8_t *inner_start(heap_block *block) {
    return (uint8_t *)(((uintptr_t)block + sizeof *block + PAGE - 1) & ~(uintptr_t)(PAGE - 1));
}

static uint8_t *inner_end(heap_block *block) {
    return (uint8_t *)(((uintptr_t)block + block->size) & ~(uintptr_t)(PAGE - 1));
}

uint64_t heap_decommit_plan(page_request *request, memory_heap *heap, uint32_t *arguments) {
    (void)heap;
    heap_block *block = (heap_block *)(uintptr_t)arguments[0];
    request->address = inner_start(block);
    request->size = (uint32_t)(inner_end(block) - inner_start(block));
    request->type = MEM_DECOMMIT;
    truth_count_pages(&page_truth_AA7D60, request->type);
    return PAGE_CALL;
}

uint64_t heap_decommit_done(memory_heap *heap, uint32_t *arguments, int result) {
    (void)heap;
    heap_block *block = (heap_block *)(uintptr_t)arguments[0];
    if (result)
        block->flags |= BLOCK_HOLLOW;
    return result ? 1 : 0;
}

uint64_t heap_core_plan(page_request *request, memory_heap *heap, uint32_t *arguments) {
    uint32_t size = block_size_for(arguments[0]);
    heap_block *block = find_free(heap, size);
    if (!block)
        return PAGE_RESULT(NULL);
    if (!(block->flags & BLOCK_HOLLOW)) {
        unlink_free(heap, block);
        return PAGE_RESULT(take(heap, block, size));
    }
    *request = (page_request){inner_start(block), (uint32_t)(inner_end(block) - inner_start(block)),
                              MEM_COMMIT, PAGE_READWRITE};
    truth_count_pages(&page_truth_AA8F50, request->type);
    return PAGE_CALL;
}

uint64_t heap_core_done(memory_heap *heap, uint32_t *arguments, void *result) {
    if (!result)
        return 0;
    uint32_t size = block_size_for(arguments[0]);
    heap_block *block = find_free(heap, size);
    unlink_free(heap, block);
    return (uintptr_t)take(heap, block, size);
}

/* --- the heap's own interface -------------------------------------------------------------------------- */

void *heap_allocate(memory_heap *heap, size_t size, size_t alignment) {
    (void)alignment; /* every block is 16-byte aligned */
    if (size > heap->reserved)
        return NULL;
    EnterCriticalSection(&heap->lock);
    void *block = METHOD(void *, 0xAA8F50, void *, size_t, size_t)(heap, size, 16);
    if (!block && METHOD(int, 0xAA7A50, void *, uint32_t)(heap, block_size_for(size)))
        block = METHOD(void *, 0xAA8F50, void *, size_t, size_t)(heap, size, 16);
    LeaveCriticalSection(&heap->lock);
    return block;
}

/* Joins a free neighbour that follows; both are unlinked. */
static void join(memory_heap *heap, heap_block *block, heap_block *next) {
    block->size += next->size;
    block->flags |= next->flags & BLOCK_HOLLOW;
    heap_block *after = following(heap, block);
    if (after)
        after->previous_size = block->size;
    else
        heap->tail = block;
}

void heap_free(memory_heap *heap, void *pointer, size_t size) {
    (void)size;
    heap_block *block = header(pointer);
    EnterCriticalSection(&heap->lock);
    heap->blocks--;
    heap->allocated -= block->size;
    heap_block *next = following(heap, block);
    if (next && next->flags & BLOCK_FREE) {
        unlink_free(heap, next);
        join(heap, block, next);
    }
    heap_block *before = block->previous_size ? at(block, -(ptrdiff_t)block->previous_size) : NULL;
    if (before && before->flags & BLOCK_FREE) {
        unlink_free(heap, before);
        join(heap, before, block);
        block = before;
    }
    link_free(heap, block);
    if (block == heap->tail)
        METHOD(int, 0xAA7AB0, void *)(heap);
    else if (block->size >= HOLLOW_FROM)
        METHOD(int, 0xAA7D60, void *, void *)(heap, block);
    LeaveCriticalSection(&heap->lock);
}

bool memory_heap_open(memory_heap *heap, const char *name, uint32_t reserve, uint32_t commit) {
    memset(heap, 0, sizeof *heap);
    heap->vtable = (const void *)0x10A28FC;
    heap->name = name;
    heap->alignment = 16;
    heap->page = PAGE;
    heap->reserved = reserve;
    heap->initial = commit;
    InitializeCriticalSection(&heap->lock);
    if (!METHOD(void *, 0xAA79A0, void *, uint32_t)(heap, reserve))
        return false;
    uint32_t arguments[1] = {commit};
    return heap_grow_done(heap, arguments, heap->base) != 0;
}

void memory_heap_close(memory_heap *heap) {
    METHOD(int, 0xAA7A30, void *, void *)(heap, heap->base);
    DeleteCriticalSection(&heap->lock);
    heap->base = NULL;
    heap->committed = 0;
}

bool memory_heap_contains(const memory_heap *heap, const void *block) {
    return heap->base && (const uint8_t *)block >= heap->base &&
           (const uint8_t *)block < heap->base + heap->reserved;
}

size_t memory_heap_block_size(const void *block) {
    return header(block)->size - HEADER;
}
