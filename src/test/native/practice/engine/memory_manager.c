/*
 * The vanilla heap: pools for small sizes, the default or file heap for the rest, the engine's
 * out-of-memory passes, and the C runtime's heap as the last resort. (engine facts 2.3, 2.6)
 */
#include "memory_manager.h"

#include "engine/entries.h"
#include "engine/scrap_heap.h"
#include "truth/counted.h"

#include <string.h>
#include <windows.h>

#define STATIC_HEAP_BYTES   0x183800u
#define DEFAULT_HEAP_COMMIT 0x05500000u
#define FILE_HEAP_COMMIT    0x00200000u
#define LAST_STAGE          8

static memory_heap default_heap, file_heap;
static memory_heap *heap_list[3] = {NULL, &default_heap, &file_heap};
static void *static_heap;

static void fail_to_start(void) {
    ExitProcess(0);
}

void memory_manager_clear(memory_manager_layout *manager) {
    memset(manager, 0, sizeof *manager);
    METHOD(void, 0xAA6840, void *)(manager);
}

void memory_manager_build_static_heap(memory_manager_layout *manager) {
    (void)manager;
    static_heap = counted_allocation(TRUTH_CRT, STATIC_HEAP_BYTES, crt_entry_malloc(STATIC_HEAP_BYTES));
    truth_hold(TRUTH_CRT, static_heap);
}

void memory_manager_build_default_heap(memory_manager_layout *manager, uint32_t reserve) {
    if (!memory_heap_open(&default_heap, "Default Heap", reserve, DEFAULT_HEAP_COMMIT))
        fail_to_start();
    manager->heaps_by_context[HEAP_CONTEXT_DEFAULT] = &default_heap;
}

void memory_manager_build_file_heap(memory_manager_layout *manager, uint32_t reserve) {
    if (!memory_heap_open(&file_heap, "File Heap", reserve, FILE_HEAP_COMMIT))
        fail_to_start();
    manager->heaps_by_context[HEAP_CONTEXT_FILE] = &file_heap;
    manager->all_heaps = heap_list;
    manager->heaps = 3;
}

void memory_manager_build_pools(memory_manager_layout *manager) {
    static const struct {
        uint16_t block, megabytes;
    } sizes[] = {{8, 6},   {12, 5},  {16, 4},  {20, 4},  {24, 8},  {28, 4},  {32, 8},  {36, 3},
                 {40, 2},  {44, 4},  {48, 2},  {52, 3},  {56, 1},  {64, 2},  {72, 13}, {76, 1},
                 {80, 3},  {92, 2},  {96, 15}, {100, 1}, {104, 4}, {120, 4}, {128, 1}, {160, 2},
                 {192, 2}, {200, 3}, {208, 3}, {240, 3}, {256, 1}, {272, 2}, {288, 3}, {400, 1},
                 {448, 1}, {480, 4}, {508, 4}, {576, 2}, {596, 1}};
    for (size_t index = 0; index < sizeof sizes / sizeof sizes[0]; index++)
        METHOD(void, 0xAA3CC0, void *, uint32_t, uint32_t, const char *)
    (manager, sizes[index].block, (uint32_t)sizes[index].megabytes << 20, "pool");
    manager->allow_pool_use = true;
}

void memory_manager_create_pool(memory_manager_layout *manager, uint32_t block, uint32_t arena,
                                const char *name) {
    (void)manager;
    memory_pool *pool = counted_engine_object(sizeof(memory_pool));
    if (pool)
        METHOD(void *, 0xAA66A0, void *, uint32_t, uint32_t, const char *)(pool, block, arena, name);
}

void memory_manager_open(memory_manager_layout *manager) {
    manager->initialized = true;
}

void *memory_manager_system_allocate(memory_manager_layout *manager, size_t size, int untracked) {
    void *block = crt_entry_malloc(size);
    if (block && !untracked)
        InterlockedExchangeAdd((volatile LONG *)&manager->malloc_bytes, (LONG)size);
    return block;
}

static memory_heap *current_heap(memory_manager_layout *manager) {
    memory_heap *heap = manager->heaps_by_context[truth_self()->heap_context];
    return heap ? heap : manager->heaps_by_context[HEAP_CONTEXT_DEFAULT];
}

static memory_heap *heap_containing(memory_manager_layout *manager, const void *block) {
    for (unsigned index = 1; index < manager->heaps; index++)
        if (memory_heap_contains(heap_list[index], block))
            return heap_list[index];
    return NULL;
}

void *memory_manager_heap_of(memory_manager_layout *manager, const void *block) {
    return heap_containing(manager, block);
}

void *memory_manager_allocate(memory_manager_layout *manager, size_t size) {
    if (manager->allow_pool_use) {
        memory_pool *pool = pool_for_size(size);
        void *block = pool ? pool_allocate(pool) : NULL;
        if (block)
            return block;
    }
    memory_heap *heap = current_heap(manager);
    for (int stage = 0; heap && stage <= LAST_STAGE;) {
        void *block = METHOD(void *, 0xAA7B20, void *, size_t, size_t)(heap, size, 16);
        if (block)
            return block;
        bool allow_system = false;
        stage = METHOD(int, 0x866A90, void *, void *, int, bool *)(manager, heap, stage, &allow_system);
    }
    return METHOD(void *, 0xAA4290, void *, size_t, int)(manager, size, 0);
}

void memory_manager_free(memory_manager_layout *manager, void *block) {
    memory_pool *pool = pool_containing(block);
    if (pool) {
        pool_free(pool, block);
        return;
    }
    memory_heap *heap = heap_containing(manager, block);
    if (heap)
        METHOD(void, 0xAA7B40, void *, void *, size_t)(heap, block, 0);
    else
        METHOD(void, 0xAA42C0, void *, void *, int)(manager, block, 0);
}

size_t memory_manager_size(memory_manager_layout *manager, void *block, memory_pool *slot_pool) {
    if (slot_pool && pool_containing(block) == slot_pool)
        return slot_pool->block_size;
    memory_heap *heap = heap_containing(manager, block);
    return heap ? memory_heap_block_size(block) : 0;
}

/* Never shrinks in place; a block of unknown size goes to the C runtime. */
void *memory_manager_reallocate(memory_manager_layout *manager, void *block, size_t size) {
    (void)manager;
    size_t old = engine_size(block);
    if (!old)
        return crt_entry_realloc(block, size);
    void *moved = engine_allocate(size);
    if (!moved)
        return NULL;
    ENTRY(void *, 0xEC44D0, void *, const void *, size_t)(moved, block, old < size ? old : size);
    engine_free(block);
    return moved;
}

void *memory_manager_thread_scrap_heap(memory_manager_layout *manager) {
    return thread_map_scrap_heap(&manager->thread_scrap_heaps);
}
