/*
 * Runs: the stretches an arena of the large-block heap is divided into, free or live, without gaps. Each
 * is one record in a store apart from the blocks; a page map finds the record by the run's first page
 * (no run is shorter than a page, so at most one starts in it), and free runs stand in search trees by
 * size, one for each of 160 size bins.
 *
 * The caller holds the heap's lock, except for mp_run_at, mp_run_sound and mp_run_starting_at about a run
 * that is live and stays so. Offsets are distances from MP_OS_BASE.
 */
#ifndef MEMORYPOOL_HEAP_LARGE_RUNS_H
#define MEMORYPOOL_HEAP_LARGE_RUNS_H

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t mp_run_id; /* 0 is no run */

enum mp_run_state {
    MP_RUN_UNUSED, /* the record describes nothing */
    MP_RUN_FREE,
    MP_RUN_LIVE,
    MP_RUN_HELD /* a thread is taking its memory away; nobody else touches it */
};

typedef struct mp_run {
    uint32_t start, size;
    uint16_t arena;
    uint16_t state;
    uint32_t seal;           /* check value of the four fields above */
    mp_run_id before, after; /* neighbours in the arena */
    mp_run_id left, right;   /* tree of the bin; left also chains unused records */
    mp_run_id older, newer;  /* list of free runs worth decommitting */
    uint32_t resident;       /* free: bytes of whole pages inside that are backed by memory */
    uint32_t listed;         /* 1 in that list, else 0 */
    uint32_t cached;         /* live: 1 while large_cache.h keeps the block */
    uint32_t spare[3];       /* one record a cache line */
} mp_run;

enum { MP_RUNS_PER_CHUNK = 1024, MP_RUN_CHUNKS = 512 };

/* Where the records are; for the functions below alone. */
extern struct mp_run_store {
    mp_run *chunks[MP_RUN_CHUNKS];
    uint32_t limit; /* ids below were handed out at some time */
    uint32_t secret;
} mp_run_store;

/* Main thread, once. False without address space. */
bool mp_runs_start(void);

/* A new record, or 0 when no memory is left for one. */
mp_run_id mp_run_new(void);
void mp_run_drop(mp_run_id id);

/* The record; id must be one that mp_run_new gave. */
static inline mp_run *mp_run_at(mp_run_id id) {
    return &mp_run_store.chunks[id / MP_RUNS_PER_CHUNK][id % MP_RUNS_PER_CHUNK];
}

/* The check value the record must have. */
static inline uint32_t mp_run_seal_of(mp_run_id id, const mp_run *run) {
    uint32_t mixed = run->start ^ (run->size << 11 | run->size >> 21) ^ mp_run_store.secret;
    mixed += id * 0x9E3779B1u + ((uint32_t)run->arena << 16 | run->state) * 0x85EBCA6Bu;
    return (mixed ^ mixed >> 15) * 0x2C1B3C6Du;
}

/* Describes the run anew: every change of these fields goes through here. */
static inline void mp_run_set(mp_run_id id, uint32_t start, uint32_t size, uint16_t arena,
                              enum mp_run_state state) {
    mp_run *run = mp_run_at(id);
    run->start = start;
    run->size = size;
    run->arena = arena;
    run->state = (uint16_t)state;
    run->seal = mp_run_seal_of(id, run);
}

void mp_runs_count_harm(void);
uint32_t mp_runs_harm(void);

/* True when id names a record with an unharmed seal. Counts the harm when it does not. */
static inline bool mp_run_intact(mp_run_id id) {
    if (__builtin_expect(id != 0 && id < __atomic_load_n(&mp_run_store.limit, __ATOMIC_RELAXED), 1)) {
        const mp_run *run = mp_run_at(id);
        if (__builtin_expect(run->seal == mp_run_seal_of(id, run), 1)) {
            return true;
        }
    }
    mp_runs_count_harm();
    return false;
}

/* The same, and the run is in that state. */
static inline bool mp_run_sound(mp_run_id id, enum mp_run_state state) {
    return mp_run_intact(id) && mp_run_at(id)->state == state;
}

/* The neighbour when it is there, unharmed, in that state and agrees that it is one; else 0. */
mp_run_id mp_run_neighbour_after(mp_run_id id, enum mp_run_state state);
mp_run_id mp_run_neighbour_before(mp_run_id id, enum mp_run_state state);

/* The page map. mp_run_map_reserve makes the map of [start, start + size) exist; false without memory. */
bool mp_run_map_reserve(uint32_t start, uint32_t size);
void mp_run_map(uint32_t start, mp_run_id id);
mp_run_id mp_run_starting_at(uint32_t start);

/* Free runs by size: the smallest that holds size bytes, the lowest of those, or 0. */
void mp_bins_insert(mp_run_id id);
void mp_bins_remove(mp_run_id id);
mp_run_id mp_bins_best(uint32_t size);

/* Size of the largest free run. */
uint32_t mp_bins_largest(void);

#endif
