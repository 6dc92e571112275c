/*
 * Blocks of the large-block heap released a moment ago, kept as they are for the next request of about
 * their size: that saves the joining and cutting of runs, and the memory is still warm. Eight shards, each
 * with a lock and up to 64 blocks; a thread uses the one that had the fewest threads when it came, and one
 * that never announced itself the first, so threads seldom meet.
 *
 * A block in here is live to the run records and free to everybody else: the heap's state counts it as free,
 * and its record's cached flag says so. All functions: any thread, none with the heap's lock held.
 */
#ifndef MEMORYPOOL_HEAP_LARGE_CACHE_H
#define MEMORYPOOL_HEAP_LARGE_CACHE_H

#include <stddef.h>

#include "heap/large_runs.h"

enum {
    MP_CACHE_UNIT = 256,            /* sizes are multiples of it */
    MP_CACHE_LARGEST = 128 << 10,   /* bytes of the largest block kept: the many, not the large */
    MP_CACHE_SHARD_BYTES = 4 << 20, /* above it a block that comes sends another away */
    MP_CACHE_SHARDS = 8,
    MP_CACHE_SLOTS = 64
};

/* A block of size bytes to an eighth or a page more, or 0. size is a multiple of the unit, at most the
 * largest. */
mp_run_id mp_cache_take(uint32_t size);

/* Keeps a live block of that size, whose flag the caller has set. False when it was not taken in. *evicted is
 * the block that had to leave for it, which the caller frees, or 0. */
bool mp_cache_keep(mp_run_id id, uint32_t size, mp_run_id *evicted);

/* Empties a shard into out, which has room for MP_CACHE_SLOTS; returns how many there were. */
unsigned mp_cache_empty(unsigned shard, mp_run_id *out);

/* Gives the calling thread a shard; takes it away and returns which it was. */
void mp_cache_attach(void);
unsigned mp_cache_detach(void);

/* Bytes in all shards. */
size_t mp_cache_bytes(void);

#endif
