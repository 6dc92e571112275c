#include "engine/gameheap.h"

#include <string.h>

#include "engine/crt.h"
#include "engine/outofmemory.h"
#include "engine/profile.h"
#include "heap/heap.h"

#define THISCALL __attribute__((thiscall))

mp_gameheap_original mp_gameheap;

/* While the heap serves, no heap of the engine exists, so every pointer that is not ours ends where the
 * engine's own Free would send it: at the C runtime's heap. */

static void *allocate_again(void *block, size_t size) {
    (void)block;
    return mp_heap_allocate(MP_PATH_ENGINE, size);
}

static void *allocate_outside(void *block, size_t size) {
    (void)block;
    return mp_crt_allocate_fallback(MP_PATH_ENGINE, size);
}

/* A pool that is full is no shortage of memory: then the engine is asked to clean up only when the original
 * heap has nothing left either. */
static void *allocate_without_heap(void *manager, size_t size) {
    void *pointer = NULL;
    if (mp_heap_bounded() && (pointer = allocate_outside(NULL, size)) != NULL)
        return pointer;
    pointer = mp_outofmemory_retry(manager, mp_heap_bounded() ? allocate_outside : allocate_again, NULL, size);
    if (pointer == NULL && !mp_heap_bounded())
        pointer = allocate_outside(NULL, size);
    if (pointer == NULL)
        mp_count_failure(MP_PATH_ENGINE);
    return pointer;
}

void *mp_gameheap_allocate_slow(size_t size) {
    void *manager = (void *)MP_ADDRESS_MEMORY_MANAGER;
    void *pointer = mp_heap_allocate_slow(MP_PATH_ENGINE, size);
    if (pointer != NULL)
        return pointer;
    return mp_heap_serving() ? allocate_without_heap(manager, size) : mp_gameheap.allocate(manager, size);
}

void mp_gameheap_free_slow(void *pointer) {
    if (pointer == NULL || mp_heap_release_slow(MP_PATH_ENGINE, pointer))
        return;
    if (mp_heap_serving())
        mp_crt_free_foreign(MP_PATH_ENGINE, pointer);
    else
        mp_gameheap.free((void *)MP_ADDRESS_MEMORY_MANAGER, pointer);
}

static void *reallocate_again(void *block, size_t size) {
    return mp_heap_reallocate(MP_PATH_ENGINE, block, size);
}

static void *move_outside(void *block, size_t size) {
    return mp_crt_move_fallback(MP_PATH_ENGINE, block, size);
}

static void *reallocate_while_serving(void *manager, void *pointer, size_t size) {
    void *resized = NULL;
    if (mp_heap_bounded() && (resized = move_outside(pointer, size)) != NULL)
        return resized;
    resized = mp_outofmemory_retry(manager, mp_heap_bounded() ? move_outside : reallocate_again, pointer, size);
    if (resized == NULL && !mp_heap_bounded())
        resized = move_outside(pointer, size);
    if (resized == NULL)
        mp_count_failure(MP_PATH_ENGINE);
    return resized;
}

/* Ours, but the heap could not resize it. */
static void *reallocate_without_heap(void *manager, void *pointer, size_t size) {
    if (mp_heap_serving())
        return reallocate_while_serving(manager, pointer, size);
    void *moved = mp_gameheap.allocate(manager, size);
    if (moved == NULL)
        return NULL;
    size_t kept = mp_heap_usable_size(pointer);
    memcpy(moved, pointer, kept < size ? kept : size);
    mp_heap_release(MP_PATH_ENGINE, pointer);
    return moved;
}

void *THISCALL mp_gameheap_reallocate(void *manager, void *pointer, size_t size) {
    if (pointer == NULL)
        return mp_gameheap_allocate(manager, size);
    if (!mp_heap_owns(pointer)) {
        if (mp_heap_serving())
            return mp_crt_reallocate_foreign(MP_PATH_ENGINE, pointer, size);
        return mp_gameheap.reallocate(manager, pointer, size);
    }
    size_t wanted = size != 0 ? size : 1; /* the engine's gives a block even for no bytes, unlike realloc */
    void *resized = mp_heap_reallocate(MP_PATH_ENGINE, pointer, wanted);
    return resized != NULL ? resized : reallocate_without_heap(manager, pointer, wanted);
}

size_t THISCALL mp_gameheap_size(void *manager, void *pointer) {
    if (pointer != NULL && mp_heap_owns(pointer))
        return mp_heap_usable_size(pointer);
    return mp_heap_serving() ? mp_crt_foreign_size(pointer) : mp_gameheap.size(manager, pointer);
}
