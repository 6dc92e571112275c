/*
 * The process heap. Two things it cannot do by itself: align to 16 (its blocks stand on 8), and say whether
 * a pointer is one of the blocks handed out here. Everybody in the process allocates from that heap, so
 * neither a region map nor HeapValidate tells ours from theirs, and a header before the block cannot be read
 * when the pointer may be anything. So every pointer handed out stands in a set, next to the address the heap
 * knows the block by: owns() is exact and touches nothing but the set.
 */
#include "heap/system.h"

#include <stdio.h>
#include <string.h>

#include "heap/os.h"
#include "heap/pointer_set.h"

enum { ALIGNMENT = 16, HEAP_ALIGNMENT = 8 };

static size_t live; /* the heap's own lock costs more than one shared counter */
static uint32_t misuse;

static void count_live(size_t more, size_t less) {
    __atomic_fetch_add(&live, more - less, __ATOMIC_RELAXED);
}

static void count_misuse(void) {
    __atomic_fetch_add(&misuse, 1, __ATOMIC_RELAXED);
}

static size_t usable_of(const void *pointer, const void *raw) {
    return mp_os_heap_size(raw) - (size_t)((const char *)pointer - (const char *)raw);
}

static void *align(void *raw, size_t alignment) {
    return (void *)(((uintptr_t)raw + alignment - 1) & ~(uintptr_t)(alignment - 1));
}

static bool start(const mp_allocator_options *options, char *reason, size_t reason_size) {
    (void)options;
    bool ready = mp_pointer_set_start();
    snprintf(reason, reason_size, "%s", ready ? "" : "There is no memory for the set of pointers.");
    return ready;
}

static void *allocate_aligned(size_t alignment, size_t size) {
    alignment = alignment < ALIGNMENT ? ALIGNMENT : alignment;
    size_t slack = alignment - HEAP_ALIGNMENT;
    size = size == 0 ? 1 : size; /* a block without a byte of its own could not be told from none */
    if (size > SIZE_MAX - slack) {
        return NULL;
    }
    void *raw = mp_os_heap_allocate(size + slack);
    if (!raw) {
        return NULL;
    }
    void *pointer = align(raw, alignment);
    if (!mp_pointer_set_add(pointer, raw, false)) {
        mp_os_heap_release(raw);
        return NULL;
    }
    count_live(usable_of(pointer, raw), 0);
    return pointer;
}

static void *allocate(size_t size) {
    return allocate_aligned(ALIGNMENT, size);
}

static void *allocate_zeroed(size_t size) {
    void *pointer = allocate(size);
    if (pointer) {
        memset(pointer, 0, size);
    }
    return pointer;
}

static void release(void *pointer) {
    void *raw = mp_pointer_set_remove(pointer);
    if (!raw) {
        count_misuse();
        return;
    }
    count_live(0, usable_of(pointer, raw));
    mp_os_heap_release(raw);
}

static void *move(void *pointer, void *raw, size_t size) {
    void *moved = allocate(size);
    if (moved) {
        size_t old = usable_of(pointer, raw);
        memcpy(moved, pointer, old < size ? old : size);
        release(pointer);
    }
    return moved;
}

static void *reallocate(void *pointer, size_t size) {
    void *raw = mp_pointer_set_find(pointer);
    if (!raw) {
        count_misuse();
        return NULL;
    }
    size_t ahead = (size_t)((char *)pointer - (char *)raw);
    if (ahead > HEAP_ALIGNMENT) {
        return move(pointer, raw, size); /* made at a larger alignment, which a new block need not have */
    }
    if (size > SIZE_MAX - HEAP_ALIGNMENT) {
        return NULL;
    }
    size_t old = usable_of(pointer, raw);
    mp_pointer_set_remove(pointer); /* first: once the heap has moved the block, its place may be another's */
    char *moved = mp_os_heap_reallocate(raw, size + HEAP_ALIGNMENT);
    if (!moved) {
        mp_pointer_set_add(pointer, raw, true);
        return NULL;
    }
    void *result = align(moved, ALIGNMENT);
    if (result != moved + ahead) {
        memmove(result, moved + ahead, old < size ? old : size);
    }
    mp_pointer_set_add(result, moved, true);
    count_live(usable_of(result, moved), old);
    return result;
}

static size_t usable_size(const void *pointer) {
    void *raw = mp_pointer_set_find(pointer);
    return raw ? usable_of(pointer, raw) : 0;
}

static bool owns(const void *pointer) {
    return mp_pointer_set_find(pointer) != NULL;
}

/* What the heap holds besides our blocks is everybody's; only walking it under its lock would tell. */
static void state(mp_allocator_state *out) {
    *out = (mp_allocator_state){
        .reserved = UINT64_MAX,
        .committed = UINT64_MAX,
        .live = __atomic_load_n(&live, __ATOMIC_RELAXED),
        .free_inside = UINT64_MAX,
        .largest_free = UINT64_MAX,
        .corruption = __atomic_load_n(&misuse, __ATOMIC_RELAXED),
    };
}

const mp_allocator mp_allocator_system = {
    .name = "system",
    .start = start,
    .allocate = allocate,
    .allocate_zeroed = allocate_zeroed,
    .allocate_aligned = allocate_aligned,
    .reallocate = reallocate,
    .release = release,
    .usable_size = usable_size,
    .owns = owns,
    .state = state,
};
