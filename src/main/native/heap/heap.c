#include "heap/heap.h"

#include <stdio.h>
#include <windows.h>

#include "heap/jemalloc.h"
#include "heap/rpmalloc.h"
#include "heap/watch.h"
#include "log.h"

/* Nothing larger can be a block in a 32-bit process; back ends may then round sizes up without overflow. */
#define LARGEST_REQUEST 0x7FFF0000u

/* Alignments above belong to the large-block heap, whose blocks start on pages. */
#define SMALL_ALIGNMENT_LIMIT 4096u

static const mp_ownership nobody;

mp_heap_active mp_heap_current = {.owned = &nobody};
mp_heap_class mp_heap_classes[MP_HEAP_SMALL_MOST / 16 + 1];

static const mp_allocator *small;
static const mp_allocator *large; /* NULL when off */
static const mp_allocator *watched_large; /* when the watch, as small, has it below */
static size_t threshold;          /* requests from here on go to large */
static bool spans;                /* mp_span_sizes is kept */
static DWORD fiber_slot = FLS_OUT_OF_INDEXES;

/* --- threads ----------------------------------------------------------------------------------------- */

/* Runs as a thread ends, before rpmalloc's own callback of the same kind (its slot is taken later, and
 * callbacks run in slot order), so a thread that still allocates afterwards is simply attached again. */
static void CALLBACK thread_ends(void *attached) {
    if (attached != NULL)
        mp_thread_end();
}

/* The counters that threads share have no lists: they have no identity. */
static void find_lists(mp_thread *thread) {
    bool known = thread->thread_id != 0 && spans && small->shortcuts->thread_lists != NULL;
    thread->heap_lists = known ? small->shortcuts->thread_lists() : &mp_span_no_lists;
}

static void attach_thread(mp_thread *thread) {
    if (fiber_slot != FLS_OUT_OF_INDEXES)
        FlsSetValue(fiber_slot, thread);
    if (small->thread_attach != NULL)
        small->thread_attach();
    if (large != NULL && large->thread_attach != NULL)
        large->thread_attach();
    find_lists(thread);
    mp_quarantine_attach(thread);
}

static void detach_thread(mp_thread *thread) {
    mp_quarantine_detach(thread);
    thread->heap_lists = &mp_span_no_lists;
    if (fiber_slot != FLS_OUT_OF_INDEXES)
        FlsSetValue(fiber_slot, NULL);
    if (large != NULL && large->thread_detach != NULL)
        large->thread_detach();
    if (small->thread_detach != NULL)
        small->thread_detach();
}

/* --- start --------------------------------------------------------------------------------------------- */

static bool start_back_end(const mp_allocator *candidate, const mp_allocator_options *options, char *reason,
                           size_t reason_size) {
    if (candidate == NULL) {
        snprintf(reason, reason_size, "there is no allocator of that name");
        return false;
    }
    return candidate->start(options, reason, reason_size);
}

static bool choose(const char *name, const mp_allocator_options *options, char *reason, size_t reason_size) {
    const mp_allocator *wanted = mp_allocator_named(name);
    if (start_back_end(wanted, options, reason, reason_size)) {
        small = wanted;
        mp_property("allocator.reason", "%s", "");
        return true;
    }
    mp_log(MP_LOG_ERROR, "Allocator %s: %s", name, reason);
    mp_event(MP_EVENT_ALLOCATOR, MP_SEVERITY_ERROR, 0, 0, "%s: %s", name, reason);
    mp_property("allocator.reason", "%s: %s", name, reason);

    const mp_allocator *system = mp_allocator_named("system");
    char second[160];
    if (system == NULL || system == wanted || !start_back_end(system, options, second, sizeof second))
        return false;
    mp_log(MP_LOG_WARNING, "The process heap is used instead of %s", name);
    small = system;
    return true;
}

static bool takes_large_heap(const mp_allocator *allocator) {
    return strcmp(allocator->name, "pool") != 0 && strcmp(allocator->name, "system") != 0;
}

static void start_large(const mp_config *config, const mp_allocator_options *options) {
    char reason[160];
    if (config->large_block_threshold == 0 || mp_allocator_large == NULL || !takes_large_heap(small))
        return;
    if (!mp_allocator_large->start(options, reason, sizeof reason)) {
        mp_log(MP_LOG_ERROR, "The large-block heap is off: %s", reason);
        mp_event(MP_EVENT_ALLOCATOR, MP_SEVERITY_WARNING, 0, 0, "large-block heap off: %s", reason);
        return;
    }
    large = mp_allocator_large;
    threshold = config->large_block_threshold;
}

/* The watch serves everything, over both back ends. */
static void start_watch(const mp_config *config) {
    if (!config->corruption_watch && !config->leak_tracking)
        return;
    const mp_watch_options options = {config->corruption_watch, config->leak_tracking, small, large, threshold};
    const mp_allocator *watch = mp_watch_start(&options);
    if (watch == NULL) {
        mp_log(MP_LOG_ERROR, "There is no memory to watch blocks, nothing is watched");
        return;
    }
    small = watch;
    watched_large = large;
    large = NULL;
    mp_log(MP_LOG_WARNING, "Blocks are watched (corruption %s, leaks %s): the game runs slower",
           config->corruption_watch ? "on" : "off", config->leak_tracking ? "on" : "off");
}

static void take_shortcuts(const mp_allocator_shortcuts *can) {
    if (can == NULL || can->granule_sizes == NULL || can->granule_limit <= MP_HEAP_SMALL_MOST || can->owned == NULL || !can->span_sizes)
        return;
    mp_heap_current.allocate = small->allocate;
    mp_heap_current.release = small->release;
    mp_heap_current.owned = can->owned;
    spans = true;
    for (size_t i = 0; i < sizeof mp_heap_classes / sizeof mp_heap_classes[0]; i++) {
        size_t list = can->thread_lists != NULL ? can->granule_lists[i] * sizeof(mp_span_list) : 0;
        mp_heap_classes[i] = (mp_heap_class){can->granule_sizes[i], (uint16_t)list};
    }
    mp_heap_current.small_limit = threshold < MP_HEAP_SMALL_MOST ? threshold : MP_HEAP_SMALL_MOST;
    mp_heap_current.list_limit = can->thread_lists != NULL ? mp_heap_current.small_limit : 0;
}

static uint64_t freed_twice;

/* Of what is found only so much goes to the log. */
#define FREED_TWICE_SAID 100u

/* The second free was counted: the bytes are put right, so that what is live stays true. */
static void on_freed_twice(mp_thread *thread, const void *pointer, size_t usable) {
    uint64_t number = __atomic_add_fetch(&freed_twice, 1, __ATOMIC_RELAXED);
    mp_counter_add(&thread->path[MP_PATH_ENGINE].bytes_in, usable);
    mp_event(MP_EVENT_CORRUPTION, MP_SEVERITY_ERROR, (uintptr_t)pointer, usable, "freed twice");
    if (number <= FREED_TWICE_SAID)
        mp_log(MP_LOG_ERROR, "Corruption: freed twice: block %08lX of %lu bytes, by thread %lu; it is freed once%s",
               (unsigned long)(uintptr_t)pointer, (unsigned long)usable, (unsigned long)thread->thread_id,
               number == FREED_TWICE_SAID ? "; further ones are counted only" : "");
}

static void report_state(mp_heap_state *out) {
    small->state(&out->small);
    uint64_t seen = out->small.corruption == UINT64_MAX ? 0 : out->small.corruption;
    out->small.corruption = seen + __atomic_load_n(&freed_twice, __ATOMIC_RELAXED);
    if (mp_heap_large() != NULL)
        mp_heap_large()->state(&out->large);
    out->quarantine_bytes = mp_quarantine_bytes();
}

/* Blocks above this belong to textures and sounds, which nobody reads by mistake. */
#define QUARANTINE_LARGEST (32u * 1024u)

/* The pool never hands out a block twice, and the watch holds blocks back itself. */
static void start_quarantine(const mp_config *config) {
    bool needed = !mp_heap_bounded() && !config->corruption_watch && !config->leak_tracking;
    mp_quarantine_options options = {.frames = needed ? config->quarantine_frames : 0,
                                     .most_bytes = config->quarantine_max_bytes,
                                     .largest = QUARANTINE_LARGEST,
                                     .release = small->release,
                                     .usable_size = small->usable_size,
                                     .freed_twice = on_freed_twice};
    mp_quarantine_start(&options);
}

bool mp_heap_start(const mp_config *config, const mp_allocator_options *options, char *reason, size_t reason_size) {
    fiber_slot = FlsAlloc(thread_ends);
    if (!choose(config->allocator, options, reason, reason_size))
        return false;
    threshold = LARGEST_REQUEST;
    start_large(config, options);
    uint32_t large_from = large != NULL ? (uint32_t)threshold : 0;
    bool reads_spans = small != &mp_allocator_rpmalloc || mp_rpmalloc_reads_spans();
    start_watch(config);

    take_shortcuts(small->shortcuts);
    start_quarantine(config);
    mp_heap_current.serving = true;
    mp_threads_set_heap(attach_thread, detach_thread);
    attach_thread(mp_thread_current());
    mp_stats_set_heap_source(report_state);

    mp_property("allocator", "%s", small->name);
    mp_property("allocator.largeBlocksFrom", "%lu", (unsigned long)large_from);
    mp_log(MP_LOG_INFO, "Allocator %s%s", small->name,
           reads_spans ? "" : ", block sizes asked of the library");
    if (strcmp(small->name, "jemalloc") == 0)
        mp_log(MP_LOG_INFO, "jemalloc is %ls", mp_jemalloc_path());
    if (large_from != 0)
        mp_log(MP_LOG_INFO, "Blocks of %lu KB and more come from the large-block heap", (unsigned long)large_from / 1024);
    return true;
}

void mp_heap_drain(void) {
    mp_heap_current.small_limit = 0;
    mp_heap_current.list_limit = 0;
    mp_heap_current.serving = false;
    mp_quarantine_stop();
}

bool mp_heap_bounded(void) {
    return small != NULL && strcmp(small->name, "pool") == 0;
}

const char *mp_heap_allocator_name(void) {
    return small != NULL ? small->name : "none";
}

const mp_allocator *mp_heap_small(void) {
    return small;
}

const mp_allocator *mp_heap_large(void) {
    return large != NULL ? large : watched_large;
}

/* --- who and where ----------------------------------------------------------------------------------- */

static const mp_allocator *owner_of(const void *pointer) {
    if (small == NULL)
        return NULL;
    if (small->owns(pointer))
        return small;
    if (large != NULL && large->owns(pointer))
        return large;
    return NULL;
}

/* The back end a request goes to first, and the one that may help when that is exhausted. */
static const mp_allocator *first_for(size_t size) {
    return size >= threshold && large != NULL ? large : small;
}

static const mp_allocator *second_for(size_t size) {
    if (large == NULL)
        return NULL;
    return size >= threshold ? small : large;
}

/* --- functions --------------------------------------------------------------------------------------- */

/* Every block the small back end hands out passes here or through the short way. */
static void *noted(const mp_allocator *from, void *pointer) {
    if (pointer != NULL && from == small && spans)
        mp_span_note(pointer);
    return pointer;
}

/* A block of that back end, and its usable size. */
static inline void *allocate_from(const mp_allocator *from, size_t size, size_t *usable) {
    if (from->allocate_sized != NULL)
        return from->allocate_sized(size, usable);
    void *pointer = noted(from, from->allocate(size));
    if (pointer != NULL)
        *usable = from->usable_size(pointer);
    return pointer;
}

static void *allocate_anywhere(size_t size, size_t *usable) {
    void *pointer = allocate_from(first_for(size), size, usable);
    const mp_allocator *second = pointer == NULL ? second_for(size) : NULL;
    return second != NULL ? allocate_from(second, size, usable) : pointer;
}

static void *allocate_zeroed_anywhere(size_t size, size_t *usable) {
    const mp_allocator *from = first_for(size);
    void *pointer = noted(from, from->allocate_zeroed(size));
    if (pointer == NULL && (from = second_for(size)) != NULL)
        pointer = noted(from, from->allocate_zeroed(size));
    if (pointer != NULL)
        *usable = from->usable_size(pointer);
    return pointer;
}

void *mp_heap_allocate_slow(mp_path path, size_t size) {
    mp_thread *thread = mp_thread_current();
    if (!mp_heap_current.serving || size > LARGEST_REQUEST)
        return NULL;
    size_t usable;
    void *pointer = allocate_anywhere(size, &usable);
    if (pointer == NULL && mp_quarantine_drain(thread))
        pointer = allocate_anywhere(size, &usable);
    if (pointer != NULL)
        mp_count_allocation(thread, path, size, usable);
    return pointer;
}

void *mp_heap_allocate_zeroed(mp_path path, size_t size) {
    mp_thread *thread = mp_thread_current();
    if (!mp_heap_current.serving || size > LARGEST_REQUEST)
        return NULL;
    size_t usable;
    char *pointer = allocate_zeroed_anywhere(size, &usable);
    if (pointer == NULL && mp_quarantine_drain(thread))
        pointer = allocate_zeroed_anywhere(size, &usable);
    if (pointer == NULL)
        return NULL;
    memset(pointer + size, 0, usable - size);
    mp_count_allocation(thread, path, size, usable);
    return pointer;
}

void *mp_heap_allocate_aligned(mp_path path, size_t alignment, size_t size) {
    mp_thread *thread = mp_thread_current();
    if (!mp_heap_current.serving || size > LARGEST_REQUEST || alignment > LARGEST_REQUEST)
        return NULL;
    const mp_allocator *from = alignment > SMALL_ALIGNMENT_LIMIT && large != NULL ? large : first_for(size);
    void *pointer = from->allocate_aligned(alignment, size);
    if (pointer == NULL && mp_quarantine_drain(thread))
        pointer = from->allocate_aligned(alignment, size);
    if (noted(from, pointer) != NULL)
        mp_count_allocation(thread, path, size, from->usable_size(pointer));
    return pointer;
}

bool mp_heap_owns_slow(const void *pointer) {
    return owner_of(pointer) != NULL;
}

bool mp_heap_release_slow(mp_path path, void *pointer) {
    mp_thread *thread = mp_thread_current();
    size_t usable;
    if (large != NULL && large->release_owned != NULL && large->release_owned(pointer, &usable)) {
        mp_count_free(thread, path, usable);
        return true;
    }
    const mp_allocator *owner = owner_of(pointer);
    if (owner == NULL)
        return false;
    usable = owner->usable_size(pointer);
    mp_count_free(thread, path, usable);
    if (owner == small && mp_heap_holds_back(thread, path))
        mp_quarantine_put(thread->heap_local, pointer, usable);
    else
        owner->release(pointer);
    return true;
}

size_t mp_heap_usable_size(const void *pointer) {
    return owner_of(pointer)->usable_size(pointer);
}

void mp_heap_discard(void *pointer) {
    owner_of(pointer)->release(pointer);
}

/* From one back end to another. NULL, and the block as it was, when target has no room. */
static void *move(const mp_allocator *owner, void *pointer, const mp_allocator *target, size_t size) {
    void *moved = target->allocate(size);
    if (moved == NULL)
        return NULL;
    size_t kept = owner->usable_size(pointer);
    memcpy(moved, pointer, kept < size ? kept : size);
    owner->release(pointer);
    return moved;
}

/* Stays with its owner where that is the right one for the new size, else moves; the other way round when
 * there is no room. *holder becomes the back end that has the block. */
static void *resize(const mp_allocator **holder, void *pointer, size_t size) {
    const mp_allocator *owner = *holder;
    const mp_allocator *wanted = first_for(size);
    const mp_allocator *other = wanted == owner ? second_for(size) : wanted;
    void *resized = wanted == owner ? owner->reallocate(pointer, size) : NULL;
    if (resized == NULL && other != NULL && (resized = move(owner, pointer, other, size)) != NULL)
        *holder = other;
    if (resized == NULL && wanted != owner)
        resized = owner->reallocate(pointer, size);
    return resized;
}

static void *reallocate(mp_path path, void *pointer, size_t size, bool zeroed) {
    mp_thread *thread = mp_thread_current();
    if (!mp_heap_current.serving || size > LARGEST_REQUEST)
        return NULL;
    const mp_allocator *owner = owner_of(pointer);
    size_t old_usable = owner->usable_size(pointer);
    char *resized = resize(&owner, pointer, size);
    if (resized == NULL && mp_quarantine_drain(thread))
        resized = resize(&owner, pointer, size);
    if (resized == NULL)
        return NULL;
    noted(owner, resized);
    size_t new_usable = owner->usable_size(resized);
    if (zeroed) {
        size_t kept = old_usable < size ? old_usable : size;
        memset(resized + kept, 0, new_usable - kept);
    }
    mp_count_reallocation(thread, path, size, old_usable, new_usable);
    return resized;
}

void *mp_heap_reallocate(mp_path path, void *pointer, size_t size) {
    return reallocate(path, pointer, size, false);
}

void *mp_heap_reallocate_zeroed(mp_path path, void *pointer, size_t size) {
    return reallocate(path, pointer, size, true);
}
