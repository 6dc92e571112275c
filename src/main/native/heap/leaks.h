/*
 * Leak tracking: which blocks are live, who allocated them and when. At most 32,768 blocks are remembered.
 * When there are more, a sample is: a block is in it when the hash of its address, keyed anew in each run,
 * lies below a limit, and the limit is halved whenever the table is full. Size, thread, age and call site
 * have no part in that choice and every live block the same chance, whenever it was made, so counts and bytes
 * by call site multiplied by the sampling factor are unbiased estimates.
 *
 * Any thread. Costs a walk up the stack for each block in the sample, and a lock.
 */
#ifndef MEMORYPOOL_HEAP_LEAKS_H
#define MEMORYPOOL_HEAP_LEAKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "heap/call_stack.h"

#define MP_LEAKS_MOST 32768u

/* Main thread, before any other. False without memory. */
bool mp_leaks_start(void);

/* pointer is live from now on, size bytes were asked for. */
void mp_leaks_note(const void *pointer, size_t size);

/* pointer is about to be given back. One that is not remembered is left out silently. */
void mp_leaks_forget(const void *pointer);

/* Live blocks of one call site, the innermost three frames of the stack: estimates when factor is above 1. */
typedef struct mp_leak_site {
    mp_call_stack stack; /* of the oldest block */
    uint64_t blocks, bytes;
    uint64_t oldest_ms; /* since mp_leaks_start */
    uint32_t thread_id; /* of the oldest block */
} mp_leak_site;

typedef struct mp_leak_summary {
    uint64_t blocks, bytes; /* of all sites */
    uint32_t factor;        /* each remembered block stands for so many */
    size_t sites;           /* filled in */
} mp_leak_summary;

/* The sites with most bytes first, at most `most`. Takes milliseconds. */
void mp_leaks_by_site(mp_leak_site *sites, size_t most, mp_leak_summary *summary);

/* Summary and sites into the log. */
void mp_leaks_log(void);

#endif
