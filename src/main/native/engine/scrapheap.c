#include "engine/scrapheap.h"

#include <string.h>
#include <windows.h>

#include "engine/outofmemory.h"
#include "engine/profile.h"
#include "engine/scrap_buffers.h"
#include "heap/heap.h"
#include "heap/os.h"

#define FREED             0x80000000u
#define LEAST_ALIGNED     8u
#define LARGEST_IN_BUFFER 0x7FFFFFu

static DWORD slot = FLS_OUT_OF_INDEXES;

/* --- buffers under heaps ------------------------------------------------------------------------------- */

static bool open_heap(mp_scrap_heap *heap) {
    mp_scrap_buffer *buffer = mp_scrap_buffer_take();
    if (buffer == NULL)
        return false;
    heap->base = heap->current = mp_scrap_buffer_base(buffer);
    heap->commit_end = (uint8_t *)buffer + buffer->committed;
    heap->last = NULL;
    return true;
}

static void close_heap(mp_scrap_heap *heap) {
    mp_scrap_buffer_give(mp_scrap_buffer_of(heap->base));
    memset(heap, 0, sizeof *heap);
}

/* block is the heap, size the bytes behind current that have to be backed. */
static void *reach(void *block, size_t size) {
    mp_scrap_heap *heap = block;
    if (heap->base == NULL && !open_heap(heap))
        return NULL;
    mp_scrap_buffer *buffer = mp_scrap_buffer_of(heap->base);
    if (!mp_scrap_buffer_reach(buffer, heap->current + size))
        return NULL;
    heap->commit_end = (uint8_t *)buffer + buffer->committed;
    return heap;
}

static bool reach_by_all_means(mp_scrap_heap *heap, size_t bytes) {
    return reach(heap, bytes) != NULL ||
           mp_outofmemory_retry((void *)MP_ADDRESS_MEMORY_MANAGER, reach, heap, bytes) != NULL;
}

/* --- blocks -------------------------------------------------------------------------------------------- */

static uint8_t *place(uint8_t *from, size_t alignment) {
    return (uint8_t *)(((uintptr_t)from + sizeof(mp_scrap_block) + alignment - 1) &
                       ~(uintptr_t)(alignment - 1));
}

typedef struct single_request {
    size_t alignment;
} single_request;

static void *take_single(void *block, size_t size) {
    const single_request *request = block;
    return mp_scrap_buffer_take_single(size, request->alignment);
}

static void *allocate_single(size_t size, size_t alignment) {
    single_request request = {alignment};
    mp_scrap_buffer *buffer = take_single(&request, size);
    if (buffer == NULL)
        buffer = mp_outofmemory_retry((void *)MP_ADDRESS_MEMORY_MANAGER, take_single, &request, size);
    if (buffer == NULL)
        return NULL;
    uint8_t *start = place(mp_scrap_buffer_base(buffer), alignment);
    ((mp_scrap_block *)(void *)start)[-1] = (mp_scrap_block){(uint32_t)size, NULL};
    return start;
}

/* NULL when the heap's buffer has no room. */
static void *allocate_in_buffer(mp_scrap_heap *heap, size_t size, size_t alignment) {
    if (size > LARGEST_IN_BUFFER || (heap->base == NULL && !reach_by_all_means(heap, 0)))
        return NULL;
    uint8_t *start = place(heap->current, alignment);
    uint8_t *end = start + size;
    if (end > heap->commit_end) {
        if (end > mp_scrap_buffer_end(mp_scrap_buffer_of(heap->base)))
            return NULL;
        if (!reach_by_all_means(heap, (size_t)(end - heap->current)))
            return NULL;
        /* a clean-up pass may have used this very heap */
        start = place(heap->current, alignment);
        end = start + size;
        if (end > heap->commit_end)
            return NULL;
    }
    mp_scrap_block *block = (mp_scrap_block *)(void *)start - 1;
    *block = (mp_scrap_block){(uint32_t)size, heap->last};
    heap->last = block;
    heap->current = (uint8_t *)(((uintptr_t)end + 7) & ~(uintptr_t)7);
    return start;
}

static void report(const void *pointer, const char *what) {
    mp_event(MP_EVENT_CORRUPTION, MP_SEVERITY_ERROR, (uintptr_t)pointer, 0, "scrap heap: %s", what);
}

static void count_free(size_t size) {
    mp_count_free(mp_thread_current(), MP_PATH_SCRAP, size);
}

/* Gives back every freed block at the top of the stack. */
static void unwind(mp_scrap_heap *heap) {
    while (heap->last != NULL && (heap->last->size & FREED) != 0) {
        heap->current = (uint8_t *)heap->last;
        heap->last = heap->last->previous;
    }
    if (heap->last != NULL)
        return;
    mp_scrap_buffer *buffer = mp_scrap_buffer_of(heap->base);
    heap->current = heap->base;
    if (buffer->orphan) {
        close_heap(heap);
        return;
    }
    mp_scrap_buffer_settle(buffer);
    heap->commit_end = (uint8_t *)buffer + buffer->committed;
}

/* A block that does not lie in the heap it is freed through: one of its own reservation, or another heap's,
 * which takes it off its stack in time, or nobody's. */
static void free_elsewhere(void *pointer) {
    mp_scrap_block *block = (mp_scrap_block *)pointer - 1;
    mp_scrap_buffer *buffer = mp_scrap_buffer_containing(pointer);
    if (buffer == NULL) {
        report(pointer, "asked to free what it never gave");
    } else if (buffer->single) {
        count_free(block->size);
        mp_scrap_buffer_give(buffer);
    } else if ((uint8_t *)pointer >= (uint8_t *)buffer + buffer->committed || (block->size & FREED) != 0) {
        report(pointer, "block freed twice");
    } else {
        count_free(block->size);
        __atomic_or_fetch(&block->size, FREED, __ATOMIC_RELAXED);
    }
}

/* --- the entries --------------------------------------------------------------------------------------- */

mp_scrap_heap *MP_SCRAP_ENTRY mp_scrapheap_construct(mp_scrap_heap *heap) {
    memset(heap, 0, sizeof *heap);
    open_heap(heap); /* else at the first allocation */
    return heap;
}

mp_scrap_heap *MP_SCRAP_ENTRY mp_scrapheap_construct_sized(mp_scrap_heap *heap, size_t size) {
    (void)size;
    return mp_scrapheap_construct(heap);
}

void MP_SCRAP_ENTRY mp_scrapheap_purge(mp_scrap_heap *heap) {
    if (heap->base == NULL)
        return;
    for (const mp_scrap_block *block = heap->last; block != NULL; block = block->previous) {
        if ((block->size & FREED) == 0)
            count_free(block->size);
    }
    close_heap(heap);
}

void *MP_SCRAP_ENTRY mp_scrapheap_allocate(mp_scrap_heap *heap, size_t size, size_t alignment) {
    size_t aligned =
        alignment < LEAST_ALIGNED || (alignment & (alignment - 1)) != 0 ? LEAST_ALIGNED : alignment;
    void *pointer = allocate_in_buffer(heap, size, aligned);
    if (pointer == NULL)
        pointer = allocate_single(size, aligned);
    if (pointer != NULL)
        mp_count_allocation(mp_thread_current(), MP_PATH_SCRAP, size, size);
    else
        mp_count_failure(MP_PATH_SCRAP);
    return pointer;
}

void MP_SCRAP_ENTRY mp_scrapheap_free(mp_scrap_heap *heap, void *pointer) {
    if (pointer == NULL)
        return;
    mp_scrap_block *block = (mp_scrap_block *)pointer - 1;
    if ((uint8_t *)block < heap->base || (uint8_t *)pointer > heap->current || heap->base == NULL) {
        free_elsewhere(pointer);
        return;
    }
    if ((block->size & FREED) != 0) {
        report(pointer, "block freed twice");
        return;
    }
    count_free(block->size);
    block->size |= FREED;
    unwind(heap);
}

/* --- a heap for each thread ---------------------------------------------------------------------------- */

/* Blocks that are still live stay where they are until they are freed through the heap. */
static void CALLBACK thread_ends(void *local) {
    mp_scrap_heap *heap = local;
    if (heap == NULL)
        return;
    if (heap->last != NULL) {
        mp_scrap_buffer_of(heap->base)->orphan = true;
        return;
    }
    if (heap->base != NULL)
        close_heap(heap);
    mp_os_heap_release(heap);
}

bool mp_scrapheap_start(void) {
    if (slot == FLS_OUT_OF_INDEXES)
        slot = FlsAlloc(thread_ends);
    return slot != FLS_OUT_OF_INDEXES;
}

mp_scrap_heap *MP_SCRAP_ENTRY mp_scrapheap_of_thread(void *manager) {
    (void)manager;
    mp_scrap_heap *heap = FlsGetValue(slot);
    if (heap != NULL)
        return heap;
    heap = mp_os_heap_allocate(sizeof *heap);
    if (heap == NULL)
        return NULL;
    FlsSetValue(slot, heap);
    return mp_scrapheap_construct(heap);
}
