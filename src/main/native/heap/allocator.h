/*
 * The allocator seam. A back end (rpmalloc, jemalloc, bump pool, system heap, and the large-block heap
 * that sits over the first two) is one constant table of functions. Adding one means one new file and one
 * line in allocators.c.
 *
 * Contract, for every function unless it says otherwise:
 *  - any thread may call it once start() succeeded; none of them logs, none of them calls another back end;
 *  - sizes are bytes, at most 0x7FFF0000 (the heap layer refuses more); pointers are 16-byte aligned; no function ever throws or longjmps;
 *  - the caller has already decided that a pointer belongs to this back end (owns()).
 */
#ifndef MEMORYPOOL_HEAP_ALLOCATOR_H
#define MEMORYPOOL_HEAP_ALLOCATOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "heap/ownership.h"

/* What a back end holds, in bytes, for the sampler. Read without a lock, so each field is exact on its
 * own but the set is not a consistent snapshot. Fields a back end cannot know are UINT64_MAX. */
typedef struct mp_allocator_state {
    uint64_t reserved;        /* address space held */
    uint64_t committed;       /* backed by memory or page file */
    uint64_t live;            /* handed out, usable sizes */
    uint64_t free_inside;     /* reserved but not handed out */
    uint64_t largest_free;    /* largest block it could hand out without asking the system */
    uint32_t regions;         /* spans, arenas or pools held */
    uint64_t corruption;      /* damaged headers and misused blocks seen so far */
} mp_allocator_state;

typedef struct mp_allocator_options {
    const wchar_t *library_folder; /* folder that holds rpmalloc.dll and jemalloc.dll, no trailing slash */
    const wchar_t *game_folder;    /* folder of the executable, no trailing slash */
    size_t pool_bytes;             /* pool only: bytes to reserve, clamped by the back end */
    size_t pretouch_bytes;         /* bytes to touch at start, 0 = none */
} mp_allocator_options;

/* What saves the hot path a call. Each is optional and says the same as the function it stands for. */
typedef struct mp_allocator_shortcuts {
    /* usable_size of a fresh block of size bytes, below granule_limit: granule_sizes[(size + 15) / 16]. */
    const uint16_t *granule_sizes;
    size_t granule_limit;

    const mp_ownership *owned; /* owns() as a map */
    bool span_sizes;           /* usable_size() as span.h reads it, where that is not 0 */

    /* The calling thread's lists, from which a block may be taken and to whose spans one may be given back as
     * span.h describes. Between thread_attach and thread_detach. */
    const struct mp_span_lists *(*thread_lists)(void);
    const uint8_t *granule_lists; /* the list for size bytes: granule_lists[(size + 15) / 16] */
} mp_allocator_shortcuts;

typedef struct mp_allocator {
    const char *name;

    /* Loads and initialises. Called once, on the main thread, before any other function. On failure
     * returns false and writes one sentence, at most reason_size bytes with the terminator. */
    bool (*start)(const mp_allocator_options *options, char *reason, size_t reason_size);

    /* Gives back what can be given back. Blocks still live stay valid. NULL when there is nothing to do. */
    void (*stop)(void);

    /* Called on a thread before its first call, and on it as it ends. NULL when not needed. */
    void (*thread_attach)(void);
    void (*thread_detach)(void);

    /* At least size bytes, or NULL when memory is exhausted. size 0 gives a unique pointer. */
    void *(*allocate)(size_t size);

    /* The same with every one of the size bytes zero. */
    void *(*allocate_zeroed)(size_t size);

    /* alignment is a power of two, at most 32 KB; the result is released like any other. */
    void *(*allocate_aligned)(size_t alignment, size_t size);

    /* pointer is live and ours, size > 0. Keeps min(old, new) bytes. On failure returns NULL and the old
     * block stays live. */
    void *(*reallocate)(void *pointer, size_t size);

    /* pointer is live and ours, never NULL. */
    void (*release)(void *pointer);

    /* Bytes the caller may use at pointer: at least what was asked for. */
    size_t (*usable_size)(const void *pointer);

    /* True when pointer was handed out by this back end. Never faults, whatever pointer is. */
    bool (*owns)(const void *pointer);

    void (*state)(mp_allocator_state *out);

    /* Two calls in one, or NULL. allocate, with the usable size of the block; release when owns, with the
     * usable size the block had, false when it is not ours and nothing was done. */
    void *(*allocate_sized)(size_t size, size_t *usable);
    bool (*release_owned)(void *pointer, size_t *usable);

    /* Answers the heap layer may find by itself once start() succeeded, or NULL. */
    const mp_allocator_shortcuts *shortcuts;
} mp_allocator;

/* All back ends, NULL-terminated, the default first. */
extern const mp_allocator *const mp_allocators[];

/* The large-block heap, which sits over rpmalloc and jemalloc. NULL in a build without one. */
extern const mp_allocator *const mp_allocator_large;

/* The back end of that name, case-insensitively, or NULL. */
const mp_allocator *mp_allocator_named(const char *name);

#endif
