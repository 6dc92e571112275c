#include "engine/crt.h"

#include <stdint.h>
#include <string.h>
#include <windows.h>

#include "engine/profile.h"
#include "heap/heap.h"
#include "heap/watch.h"

mp_crt_original mp_crt;

/* --- the original heap ------------------------------------------------------------------------------- */

void *mp_crt_allocate_fallback(mp_path path, size_t size) {
    void *pointer = mp_crt.malloc(size);
    if (pointer != NULL)
        mp_count_fallback(path, size, mp_crt.msize(pointer));
    return pointer;
}

size_t mp_crt_foreign_size(const void *pointer) {
    HANDLE heap = *(HANDLE *)MP_ADDRESS_CRT_HEAP;
    return pointer != NULL && heap != NULL && HeapValidate(heap, 0, pointer) ? HeapSize(heap, 0, pointer) : 0;
}

void *mp_crt_move_fallback(mp_path path, void *pointer, size_t size) {
    void *moved = mp_crt.malloc(size);
    if (moved == NULL)
        return NULL;
    size_t before = mp_heap_usable_size(pointer);
    memcpy(moved, pointer, before < size ? before : size);
    mp_heap_discard(pointer);
    mp_thread *thread = mp_thread_current();
    mp_counter_add(&thread->path[path].fallbacks, 1);
    mp_count_reallocation(thread, path, size, before, mp_crt.msize(moved));
    return moved;
}

void mp_crt_free_foreign(mp_path path, void *pointer) {
    if (mp_watch_on() && !mp_watch_foreign_free(pointer, mp_crt_foreign_size(pointer)))
        return;
    mp_count_foreign_free(path, mp_crt.msize(pointer));
    mp_crt.free(pointer);
}

void *mp_crt_reallocate_foreign(mp_path path, void *pointer, size_t size) {
    if (size == 0) {
        mp_crt_free_foreign(path, pointer);
        return NULL;
    }
    size_t before = mp_crt.msize(pointer);
    void *moved = mp_crt.realloc(pointer, size);
    if (moved != NULL)
        mp_count_reallocation(mp_thread_current(), path, size, before, mp_crt.msize(moved));
    else
        mp_count_failure(path);
    return moved;
}

/* --- what the entries share -------------------------------------------------------------------------- */

static bool product(size_t count, size_t size, size_t *total) {
    return !__builtin_mul_overflow(count, size, total);
}

static void *or_failure(void *pointer) {
    if (pointer == NULL)
        mp_count_failure(MP_PATH_CRT);
    return pointer;
}

/* original is the entry the call came through; it is asked only while the heap does not serve. */
static void *allocate(size_t size, void *(*original)(size_t)) {
    void *pointer = mp_heap_allocate(MP_PATH_CRT, size);
    if (pointer != NULL)
        return pointer;
    return mp_heap_serving() ? or_failure(mp_crt_allocate_fallback(MP_PATH_CRT, size)) : original(size);
}

static void *allocate_zeroed(size_t count, size_t size, void *(*original)(size_t, size_t)) {
    if (!mp_heap_serving())
        return original(count, size);
    size_t total;
    void *pointer = NULL;
    if (product(count, size, &total)) {
        pointer = mp_heap_allocate_zeroed(MP_PATH_CRT, total);
        if (pointer != NULL)
            return pointer;
        pointer = mp_crt.calloc(count, size);
    } else {
        mp_crt.calloc(count, size); /* sets errno as the program expects it */
    }
    if (pointer != NULL)
        mp_count_fallback(MP_PATH_CRT, total, mp_crt.msize(pointer));
    else
        mp_count_failure(MP_PATH_CRT);
    return pointer;
}

/* Ours, but the heap could not resize it. */
static void *reallocate_without_heap(void *pointer, size_t size) {
    if (mp_heap_serving())
        return or_failure(mp_crt_move_fallback(MP_PATH_CRT, pointer, size));
    void *moved = mp_crt.malloc(size);
    if (moved == NULL)
        return NULL;
    size_t kept = mp_heap_usable_size(pointer);
    memcpy(moved, pointer, kept < size ? kept : size);
    mp_heap_release(MP_PATH_CRT, pointer);
    return moved;
}

static void *reallocate(void *pointer, size_t size, void *(*original)(void *, size_t)) {
    if (!mp_heap_owns(pointer))
        return mp_heap_serving() ? mp_crt_reallocate_foreign(MP_PATH_CRT, pointer, size) : original(pointer, size);
    if (size == 0) {
        mp_heap_release(MP_PATH_CRT, pointer);
        return NULL;
    }
    void *resized = mp_heap_reallocate(MP_PATH_CRT, pointer, size);
    return resized != NULL ? resized : reallocate_without_heap(pointer, size);
}

static void *reallocate_zeroed(void *pointer, size_t count, size_t size,
                               void *(*original)(void *, size_t, size_t)) {
    size_t total;
    bool ours = mp_heap_owns(pointer);
    if (!ours && !mp_heap_serving())
        return original(pointer, count, size);
    if (!product(count, size, &total)) {
        mp_crt.calloc(count, size); /* sets errno as the program expects it */
        mp_count_failure(MP_PATH_CRT);
        return NULL;
    }
    if (total == 0)
        return reallocate(pointer, 0, mp_crt.realloc);
    if (ours) {
        void *resized = mp_heap_reallocate_zeroed(MP_PATH_CRT, pointer, total);
        if (resized != NULL)
            return resized;
    }
    size_t before = ours ? mp_heap_usable_size(pointer) : mp_crt.msize(pointer);
    char *moved = ours ? reallocate_without_heap(pointer, total) : mp_crt_reallocate_foreign(MP_PATH_CRT, pointer, total);
    if (moved != NULL && total > before)
        memset(moved + before, 0, total - before);
    return moved;
}

/* --- the entries ------------------------------------------------------------------------------------- */

void *mp_crt_malloc_slow(size_t size) {
    return allocate(size, mp_crt.malloc);
}

void *mp_crt_malloc_crt(size_t size) {
    return allocate(size, mp_crt.malloc_crt);
}

void *mp_crt_calloc(size_t count, size_t size) {
    return allocate_zeroed(count, size, mp_crt.calloc);
}

void *mp_crt_calloc_crt(size_t count, size_t size) {
    return allocate_zeroed(count, size, mp_crt.calloc_crt);
}

void *mp_crt_realloc(void *pointer, size_t size) {
    return pointer == NULL ? allocate(size, mp_crt.malloc) : reallocate(pointer, size, mp_crt.realloc);
}

void *mp_crt_realloc_crt(void *pointer, size_t size) {
    return pointer == NULL ? allocate(size, mp_crt.malloc_crt) : reallocate(pointer, size, mp_crt.realloc_crt);
}

void *mp_crt_recalloc(void *pointer, size_t count, size_t size) {
    return pointer == NULL ? allocate_zeroed(count, size, mp_crt.calloc)
                           : reallocate_zeroed(pointer, count, size, mp_crt.recalloc);
}

void *mp_crt_recalloc_crt(void *pointer, size_t count, size_t size) {
    return pointer == NULL ? allocate_zeroed(count, size, mp_crt.calloc_crt)
                           : reallocate_zeroed(pointer, count, size, mp_crt.recalloc_crt);
}

size_t mp_crt_msize(void *pointer) {
    return pointer != NULL && mp_heap_owns(pointer) ? mp_heap_usable_size(pointer) : mp_crt.msize(pointer);
}

void mp_crt_free_slow(void *pointer) {
    if (pointer == NULL || mp_heap_release_slow(MP_PATH_CRT, pointer))
        return;
    if (mp_heap_serving())
        mp_crt_free_foreign(MP_PATH_CRT, pointer);
    else
        mp_crt.free(pointer);
}
