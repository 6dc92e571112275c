#include "heap/pool.h"

#include <stdio.h>
#include <string.h>

#include "heap/lock.h"
#include "heap/os.h"

enum {
    ALIGNMENT = 16,
    HEADER = 12,
    COMMIT_STEP = 1 << 20,   /* memory asked for at a time */
    RESERVE_STEP = 16 << 20, /* a pool that does not fit shrinks by this much */
    SMALLEST_POOL = 16 << 20
};

#define MAGIC 0xDEADBEEFu

/* Stands right before the block. Both marks must agree with the size, or the header was written over. */
typedef struct header {
    uint32_t size; /* usable; header and block together are a multiple of 16 */
    uint32_t magic;
    uint32_t check; /* magic ^ size */
} header;

_Static_assert(sizeof(header) == HEADER, "the header is three words");

static char *base; /* a multiple of 64 KB */
static uint32_t pool_size;
static mp_lock growth;
static uint32_t exhausted;
static uint32_t corruption;

/* Both are written by every thread, so each has a cache line of its own. */
static struct {
    uint32_t offset; /* where the next header goes: 4 more than a multiple of 16 */
    uint32_t committed;
} used __attribute__((aligned(64)));

static struct {
    uint32_t frees;
    uint32_t bytes;
} ignored __attribute__((aligned(64)));

static uint32_t count(uint32_t *counter) {
    return __atomic_load_n(counter, __ATOMIC_RELAXED);
}

static void add(uint32_t *counter, uint32_t more) {
    __atomic_fetch_add(counter, more, __ATOMIC_RELAXED);
}

/* Backs the pool up to end. */
static bool back(uint32_t end) {
    if (end <= __atomic_load_n(&used.committed, __ATOMIC_ACQUIRE)) {
        return true;
    }
    if (!mp_lock_enter(&growth)) {
        return false;
    }
    uint32_t from = used.committed;
    bool enough = end <= from;
    if (!enough) {
        uint32_t to =
            pool_size - end < COMMIT_STEP ? pool_size : (end + COMMIT_STEP - 1) / COMMIT_STEP * COMMIT_STEP;
        enough = mp_os_commit(base + from, to - from);
        if (enough) {
            __atomic_store_n(&used.committed, to, __ATOMIC_RELEASE);
        }
    }
    mp_lock_leave(&growth);
    return enough;
}

static bool start(const mp_allocator_options *options, char *reason, size_t reason_size) {
    size_t wanted = options->pool_bytes ? options->pool_bytes : MP_POOL_DEFAULT_BYTES;
    size_t most = mp_os_address_limit() / 4 * 3; /* the rest is for the game's image, threads and textures */
    wanted = wanted < most ? wanted : most;
    wanted = wanted & ~(size_t)(MP_OS_GRANULARITY - 1);
    while (wanted >= SMALLEST_POOL && !(base = mp_os_reserve(wanted))) {
        wanted -= wanted > RESERVE_STEP ? RESERVE_STEP : wanted;
    }
    if (!base) {
        snprintf(reason, reason_size, "There is no hole of %u MB for the pool.", SMALLEST_POOL >> 20);
        return false;
    }
    pool_size = (uint32_t)wanted;
    used.offset = ALIGNMENT - HEADER;
    uint32_t touched = options->pretouch_bytes < pool_size ? (uint32_t)options->pretouch_bytes : pool_size;
    if (touched > 0 && back(touched)) {
        for (uint32_t page = 0; page < touched; page += MP_OS_PAGE) {
            *(volatile char *)(base + page) = 0;
        }
    }
    snprintf(reason, reason_size, "%s", "");
    return true;
}

/* A block of size bytes, size being of the form 16 n + 4, whose header starts at or after the offset such
 * that the block stands on alignment. */
static void *bump(size_t size, size_t alignment) {
    uint32_t offset = __atomic_load_n(&used.offset, __ATOMIC_RELAXED);
    uint64_t block, end;
    do {
        uint64_t from = (uintptr_t)base + offset + HEADER;
        block = ((from + alignment - 1) & ~((uint64_t)alignment - 1)) - (uintptr_t)base;
        end = block + size;
        if (end > pool_size || !back((uint32_t)end)) {
            add(&exhausted, 1);
            return NULL;
        }
    } while (!__atomic_compare_exchange_n(&used.offset, &offset, (uint32_t)end, true, __ATOMIC_RELAXED,
                                          __ATOMIC_RELAXED));
    header *head = (header *)(base + block - HEADER);
    *head = (header){(uint32_t)size, MAGIC, MAGIC ^ (uint32_t)size};
    return base + block;
}

/* The usable size that holds size bytes. */
static size_t rounded(size_t size) {
    return ((size + HEADER + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1)) - HEADER;
}

static void *allocate_aligned(size_t alignment, size_t size) {
    if (size > UINT32_MAX / 2 || alignment > UINT32_MAX / 2) {
        add(&exhausted, 1);
        return NULL;
    }
    return bump(rounded(size), alignment < ALIGNMENT ? ALIGNMENT : alignment);
}

static void *allocate(size_t size) {
    return allocate_aligned(ALIGNMENT, size);
}

/* Fresh pages are zero and nothing is handed out twice. */
static void *allocate_zeroed(size_t size) {
    return allocate(size);
}

/* The block's header, or NULL when it was written over. */
static header *head_of(const void *pointer) {
    header *head = (header *)((char *)(uintptr_t)pointer - HEADER);
    if (head->magic == MAGIC && head->check == (MAGIC ^ head->size)) {
        return head;
    }
    add(&corruption, 1);
    return NULL;
}

static size_t usable_size(const void *pointer) {
    const header *head = head_of(pointer);
    return head ? head->size : 0;
}

static void *reallocate(void *pointer, size_t size) {
    header *head = head_of(pointer);
    if (!head || size > UINT32_MAX / 2) {
        return NULL; /* nobody knows how much there is to copy */
    }
    uint32_t old = head->size;
    if (size <= old) {
        return pointer;
    }
    size_t grown = rounded(size);
    uint32_t block = (uint32_t)((char *)pointer - base);
    uint32_t end = block + old;
    if (block + (uint64_t)grown <= pool_size && end == count(&used.offset) && back(block + (uint32_t)grown) &&
        __atomic_compare_exchange_n(&used.offset, &end, block + (uint32_t)grown, false, __ATOMIC_RELAXED,
                                    __ATOMIC_RELAXED)) {
        *head = (header){(uint32_t)grown, MAGIC, MAGIC ^ (uint32_t)grown}; /* it was the last block */
        return pointer;
    }
    void *moved = allocate(size);
    if (moved) {
        memcpy(moved, pointer, old);
        add(&ignored.bytes, old);
    }
    return moved;
}

static void release(void *pointer) {
    const header *head = head_of(pointer);
    add(&ignored.frees, 1);
    add(&ignored.bytes, head ? head->size : 0);
}

static bool owns(const void *pointer) {
    return base && (uintptr_t)pointer - (uintptr_t)base < count(&used.offset);
}

static void state(mp_allocator_state *out) {
    uint32_t offset = count(&used.offset);
    uint32_t dead = count(&ignored.bytes);
    *out = (mp_allocator_state){
        .reserved = pool_size,
        .committed = count(&used.committed),
        .live = offset > dead ? offset - dead : 0,
        .free_inside = pool_size - offset,
        .largest_free = pool_size - offset > HEADER ? pool_size - offset - HEADER : 0,
        .regions = 1,
        .corruption = count(&corruption),
    };
}

uint32_t mp_pool_ignored_frees(void) {
    return count(&ignored.frees);
}

uint32_t mp_pool_exhausted(void) {
    return count(&exhausted);
}

const mp_allocator mp_allocator_pool = {
    .name = "pool",
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
