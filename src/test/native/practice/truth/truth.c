#include "truth.h"

#include "engine/entries.h"

#include <windows.h>

#define HELD_BLOCKS 1024

typedef struct held_block {
    void *block;
    truth_path path;
} held_block;

static truth_thread threads[TRUTH_THREADS];
static DWORD thread_slot;
static int64_t peaks[TRUTH_PATHS];
static held_block held[HELD_BLOCKS];
static volatile LONG held_lock;

#define PAGES_DEFINED(address) truth_pages page_truth_##address;
TRUTH_PAGE_FUNCTIONS(PAGES_DEFINED)

void truth_begin(void) {
    thread_slot = TlsAlloc();
    truth_attach(0);
}

void truth_attach(unsigned index) {
    threads[index].id = GetCurrentThreadId();
    TlsSetValue(thread_slot, &threads[index]);
}

const truth_thread *truth_thread_at(unsigned index) {
    return index < TRUTH_THREADS && threads[index].id != 0 ? &threads[index] : NULL;
}

truth_thread *truth_self(void) {
    DWORD error = GetLastError(); /* TlsGetValue clears it */
    truth_thread *self = TlsGetValue(thread_slot);
    SetLastError(error);
    return self ? self : &threads[TRUTH_THREADS - 1];
}

void truth_sum(truth_counters out[TRUTH_PATHS], uint64_t *checked, uint64_t *corrupt) {
    for (unsigned path = 0; path < TRUTH_PATHS; path++)
        out[path] = (truth_counters){0};
    *checked = *corrupt = 0;
    for (unsigned index = 0; index < TRUTH_THREADS; index++) {
        const truth_thread *thread = &threads[index];
        for (unsigned path = 0; path < TRUTH_PATHS; path++) {
            const truth_counters *from = &thread->path[path];
            out[path].allocations += from->allocations;
            out[path].frees += from->frees;
            out[path].reallocations += from->reallocations;
            out[path].failures += from->failures;
            out[path].bytes_requested += from->bytes_requested;
            out[path].live_blocks += from->live_blocks;
            out[path].live_requested += from->live_requested;
        }
        *checked += thread->blocks_checked;
        *corrupt += thread->blocks_corrupt;
    }
}

void truth_mark_peak(void) {
    for (unsigned path = 0; path < TRUTH_PATHS; path++) {
        int64_t live = 0;
        for (unsigned index = 0; index < TRUTH_THREADS; index++)
            live += threads[index].path[path].live_requested;
        if (live > peaks[path])
            peaks[path] = live;
    }
}

int64_t truth_peak(truth_path path) {
    return peaks[path];
}

void truth_count_allocation(truth_path path, size_t requested, const void *result) {
    truth_counters *counters = &truth_self()->path[path];
    if (!result) {
        counters->failures++;
        return;
    }
    counters->allocations++;
    counters->bytes_requested += requested;
    counters->live_blocks++;
    counters->live_requested += (int64_t)requested;
}

void truth_count_free(truth_path path, size_t requested) {
    truth_counters *counters = &truth_self()->path[path];
    counters->frees++;
    counters->live_blocks--;
    counters->live_requested -= (int64_t)requested;
}

void truth_count_reallocation(truth_path path, size_t old_requested, size_t requested, const void *result) {
    truth_counters *counters = &truth_self()->path[path];
    if (!result) {
        counters->failures++;
        return;
    }
    counters->reallocations++;
    counters->bytes_requested += requested;
    counters->live_requested += (int64_t)requested - (int64_t)old_requested;
}

void truth_count_check(bool intact) {
    truth_thread *self = truth_self();
    self->blocks_checked++;
    self->blocks_corrupt += !intact;
}

static void lock_held(void) {
    while (InterlockedExchange(&held_lock, 1))
        SwitchToThread();
}

static void unlock_held(void) {
    InterlockedExchange(&held_lock, 0);
}

void truth_hold(truth_path path, void *block) {
    if (!block)
        return;
    lock_held();
    for (unsigned index = 0; index < HELD_BLOCKS; index++) {
        if (held[index].block)
            continue;
        held[index] = (held_block){block, path};
        break;
    }
    unlock_held();
}

void truth_release(const void *block) {
    lock_held();
    for (unsigned index = 0; index < HELD_BLOCKS; index++) {
        if (held[index].block != block)
            continue;
        held[index].block = NULL;
        break;
    }
    unlock_held();
}

void truth_give_back(void) {
    for (unsigned index = 0; index < HELD_BLOCKS; index++) {
        if (!held[index].block)
            continue;
        if (held[index].path == TRUTH_ENGINE)
            engine_free(held[index].block);
        else
            crt_entry_free(held[index].block);
        held[index].block = NULL;
    }
}

uint64_t truth_held_bytes(truth_path path) {
    uint64_t bytes = 0;
    lock_held();
    for (unsigned index = 0; index < HELD_BLOCKS; index++) {
        if (!held[index].block || held[index].path != path)
            continue;
        bytes += path == TRUTH_ENGINE ? engine_size(held[index].block) : crt_entry_msize(held[index].block);
    }
    unlock_held();
    return bytes;
}

void truth_count_pages(truth_pages *pages, uint32_t flags) {
    if (flags & MEM_COMMIT)
        InterlockedIncrement((volatile LONG *)&pages->commit);
    if (flags & MEM_RESERVE)
        InterlockedIncrement((volatile LONG *)&pages->reserve);
    if (flags & MEM_DECOMMIT)
        InterlockedIncrement((volatile LONG *)&pages->decommit);
    if (flags & MEM_RELEASE)
        InterlockedIncrement((volatile LONG *)&pages->release);
}
