#include "include/memorypool.h"

#include <string.h>

#include "heap/heap.h"
#include "removal.h"

_Static_assert(MEMORYPOOL_ACTIVE == (int)MP_MODE_ACTIVE && MEMORYPOOL_OBSERVE == (int)MP_MODE_OBSERVE &&
                   MEMORYPOOL_REMOVED == (int)MP_MODE_REMOVED,
               "the public modes are the plugin's own");

static void *count_failure(void) {
    mp_count_failure(MP_PATH_API);
    return NULL;
}

void *MemoryPoolMalloc(size_t size) {
    void *pointer = mp_heap_allocate(MP_PATH_API, size);
    return pointer != NULL || !mp_heap_serving() ? pointer : count_failure();
}

void MemoryPoolFree(void *pointer) {
    if (pointer != NULL)
        mp_heap_release(MP_PATH_API, pointer);
}

void *MemoryPoolRealloc(void *pointer, size_t size) {
    if (pointer == NULL)
        return MemoryPoolMalloc(size);
    if (!mp_heap_owns(pointer))
        return NULL;
    if (size == 0) {
        mp_heap_release(MP_PATH_API, pointer);
        return NULL;
    }
    void *resized = mp_heap_reallocate(MP_PATH_API, pointer, size);
    return resized != NULL || !mp_heap_serving() ? resized : count_failure();
}

size_t MemoryPoolUsableSize(const void *pointer) {
    return pointer != NULL && mp_heap_owns(pointer) ? mp_heap_usable_size(pointer) : 0;
}

int GetMemoryPoolStatus(MemoryPoolStatus *status) {
    if (status == NULL || status->size < 2 * sizeof(uint32_t))
        return 0;
    mp_totals totals;
    mp_totals_now(&totals);
    MemoryPoolStatus full = {
        .size = status->size,
        .mode = (uint32_t)mp_mode_get(),
        .allocations = totals.all.allocations,
        .frees = totals.all.frees,
        .reallocations = totals.all.reallocations,
        .failures = totals.all.failures,
        .fallbacks = totals.all.fallbacks,
        .live_bytes = totals.live_bytes,
        .peak_bytes = totals.peak_bytes,
        .address_free = totals.address_free,
        .address_largest_hole = totals.address_largest_hole,
    };
    strncpy(full.allocator, mp_heap_allocator_name(), sizeof full.allocator - 1);
    memcpy(status, &full, status->size < sizeof full ? status->size : sizeof full);
    return 1;
}

unsigned MemoryPoolRemove(void) {
    return (unsigned)mp_removal_request();
}
