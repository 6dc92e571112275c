/*
 * The watch: an allocator laid over the chosen ones while corruption is watched for or leaks are tracked. It
 * has none of the short ways, so with it every request takes the slow halves; without it nothing of it runs.
 *
 * Watching for corruption: each block stands between two fences of 32 bytes, blocks of 64 KB and more end at
 * a page that cannot be touched, and freed blocks are kept unchanged for a while, so that a second free, a
 * write past the end, before the start or after the free is found and named with its call stack. The game
 * sees the size it asked for, rounded up to 16. Findings go to the log, to the events and, counted, to the
 * state. What is found is survived where it can be: a block freed twice is freed once, a pointer that is no
 * block is left alone; a touched guard page is named and then ends the game, as it would have without the
 * page, later.
 */
#ifndef MEMORYPOOL_HEAP_WATCH_H
#define MEMORYPOOL_HEAP_WATCH_H

#include "heap/allocator.h"

typedef struct mp_watch_options {
    bool corruption, leaks;
    const mp_allocator *small, *large; /* started; large may be NULL */
    size_t threshold;                  /* requests from here on go to large */
} mp_watch_options;

/* Main thread, once. The allocator to use in place of both, or NULL without memory. */
const mp_allocator *mp_watch_start(const mp_watch_options *options);

/* True while corruption is watched for. */
bool mp_watch_on(void);

/* True when pointer, which no allocator of ours made, may go on to the original heap, which knows it as a
 * block of size bytes; false when it is not a block of anybody's: reported, and to be left alone. */
bool mp_watch_foreign_free(const void *pointer, size_t size);

/* Looks at the fences of every freed block still kept. At exit. */
void mp_watch_check_freed(void);

/* Findings so far. */
uint64_t mp_watch_findings(void);

#endif
