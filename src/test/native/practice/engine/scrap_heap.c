#include "scrap_heap.h"

#include "engine/entries.h"
#include "engine/page_request.h"
#include "truth/counted.h"

#include <stddef.h>
#include <string.h>
#include <windows.h>

#define FREED           0x80000000u
#define FIRST_COMMIT    0x10000u
#define TAIL_KEPT       0x100000u
#define MANAGED_BUFFERS 64

struct scrap_block {
    uint32_t size;
    scrap_block *previous;
};

typedef struct scrap_manager {
    struct {
        uint8_t *buffer;
        uint32_t size;
    } spare[MANAGED_BUFFERS];
    uint32_t count, total;
    uint8_t pad208[0x18];
    volatile long lock;
    uint8_t pad224[0x1C];
} scrap_manager;

_Static_assert(offsetof(scrap_manager, count) == 0x200, "engine facts 2.5");
_Static_assert(offsetof(scrap_manager, lock) == 0x220, "engine facts 2.5");
_Static_assert(sizeof(scrap_manager) == 0x240, "engine facts 2.5");

static scrap_manager **manager_slot(void) {
    return (scrap_manager **)(uintptr_t)ADDRESS_SCRAP_MANAGER;
}

static void lock_manager(scrap_manager *manager) {
    while (InterlockedExchange(&manager->lock, 1))
        SwitchToThread();
}

static void unlock_manager(scrap_manager *manager) {
    InterlockedExchange(&manager->lock, 0);
}

/* --- the manager of buffers (image/scrap_heap.inc) ------------------------------------------------------ */

void *scrap_manager_construct(scrap_manager *manager) {
    memset(manager, 0, sizeof *manager);
    return manager;
}

void *scrap_manager_get(void) {
    scrap_manager **slot = manager_slot();
    if (!*slot) {
        scrap_manager *manager = counted_engine_object(sizeof *manager);
        *slot = METHOD(void *, 0xAA58D0, void *)(manager);
    }
    return *slot;
}

void *scrap_manager_request(scrap_manager *manager, uint32_t bytes) {
    uint8_t *buffer = NULL;
    lock_manager(manager);
    if (manager->count)
        buffer = manager->spare[--manager->count].buffer;
    unlock_manager(manager);
    return buffer ? buffer : METHOD(void *, 0xAA5EC0, void *, uint32_t)(manager, bytes);
}

void scrap_manager_release(scrap_manager *manager, uint8_t *buffer, uint32_t committed) {
    if (committed > FIRST_COMMIT)
        METHOD(int, 0xAA5E90, void *, void *, uint32_t)
    (manager, buffer + FIRST_COMMIT, committed - FIRST_COMMIT);
    lock_manager(manager);
    bool kept = manager->count < MANAGED_BUFFERS;
    if (kept) {
        manager->spare[manager->count].buffer = buffer;
        manager->spare[manager->count++].size = FIRST_COMMIT;
    }
    unlock_manager(manager);
    if (!kept)
        METHOD(int, 0xAA5F30, void *, void *)(manager, buffer);
}

void scrap_manager_free_all(scrap_manager *manager) {
    lock_manager(manager);
    while (manager->count)
        METHOD(int, 0xAA5F30, void *, void *)(manager, manager->spare[--manager->count].buffer);
    unlock_manager(manager);
}

uint64_t scrap_extend_plan(page_request *request, scrap_manager *manager, uint32_t *arguments) {
    (void)manager;
    *request = (page_request){(uint8_t *)(uintptr_t)arguments[0] + arguments[1], arguments[2], MEM_COMMIT,
                              PAGE_READWRITE};
    truth_count_pages(&page_truth_AA5E30, request->type);
    return PAGE_CALL;
}

/* A commit that fails is tried again after each stage of an out-of-memory pass. */
uint64_t scrap_extend_done(scrap_manager *manager, uint32_t *arguments, void *result) {
    (void)manager;
    (void)arguments;
    if (result)
        return (uintptr_t)result;
    bool allow_system = false;
    METHOD(int, 0x866A90, void *, void *, int, bool *)(memory_manager(), NULL, 8, &allow_system);
    Sleep(1);
    return PAGE_AGAIN;
}

/* --- the heap ------------------------------------------------------------------------------------------- */

void *scrap_heap_construct(scrap_heap *heap, uint32_t bytes) {
    scrap_manager *manager = ENTRY(void *, 0x866D10, void)();
    uint32_t committed = (bytes + 0xFFFF) & ~0xFFFFu;
    heap->base = METHOD(void *, 0xAA59B0, void *, uint32_t)(manager, committed);
    heap->current = heap->base;
    heap->commit_end = heap->base ? heap->base + committed : NULL;
    heap->last = NULL;
    return heap;
}

void scrap_heap_purge(scrap_heap *heap) {
    if (!heap->base)
        return;
    scrap_manager *manager = ENTRY(void *, 0x866D10, void)();
    METHOD(void, 0xAA5B70, void *, void *, uint32_t)
    (manager, heap->base, (uint32_t)(heap->commit_end - heap->base));
    memset(heap, 0, sizeof *heap);
}

static bool reach(scrap_heap *heap, uint8_t *end) {
    if (end <= heap->commit_end)
        return true;
    if (end > heap->base + SCRAP_CAPACITY)
        return false;
    uint32_t bytes = ((uint32_t)(end - heap->commit_end) + 0xFFFF) & ~0xFFFFu;
    uint32_t offset = (uint32_t)(heap->commit_end - heap->base);
    METHOD(void *, 0xAA5E30, void *, void *, uint32_t, uint32_t)(*manager_slot(), heap->base, offset, bytes);
    heap->commit_end += bytes;
    return true;
}

void *scrap_heap_allocate(scrap_heap *heap, size_t size, size_t alignment) {
    uintptr_t mask = (alignment < 8 ? 8 : alignment) - 1;
    uint8_t *start = (uint8_t *)(((uintptr_t)heap->current + sizeof(scrap_block) + mask) & ~mask);
    if (!heap->base || size > SCRAP_CAPACITY || !reach(heap, start + size))
        return NULL;
    scrap_block *block = (scrap_block *)start - 1;
    *block = (scrap_block){(uint32_t)size, heap->last};
    heap->last = block;
    heap->current = (uint8_t *)(((uintptr_t)start + size + 7) & ~(uintptr_t)7);
    return start;
}

void scrap_heap_free(scrap_heap *heap, void *pointer) {
    ((scrap_block *)pointer - 1)->size |= FREED;
    while (heap->last && heap->last->size & FREED) {
        heap->current = (uint8_t *)heap->last;
        heap->last = heap->last->previous;
    }
    if (heap->last || heap->commit_end - heap->base <= (ptrdiff_t)TAIL_KEPT)
        return;
    METHOD(int, 0xAA5E90, void *, void *, uint32_t)
    (*manager_slot(), heap->base + FIRST_COMMIT, (uint32_t)(heap->commit_end - heap->base) - FIRST_COMMIT);
    heap->commit_end = heap->base + FIRST_COMMIT;
}

uint32_t scrap_heap_size(scrap_heap *heap, const void *pointer) {
    (void)heap;
    return ((const scrap_block *)pointer - 1)->size & ~FREED;
}
