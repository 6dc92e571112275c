/*
 * The heap layer: what every hook and export calls. It chooses the back end (small blocks from the chosen
 * allocator, large ones from the large-block heap), knows whose pointer one is, counts for the calling
 * thread, and never calls an original function: a NULL or a foreign pointer is the caller's business.
 *
 * Life: off -> serving -> draining. Serving hands out memory; draining (the plugin stepped back after it
 * had served) only takes back what is ours. Every function is safe on any thread once mp_heap_start()
 * returned true. The inline part is the hot path: no lock, no shared counter, no logging.
 */
#ifndef MEMORYPOOL_HEAP_HEAP_H
#define MEMORYPOOL_HEAP_HEAP_H

#include <string.h>

#include "config.h"
#include "heap/allocator.h"
#include "heap/ownership.h"
#include "heap/quarantine.h"
#include "heap/span.h"
#include "stats/stats.h"

/* The short way: what an allocator with all shortcuts allows without a call. Any other goes through the
 * slow halves, which ask the seam. Written on the main thread before the first hook is in place and when
 * draining begins. */
typedef struct mp_heap_active {
    void *(*allocate)(size_t size);
    void (*release)(void *pointer);
    size_t small_limit; /* requests below take the short way; 0 while none may */
    const mp_ownership *owned; /* pointers in it take the short way; an empty map while none may */
    size_t list_limit; /* requests below may be taken from the thread's free lists (span.h) */
    bool serving;
} mp_heap_active;

extern mp_heap_active mp_heap_current;

/* What is known of a fresh block of size bytes, below small_limit: [(size + 15) / 16]. */
#define MP_HEAP_SMALL_MOST 0x4000u
typedef struct mp_heap_class {
    uint16_t usable;
    uint16_t list; /* bytes from the thread's lists to the one it is taken from */
} mp_heap_class;
extern mp_heap_class mp_heap_classes[MP_HEAP_SMALL_MOST / 16 + 1];

/* Starts the allocator the configuration names, and the large-block heap over it; falls back to "system"
 * with the reason logged, reported as an event and as the property "allocator.reason". Main thread, once.
 * False with one sentence when no back end could be started. */
bool mp_heap_start(const mp_config *config, const mp_allocator_options *options, char *reason, size_t reason_size);

/* True when the allocator in use is a pool of fixed size. */
bool mp_heap_bounded(void);

/* From now on nothing is handed out; blocks of ours stay valid and can be released. Main thread. */
void mp_heap_drain(void);

/* Name of the allocator in use, "none" before start. */
const char *mp_heap_allocator_name(void);

/* The chosen back end and the large-block heap, or NULL. For the sampler. */
const mp_allocator *mp_heap_small(void);
const mp_allocator *mp_heap_large(void);

/* True while the heap hands out memory. */
static inline bool mp_heap_serving(void) {
    return mp_heap_current.serving;
}

/* --- slow halves of the inline functions ------------------------------------------------------------ */

void *mp_heap_allocate_slow(mp_path path, size_t size);
bool mp_heap_owns_slow(const void *pointer);
bool mp_heap_release_slow(mp_path path, void *pointer);

/* --- the layer's functions ---------------------------------------------------------------------------
 * Allocating functions return NULL when the back end is exhausted or nothing may be handed out; they count
 * a success only. The caller counts the failure (mp_count_failure) once its last resort failed too. */

/* The short way alone: NULL says nothing but that mp_heap_allocate_slow has to be asked. */
static inline void *mp_heap_try_allocate(mp_path path, size_t size) {
    mp_thread *thread = mp_thread_attached();
    if (__builtin_expect(thread == NULL || size >= mp_heap_current.small_limit, 0))
        return NULL;
    void *pointer = mp_heap_current.allocate(size);
    if (__builtin_expect(pointer == NULL, 0))
        return NULL;
    size_t usable = mp_heap_classes[(size + 15) / 16].usable;
    mp_count_allocation(thread, path, size, usable);
    if (__builtin_expect(mp_span_size(pointer) != usable, 0))
        mp_span_note(pointer);
    return pointer;
}

static inline void *mp_heap_allocate(mp_path path, size_t size) {
    void *pointer = mp_heap_try_allocate(path, size);
    return __builtin_expect(pointer != NULL, 1) ? pointer : mp_heap_allocate_slow(path, size);
}

/* Every usable byte is zero, so that a later growth through mp_heap_reallocate_zeroed finds zeros. */
void *mp_heap_allocate_zeroed(mp_path path, size_t size);

/* alignment is a power of two. */
void *mp_heap_allocate_aligned(mp_path path, size_t alignment, size_t size);

/* True when one of the back ends handed pointer out. Any pointer, never faults. */
static inline bool mp_heap_owns(const void *pointer) {
    return __builtin_expect(mp_ownership_has(mp_heap_current.owned, pointer), 1) || mp_heap_owns_slow(pointer);
}

/* What the engine and its runtime free is held back for some frames. */
static inline bool mp_heap_holds_back(const mp_thread *thread, mp_path path) {
    return (path == MP_PATH_ENGINE || path == MP_PATH_CRT) && thread->heap_local != NULL;
}

/* The short way alone: false says nothing but that mp_heap_release_slow has to be asked. */
static inline bool mp_heap_try_release(mp_path path, void *pointer) {
    mp_thread *thread = mp_thread_attached();
    size_t usable = mp_span_size(pointer);
    if (__builtin_expect(thread == NULL || usable == 0, 0))
        return false;
    mp_count_free(thread, path, usable);
    if (mp_heap_holds_back(thread, path))
        mp_quarantine_put(thread->heap_local, pointer, usable);
    else
        mp_heap_current.release(pointer);
    return true;
}

/* Releases pointer when it is ours and counts the free; false when it is not ours (nothing was done).
 * pointer may be any pointer but NULL. */
static inline bool mp_heap_release(mp_path path, void *pointer) {
    return __builtin_expect(mp_heap_try_release(path, pointer), 1) || mp_heap_release_slow(path, pointer);
}

/* pointer is ours. */
size_t mp_heap_usable_size(const void *pointer);

/* pointer is ours, size > 0. While draining the result is NULL and the block stays live. */
void *mp_heap_reallocate(mp_path path, void *pointer, size_t size);

/* As mp_heap_reallocate; bytes beyond the old contents are zero up to the new usable size. */
void *mp_heap_reallocate_zeroed(mp_path path, void *pointer, size_t size);

/* Takes pointer, which is ours, back without counting it; for a caller that counts the whole of what
 * happened to the block. */
void mp_heap_discard(void *pointer);

/* --- counting what the layer cannot see -------------------------------------------------------------- */

static inline void mp_count_failure(mp_path path) {
    mp_counter_add(&mp_thread_current()->path[path].failures, 1);
}

/* An allocation the original function served: usable is what it can say about the block. */
static inline void mp_count_fallback(mp_path path, size_t size, size_t usable) {
    mp_thread *thread = mp_thread_current();
    mp_counter_add(&thread->path[path].fallbacks, 1);
    mp_count_allocation(thread, path, size, usable);
}

/* A pointer that was passed on to whoever made it. */
static inline void mp_count_foreign_free(mp_path path, size_t usable) {
    mp_thread *thread = mp_thread_current();
    mp_counter_add(&thread->foreign_frees, 1);
    mp_count_free(thread, path, usable);
}

#endif
