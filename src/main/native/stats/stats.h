/*
 * Statistics as the rest of the plugin sees them: plain counters that belong to one thread, events,
 * the patch table and text properties. The sampler thread sums the counters and publishes them in the
 * shared block (block.h); nothing here takes a lock or touches the block on the allocation path.
 *
 * Definitions, shared with docs/telemetry-block.md and with the practice game's own truth:
 *  - malloc, calloc, Allocate, _recalloc(NULL, ...), realloc(NULL, n): one allocation;
 *  - free(p), Free(p), realloc(p, 0): one free; free(NULL) and Free(NULL) count nothing;
 *  - realloc(p, n) with p and n non-zero: one reallocation, whether or not the block moved;
 *  - bytes requested: n of each allocation and reallocation (count * size for calloc);
 *  - bytes in / bytes out: usable size of every block handed out / taken back, a reallocation adding the
 *    new and the old size; live bytes are in - out, and equal the sum of Size() over the blocks held;
 *  - a call that fails is one failure and counts as nothing else.
 */
#ifndef MEMORYPOOL_STATS_STATS_H
#define MEMORYPOOL_STATS_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "heap/allocator.h"
#include "layout.h"

/* Which door a call came through. */
typedef enum mp_path {
    MP_PATH_ENGINE, /* MemoryManager Allocate / Free / Realloc */
    MP_PATH_CRT,    /* the executable's static C runtime */
    MP_PATH_IMPORT, /* import tables of other modules */
    MP_PATH_API,    /* the exports for other mods */
    MP_PATH_SCRAP,  /* the engine's scrap heap */
    MP_PATH_COUNT
} mp_path;

/* Neighbours that change together are stored together (engine/entries.c). */
typedef struct mp_path_counters {
    uint64_t frees, bytes_out;
    uint64_t bytes_requested, bytes_in;
    uint64_t allocations, reallocations;
    uint64_t failures;
    uint64_t fallbacks; /* allocations handed to the original function */
} mp_path_counters;

/* The patterns in which the engine's seventeen page-calling functions work (docs/engine.md). */
typedef enum mp_page_pattern {
    MP_PAGES_MEDIA_BUFFERS, /* DirectShow's buffers: one reservation, backed whole */
    MP_PAGES_SCRAP_EXTENT,  /* scrap heap: commit grows and shrinks */
    MP_PAGES_SCRAP_REGION,  /* scrap heap: 8 MB regions come and go */
    MP_PAGES_POOL_ARENA,    /* memory pools: arenas at multiples of 16 MB */
    MP_PAGES_POOL_PAGE,     /* memory pools: single pages */
    MP_PAGES_HEAP_REGION,   /* MemoryHeap: its whole range */
    MP_PAGES_HEAP_GROWTH,   /* MemoryHeap: commit grows and shrinks at the end */
    MP_PAGES_HEAP_DECOMMIT, /* MemoryHeap: pages inside large free blocks */
    MP_PAGES_HEAP_CORE,     /* MemoryHeap: the same pages when the block is used again */
    MP_PAGES_CRT_BLOCKS,    /* C runtime: small-block heap */
    MP_PAGE_PATTERNS
} mp_page_pattern;

typedef struct mp_page_counters {
    uint64_t calls;        /* of VirtualAlloc and VirtualFree */
    uint64_t saved;        /* of these, answered without asking the system */
    uint64_t system_calls; /* made to answer the others */
} mp_page_counters;

/* Histogram bucket of a request: 0 for 0 and 1, else floor(log2(size)); 32 buckets. */
#define MP_SIZE_BUCKETS 32

/* The counters of one thread. Only the owning thread writes, and only by mp_counter_add; the sampler
 * reads. Every counter only ever grows and its low half is written first, so a read between the halves
 * shows as a value below the last one and is read again. Each structure stands on cache lines of its own. */
typedef struct mp_thread {
    mp_path_counters path[MP_PATH_COUNT];
    uint64_t histogram[MP_SIZE_BUCKETS]; /* allocations and reallocations by requested size */
    uint64_t foreign_frees;              /* pointers passed on to whoever made them */
    uint64_t quarantined;                /* small blocks put into quarantine */
    mp_page_counters pages[MP_PAGE_PATTERNS];
    uint64_t other_page_calls; /* through the same import slots, of none of the patterns */
    uint32_t thread_id;
    uint32_t state; /* mp_thread_state in threads.c: live, ended (by the owner), free (by the sampler) */
    struct mp_thread *next;
    void *heap_local; /* the heap layer's own per-thread state; outlives a thread that ended unseen */
    const void *heap_lists; /* the small back end's free lists for this thread (heap/span.h) */
} mp_thread;

/* The current thread's counters; made at its first call. Never NULL: when memory for another thread
 * cannot be had, threads share one spare whose counts may lose increments and the block says so. */
static inline mp_thread *mp_thread_current(void);

/* The same, or NULL before that first call. */
static inline mp_thread *mp_thread_attached(void);

/* Slow path of the above: makes the counters and attaches the thread to the heap. */
mp_thread *mp_thread_attach(void);

/* On DLL_THREAD_DETACH: detaches from the heap and gives the counters back. A thread that allocates later
 * still, in another module's detach, is attached anew and found by the sampler once it is gone. */
void mp_thread_end(void);

/* Called once in Preload or Load, on the main thread, before any counter is used. False: no TLS slot below 64
 * was free; every thread then shares the spare. */
bool mp_threads_start(void);

/* The heap layer's own start and end of a thread, called on that thread from mp_thread_attach and
 * mp_thread_end; the counters are usable in both. NULL when not needed. Set before other threads run. */
void mp_threads_set_heap(void (*attach)(mp_thread *thread), void (*detach)(mp_thread *thread));

/* Set by mp_threads_start: offset of our slot from fs:0, i.e. 0xE10 + 4 * index
 * (natives.md 2: tried on Windows and Wine). */
extern uint32_t mp_thread_slot_offset;

static inline unsigned mp_size_bucket(size_t size) {
    return 31u - (unsigned)__builtin_clz((unsigned)size | 1u);
}

#if defined(__i386__) && defined(_WIN32)
static inline mp_thread *mp_thread_attached(void) {
    mp_thread *thread;
    __asm__("movl %%fs:(%1), %0" : "=r"(thread) : "r"(mp_thread_slot_offset));
    return thread;
}
#else
extern __thread mp_thread *mp_thread_host_slot; /* host builds under the sanitizers */
static inline mp_thread *mp_thread_attached(void) {
    return mp_thread_host_slot;
}
#endif

static inline mp_thread *mp_thread_current(void) {
    mp_thread *thread = mp_thread_attached();
    return __builtin_expect(thread != NULL, 1) ? thread : mp_thread_attach();
}

/* amount added to a counter of the current thread. */
static inline void mp_counter_add(uint64_t *counter, size_t amount) {
#if defined(__i386__)
    uint32_t *half = (uint32_t *)(void *)counter;
    __asm__("addl %2, %0\n\tadcl $0, %1" : "+m"(half[0]), "+m"(half[1]) : "ri"(amount) : "cc");
#else
    __atomic_store_n(counter, __atomic_load_n(counter, __ATOMIC_RELAXED) + amount, __ATOMIC_RELAXED);
#endif
}

static inline void mp_count_allocation(mp_thread *t, mp_path path, size_t requested, size_t usable) {
    mp_path_counters *c = &t->path[path];
    mp_counter_add(&c->allocations, 1);
    mp_counter_add(&c->bytes_requested, requested);
    mp_counter_add(&c->bytes_in, usable);
    mp_counter_add(&t->histogram[mp_size_bucket(requested)], 1);
}

static inline void mp_count_free(mp_thread *t, mp_path path, size_t usable) {
    mp_path_counters *c = &t->path[path];
    mp_counter_add(&c->frees, 1);
    mp_counter_add(&c->bytes_out, usable);
}

static inline void mp_count_reallocation(mp_thread *t, mp_path path, size_t requested, size_t old_usable,
                                         size_t new_usable) {
    mp_path_counters *c = &t->path[path];
    mp_counter_add(&c->reallocations, 1);
    mp_counter_add(&c->bytes_requested, requested);
    mp_counter_add(&c->bytes_out, old_usable);
    mp_counter_add(&c->bytes_in, new_usable);
    mp_counter_add(&t->histogram[mp_size_bucket(requested)], 1);
}

/* --- what the sampler publishes --------------------------------------------------------------------- */

typedef enum mp_event_kind {
    MP_EVENT_INFO,
    MP_EVENT_MODE,       /* a: mp_mode */
    MP_EVENT_LOAD_BEGIN, /* a save or a cell is being loaded */
    MP_EVENT_LOAD_END,
    MP_EVENT_OUT_OF_MEMORY, /* a: bytes asked for, b: the engine's clean-up stage reached */
    MP_EVENT_FALLBACK,
    MP_EVENT_CORRUPTION, /* a: address */
    MP_EVENT_PATCH,
    MP_EVENT_BUDGET,
    MP_EVENT_ALLOCATOR, /* an allocator was refused or replaced */
    MP_EVENT_EXIT
} mp_event_kind;

typedef enum mp_severity { MP_SEVERITY_INFO, MP_SEVERITY_WARNING, MP_SEVERITY_ERROR } mp_severity;

/* Any thread, but not from the allocation path while an allocator lock is held. Lock-free; text is cut at
 * what an entry holds. Kept and delivered even before the block exists. */
void mp_event(mp_event_kind kind, mp_severity severity, uint64_t a, uint64_t b, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

typedef enum mp_patch_status {
    MP_PATCH_PENDING,
    MP_PATCH_APPLIED,
    MP_PATCH_MISMATCH,    /* the bytes found are not the ones expected */
    MP_PATCH_ROLLED_BACK, /* another site of the set failed */
    MP_PATCH_SKIPPED,     /* switched off by INI, or not needed */
    MP_PATCH_REMOVED,     /* put back at exit or on request */
    MP_PATCH_FAILED       /* memory protection could not be changed */
} mp_patch_status;

/* Records a site's state in the patch table, by address; a new address appends. Main thread or the thread
 * that holds the transaction. expected and found may be NULL, which keeps what was reported before; of
 * more than 16 bytes the first 16 are kept. */
void mp_patch_report(uint32_t address, const char *group, const char *name, mp_patch_status status,
                     const uint8_t *expected, const uint8_t *found, uint8_t length);

/* Sets a text property (key at most 47 bytes, value at most 207, UTF-8, cut beyond). Any thread, not often.
 */
void mp_property(const char *key, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The plugin's mode, also in the block's flags. */
typedef enum mp_mode {
    MP_MODE_STARTING,
    MP_MODE_ACTIVE,  /* the heap is ours */
    MP_MODE_OBSERVE, /* nothing of the heap is patched; the reason is the property "mode.reason" */
    MP_MODE_REMOVED  /* everything was put back */
} mp_mode;

void mp_mode_set(mp_mode mode, const char *reason);
mp_mode mp_mode_get(void);

/* Called by the main thread once a frame (NVSE message MainGameLoop): frame time, frame count. */
void mp_frame(void);

/* A budget's values, for the block: before, wanted, now. Bytes for memory caps, else a count. */
void mp_budget_report(const char *name, uint32_t before, uint32_t wanted, uint32_t now);

typedef struct mp_stats_options {
    uint32_t sample_period_ms;  /* 10..1000, default 100 */
    uint32_t address_period_ms; /* address-space walk, 250..10000, default 1000 */
} mp_stats_options;

/* Creates the block (both transports as they apply) and starts the sampler thread. Safe in Preload and
 * under the loader lock: never waits for the new thread. False, with a reason, when no block could be
 * made; the plugin then runs without telemetry. */
bool mp_stats_start(const mp_stats_options *options, char *reason, size_t reason_size);

/* Takes one sample at once, on the calling thread, and publishes it: after ExitGame, and for tests. */
void mp_stats_flush(void);

/* State "closing" with a last sample; after it nothing is published, so a reader that still has the block
 * sees the final sums. The block stays mapped until the process ends. Called on ExitGame; safe to call
 * twice. */
void mp_stats_close(void);

/* State "dead". On DLL_PROCESS_DETACH, when no other thread runs any more: takes no lock. */
void mp_stats_end(void);

/* What the heap layer holds, asked for at every sample. */
typedef struct mp_heap_state {
    mp_allocator_state small, large; /* UINT64_MAX in fields that do not apply */
    uint64_t quarantine_bytes;       /* held back now, usable sizes */
} mp_heap_state;

/* source is called on the sampler thread, or on one that flushes, with every field already UINT64_MAX
 * (regions 0). It must not allocate and must not wait for a lock an allocation holds for long. NULL
 * takes it away. */
void mp_stats_set_heap_source(void (*source)(mp_heap_state *out));

/* What the page-call cover holds, asked for at every sample. */
typedef struct mp_page_gauges {
    uint64_t hot_bytes;         /* given back by the engine, still backed */
    uint64_t kept_bytes;        /* address space of released reservations that are kept */
    uint64_t covered_functions; /* of the seventeen */
} mp_page_gauges;

/* Both are called on the sampler thread, or on one that flushes, and must not allocate. The listener hears
 * of each finished walk of the address space, in bytes. NULL takes either away. */
void mp_stats_set_page_source(void (*source)(mp_page_gauges *out));
void mp_stats_set_address_listener(void (*listener)(uint64_t free, uint64_t largest_hole));

/* Totals as last summed, for script commands and exports. Any thread. */
typedef struct mp_totals {
    mp_path_counters path[MP_PATH_COUNT];
    mp_path_counters all;
    uint64_t live_bytes, peak_bytes;
    uint64_t address_free, address_largest_hole, address_limit;
    mp_page_counters pages[MP_PAGE_PATTERNS], all_pages;
    uint64_t other_page_calls;
    uint64_t saved_page_calls; /* all_pages.saved */
} mp_totals;

/* Sums now. Takes the samplers' own lock, never one of the allocation path. */
void mp_totals_now(mp_totals *out);

/* What the totals are made of, for the report. */
typedef struct mp_details {
    uint64_t histogram[MP_SIZE_BUCKETS];
    uint64_t foreign_frees, quarantined;
    uint64_t threads_started;
    mp_block_thread threads[64]; /* the sums of several threads included; together they are the totals */
    uint32_t thread_count;
} mp_details;

/* As mp_totals_now. */
void mp_details_now(mp_details *out);

#endif
