/*
 * The quarantine: small blocks that the game frees keep their bytes for some frames before they go back to
 * their allocator, because the engine reads memory after giving it back (engine facts 2.6).
 *
 * Each thread has its own, a circle of segments that it goes round: a freed block takes the place of the one
 * that was put there a round ago, and that one is released. Nobody else touches it, so nothing is locked. A
 * segment is entered again once it was left more than the wanted frames ago; when the circle is too short for
 * that, a segment is added. What comes out is known some blocks ahead and fetched early: a free then never
 * waits for a cold block, and the allocation that follows gets a warm one.
 *
 * Once in a frame, on the way that is slow anyway, what a thread has freed since is compared with what it holds: a
 * block that is there twice was freed twice, and its second place is emptied before either is released. Not seen
 * are frees of one block on two threads, and, of a frame's frees, those before the last segment.
 *
 * Bounds: all threads together hold at most the bytes given at start, each at most half of them, in usable
 * sizes; and the circles have at most the segments below. Beyond a bound the oldest blocks go early. A frame
 * that frees thousands of blocks on one thread, as one that drops a cell does, keeps the last of them: blocks
 * held far longer than the processor's caches remember cost more than the allocator itself.
 */
#ifndef MEMORYPOOL_HEAP_QUARANTINE_H
#define MEMORYPOOL_HEAP_QUARANTINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "heap/span.h"
#include "stats/stats.h"

#define MP_QUARANTINE_BLOCKS    504u  /* a segment */
#define MP_QUARANTINE_AHEAD     8u    /* so many releases before its own, a block is fetched */
#define MP_QUARANTINE_SEGMENTS  512u  /* all threads together */
#define MP_QUARANTINE_IN_THREAD 32u   /* segments of one thread */
#define MP_QUARANTINE_COMPARED  6u    /* newest segments, looked through once in a frame for blocks freed twice */
#define MP_QUARANTINE_IN_FRAME  1u    /* segments by which one frame may lengthen a thread's circle */

/* Fills a page of its own: the processor fetches ahead of a thread that walks through one, and would take the
 * next lines from the thread that writes there. */
#define MP_QUARANTINE_SEGMENT_BYTES (1024u * sizeof(void *))

typedef struct mp_quarantine_segment {
    void *blocks[MP_QUARANTINE_BLOCKS];
    void *beyond[MP_QUARANTINE_AHEAD]; /* NULL: what is fetched ahead of the last blocks */
    struct mp_quarantine_segment *next;
    uint32_t left; /* the frame in which its last place was filled */
} mp_quarantine_segment;

_Static_assert(sizeof(mp_quarantine_segment) <= MP_QUARANTINE_SEGMENT_BYTES, "a segment fits its page");

typedef struct mp_quarantine {
    __attribute__((aligned(128))) void **cursor; /* the place to fill next */
    void **end;     /* of the segment; NULL, stored by the main thread, when a frame has passed */
    uint32_t bytes; /* usable, held now */
    uint32_t grant; /* of all threads' bytes, what this one may hold */
    const void *lists; /* mp_thread.heap_lists */
    mp_quarantine_segment *segment;
    void **counted; /* places before it, in this segment, are in the statistics */
    void **looked;  /* places before it, in this segment, were compared with the others */
    mp_thread *thread;
    uint32_t frame;    /* when it last looked */
    uint32_t segments; /* in the circle */
    uint32_t added;    /* of these, in this frame */
    struct mp_quarantine *next;
} mp_quarantine;

typedef struct mp_quarantine_options {
    uint32_t frames; /* 0: no quarantine */
    size_t most_bytes;
    size_t largest; /* larger blocks are not held */
    void (*release)(void *pointer);
    size_t (*usable_size)(const void *pointer);
    void (*freed_twice)(mp_thread *thread, const void *pointer, size_t usable); /* once for each; or NULL */
} mp_quarantine_options;

/* Main thread, once, before any other function. */
void mp_quarantine_start(const mp_quarantine_options *options);

/* A frame has passed. Main thread. */
void mp_quarantine_tick(void);

/* From now on every thread releases what it holds at its next free, and holds nothing more. Main thread. */
void mp_quarantine_stop(void);

/* Gives thread->heap_local, or leaves it NULL when there is none to be had. The blocks of a thread that ended
 * unseen, whose counters this one took over, come with it. On that thread. */
void mp_quarantine_attach(mp_thread *thread);

/* Releases everything the calling thread holds. True when that was anything. */
bool mp_quarantine_drain(mp_thread *thread);

/* mp_quarantine_drain for good. On that thread, as it ends. */
void mp_quarantine_detach(mp_thread *thread);

/* Usable bytes all threads hold. Any thread. */
uint64_t mp_quarantine_bytes(void);

/* The slow half of mp_quarantine_put, and what it does with one block out of sight of mp_span_size. */
void mp_quarantine_put_slow(mp_quarantine *quarantine, void *pointer, size_t usable);
void mp_quarantine_let_go(mp_quarantine *quarantine, void *pointer);

/* Takes a freed block, counted already, of usable bytes. The same in assembly: engine/entries.c. */
static inline void mp_quarantine_put(mp_quarantine *quarantine, void *pointer, size_t usable) {
    void **place = quarantine->cursor;
    if (__builtin_expect(place >= __atomic_load_n(&quarantine->end, __ATOMIC_RELAXED) ||
                             quarantine->bytes + usable > quarantine->grant,
                         0)) {
        mp_quarantine_put_slow(quarantine, pointer, usable);
        return;
    }
    void *oldest = *place;
    *place = pointer;
    quarantine->cursor = place + 1;
    __atomic_store_n(&quarantine->bytes, quarantine->bytes + (uint32_t)usable, __ATOMIC_RELAXED);
    if (oldest != NULL)
        mp_quarantine_let_go(quarantine, oldest);
}

#endif
