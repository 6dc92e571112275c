/* The heaps' view of the system, over mmap: one 4 GB range, handed out in units of 64 KB, so that the
 * heaps see 32-bit offsets as they do in the game. Lowest hole first, as VirtualAlloc does. */
#include "heap/os.h"

#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "os_host.h"

enum { UNITS = 65536 };

uintptr_t mp_os_host_base;
static uint8_t taken[UNITS];
static size_t unit_limit = UNITS / 2; /* the usual 2 GB of a 32-bit process */
static pthread_mutex_t range_lock = PTHREAD_MUTEX_INITIALIZER;
static mp_os_host_calls calls;
static size_t commit_budget = SIZE_MAX;

__attribute__((constructor)) static void make_range(void) {
    size_t alignment = (size_t)64 << 20, bytes = (size_t)UNITS * MP_OS_GRANULARITY + alignment;
    void *range = mmap(NULL, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (range == MAP_FAILED) {
        abort();
    }
    mp_os_host_base = ((uintptr_t)range + alignment - 1) & ~(uintptr_t)(alignment - 1);
    taken[0] = 1; /* offset 0 stands for NULL, as in a process */
}

void mp_os_host_limit(size_t bytes) {
    unit_limit = bytes / MP_OS_GRANULARITY;
}

void mp_os_host_commit_budget(size_t bytes) {
    __atomic_store_n(&commit_budget, bytes, __ATOMIC_RELAXED);
}

mp_os_host_calls mp_os_host_counted(void) {
    pthread_mutex_lock(&range_lock);
    mp_os_host_calls copy = calls;
    pthread_mutex_unlock(&range_lock);
    return copy;
}

static void *take_units(size_t start, size_t units) {
    memset(taken + start, 1, units);
    calls.reserves++;
    calls.reserved += units * MP_OS_GRANULARITY;
    return mp_os_pointer((uint32_t)(start * MP_OS_GRANULARITY));
}

/* The first hole, or the smallest, of at least that many units; its size in *hole, 0 when there is none. */
static size_t find_hole(size_t units, bool smallest, size_t *hole) {
    size_t best = 0;
    *hole = 0;
    for (size_t start = 1; start < unit_limit;) {
        size_t end = start;
        while (end < unit_limit && !taken[end]) {
            end++;
        }
        if (end - start >= units && (*hole == 0 || end - start < *hole)) {
            best = start;
            *hole = end - start;
            if (!smallest) {
                break;
            }
        }
        start = end + 1;
    }
    return best;
}

void *mp_os_reserve(size_t bytes) {
    size_t units = (bytes + MP_OS_GRANULARITY - 1) / MP_OS_GRANULARITY, hole;
    pthread_mutex_lock(&range_lock);
    size_t start = find_hole(units, false, &hole);
    void *memory = hole > 0 ? take_units(start, units) : NULL;
    pthread_mutex_unlock(&range_lock);
    return memory;
}

void *mp_os_reserve_snug(size_t least, size_t most, size_t *got) {
    size_t hole;
    pthread_mutex_lock(&range_lock);
    size_t start = find_hole(least / MP_OS_GRANULARITY, true, &hole);
    size_t units = hole < most / MP_OS_GRANULARITY ? hole : most / MP_OS_GRANULARITY;
    void *memory = hole > 0 ? take_units(start, units) : NULL;
    *got = units * MP_OS_GRANULARITY;
    pthread_mutex_unlock(&range_lock);
    return memory;
}

static void drop(void *address, size_t bytes) {
    if (mmap(address, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0) ==
        MAP_FAILED) {
        abort();
    }
}

void mp_os_release(void *address, size_t bytes) {
    size_t units = (bytes + MP_OS_GRANULARITY - 1) / MP_OS_GRANULARITY;
    drop(address, units * MP_OS_GRANULARITY);
    pthread_mutex_lock(&range_lock);
    memset(taken + mp_os_offset(address) / MP_OS_GRANULARITY, 0, units);
    calls.releases++;
    calls.reserved -= units * MP_OS_GRANULARITY;
    pthread_mutex_unlock(&range_lock);
}

bool mp_os_commit(void *address, size_t bytes) {
    pthread_mutex_lock(&range_lock);
    bool granted = bytes <= commit_budget;
    if (granted && commit_budget != SIZE_MAX) {
        commit_budget -= bytes;
    }
    calls.commits++;
    pthread_mutex_unlock(&range_lock);
    return granted && mprotect(address, bytes, PROT_READ | PROT_WRITE) == 0;
}

void mp_os_decommit(void *address, size_t bytes) {
    pthread_mutex_lock(&range_lock);
    calls.decommits++;
    pthread_mutex_unlock(&range_lock);
    drop(address, bytes);
}

size_t mp_os_address_limit(void) {
    return unit_limit * MP_OS_GRANULARITY;
}

uint32_t mp_os_random(void) {
    return 0x9E3779B9u ^ (uint32_t)getpid() * 2654435761u;
}

unsigned mp_os_processors(void) {
    return 2;
}

uint32_t mp_os_thread_number(void) {
    static uint32_t threads;
    static __thread uint32_t number; /* 0: not given yet */
    if (number == 0) {
        number = __atomic_add_fetch(&threads, 1, __ATOMIC_RELAXED);
    }
    return number;
}

bool mp_os_wait(unsigned round) {
    (void)round;
    sched_yield();
    return true;
}

void *mp_os_heap_allocate(size_t bytes) {
    return malloc(bytes);
}

void *mp_os_heap_reallocate(void *block, size_t bytes) {
    return realloc(block, bytes);
}

void mp_os_heap_release(void *block) {
    free(block);
}

size_t mp_os_heap_size(const void *block) {
    return malloc_usable_size((void *)block);
}
