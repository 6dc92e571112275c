#include "heap/leaks.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "heap/lock.h"
#include "heap/os.h"
#include "log.h"

#define PLACES      (2 * MP_LEAKS_MOST)
#define SITES_MAX   4096u
#define SITE_FRAMES 3u /* calls through one of the engine's wrappers are told apart by who called that */
#define LOGGED      48u

typedef struct entry {
    uint32_t pointer; /* 0: free */
    uint32_t size, thread_id, milliseconds;
    mp_call_stack stack;
} entry;

static entry *entries;
static uint32_t used;
static uint32_t key;
static uint64_t limit = 1ull << 32; /* hashes below are in the sample */
static mp_lock lock;
static DWORD started;

static uint32_t hash(uint32_t pointer) {
    uint32_t h = (pointer ^ key) * 0x9E3779B1u;
    h = (h ^ h >> 15) * 0x85EBCA77u;
    h = (h ^ h >> 13) * 0xC2B2AE3Du;
    return h ^ h >> 16;
}

bool mp_leaks_start(void) {
    size_t bytes = (PLACES * sizeof(entry) + MP_OS_GRANULARITY - 1) & ~(size_t)(MP_OS_GRANULARITY - 1);
    if (entries != NULL)
        return true;
    entry *memory = mp_os_reserve(bytes);
    if (memory == NULL || !mp_os_commit(memory, bytes))
        return false;
    key = mp_os_random();
    started = GetTickCount();
    entries = memory;
    return true;
}

/* --- the table: open addressing, linear probing -----------------------------------------------------------
 */

static uint32_t home(uint32_t pointer) {
    return hash(pointer) * 0x27D4EB2Fu >> 16 & (PLACES - 1); /* not the bits the sample is chosen by */
}

_Static_assert(PLACES == 0x10000, "home() gives 16 bits");

static uint32_t place_of(uint32_t pointer) {
    uint32_t at = home(pointer);
    while (entries[at].pointer != 0 && entries[at].pointer != pointer)
        at = (at + 1) & (PLACES - 1);
    return at;
}

static void remove_at(uint32_t at) {
    uint32_t hole = at;
    for (uint32_t next = (at + 1) & (PLACES - 1); entries[next].pointer != 0;
         next = (next + 1) & (PLACES - 1)) {
        uint32_t wanted = home(entries[next].pointer);
        if (((next - wanted) & (PLACES - 1)) >= ((next - hole) & (PLACES - 1))) {
            entries[hole] = entries[next];
            hole = next;
        }
    }
    entries[hole].pointer = 0;
    used--;
}

/* Half of the hashes leave the sample, and their blocks with them. */
static void halve(void) {
    limit /= 2;
    for (uint32_t at = 0; at < PLACES;) {
        if (entries[at].pointer != 0 && hash(entries[at].pointer) >= limit)
            remove_at(at); /* another may have moved here */
        else
            at++;
    }
}

void mp_leaks_note(const void *pointer, size_t size) {
    entry made = {.pointer = (uint32_t)(uintptr_t)pointer,
                  .size = (uint32_t)size,
                  .thread_id = GetCurrentThreadId(),
                  .milliseconds = GetTickCount() - started};
    if (entries == NULL || hash(made.pointer) >= __atomic_load_n(&limit, __ATOMIC_RELAXED))
        return;
    mp_call_stack_take(&made.stack);
    if (!mp_lock_enter(&lock))
        return;
    while (used >= MP_LEAKS_MOST)
        halve();
    if (hash(made.pointer) < limit) {
        uint32_t at = place_of(made.pointer);
        used += entries[at].pointer == 0;
        entries[at] = made;
    }
    mp_lock_leave(&lock);
}

void mp_leaks_forget(const void *pointer) {
    uint32_t address = (uint32_t)(uintptr_t)pointer;
    if (entries == NULL || hash(address) >= __atomic_load_n(&limit, __ATOMIC_RELAXED) ||
        !mp_lock_enter(&lock))
        return;
    uint32_t at = place_of(address);
    if (entries[at].pointer != 0)
        remove_at(at);
    mp_lock_leave(&lock);
}

/* --- the report -------------------------------------------------------------------------------------------
 */

static mp_leak_site found[SITES_MAX];

/* The site of an entry, made when it is new; the last one takes what no place is left for. */
static mp_leak_site *site_of(const entry *from, size_t *count) {
    for (size_t i = 0; i < *count; i++) {
        if (memcmp(found[i].stack.frames, from->stack.frames, SITE_FRAMES * sizeof from->stack.frames[0]) ==
            0)
            return &found[i];
    }
    if (*count == SITES_MAX)
        return &found[SITES_MAX - 1];
    mp_leak_site *site = &found[(*count)++];
    *site = (mp_leak_site){.oldest_ms = UINT64_MAX, .stack = from->stack};
    return site;
}

static int by_bytes(const void *a, const void *b) {
    uint64_t first = ((const mp_leak_site *)a)->bytes, second = ((const mp_leak_site *)b)->bytes;
    return first < second ? 1 : first > second ? -1 : 0;
}

void mp_leaks_by_site(mp_leak_site *sites, size_t most, mp_leak_summary *summary) {
    size_t count = 0;
    *summary = (mp_leak_summary){.factor = 1};
    if (entries == NULL || !mp_lock_enter(&lock))
        return;
    summary->factor = (uint32_t)((1ull << 32) / limit);
    for (uint32_t at = 0; at < PLACES; at++) {
        const entry *from = &entries[at];
        if (from->pointer == 0)
            continue;
        mp_leak_site *site = site_of(from, &count);
        site->blocks += summary->factor;
        site->bytes += (uint64_t)from->size * summary->factor;
        if (from->milliseconds < site->oldest_ms) {
            site->oldest_ms = from->milliseconds;
            site->stack = from->stack;
            site->thread_id = from->thread_id;
        }
        summary->blocks += summary->factor;
        summary->bytes += (uint64_t)from->size * summary->factor;
    }
    qsort(found, count, sizeof found[0], by_bytes);
    summary->sites = count < most ? count : most;
    memcpy(sites, found, summary->sites * sizeof *sites);
    mp_lock_leave(&lock);
}

void mp_leaks_log(void) {
    static mp_leak_site sites[LOGGED];
    mp_leak_summary summary;
    if (entries == NULL)
        return;
    mp_leaks_by_site(sites, LOGGED, &summary);
    mp_log(MP_LOG_INFO, "Leaks: %s%" PRIu64 " blocks with %" PRIu64 " bytes are still live",
           summary.factor > 1 ? "about " : "", summary.blocks, summary.bytes);
    if (summary.factor > 1)
        mp_log(MP_LOG_INFO, "Leaks: one block in %lu was followed, numbers are estimates",
               (unsigned long)summary.factor);
    for (size_t i = 0; i < summary.sites; i++) {
        char text[600];
        mp_call_stack_text(&sites[i].stack, text, sizeof text);
        mp_log(MP_LOG_INFO,
               "Leaks: %" PRIu64 " blocks, %" PRIu64 " bytes, the oldest after %.1f s by thread %lu: %s",
               sites[i].blocks, sites[i].bytes, (double)sites[i].oldest_ms / 1000,
               (unsigned long)sites[i].thread_id, text[0] != '\0' ? text : "call stack unknown");
    }
}
