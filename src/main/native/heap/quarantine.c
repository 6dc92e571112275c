#include "heap/quarantine.h"

#include <string.h>

#include "heap/lock.h"
#include "heap/os.h"

#define THREADS      64u
#define GRANT_STEP   (256u * 1024u)
#define MAKE_ROOM    8u /* of what a thread may hold, one part in this goes when it is full */
#define SLAB         0x10000u
#define IDLE_FRAMES  30u /* a thread that freed nothing for so long releases everything */
#define SPARE_FRAMES 4u  /* a segment left so long ago beyond the wanted frames is given back, one a frame */

static mp_quarantine_options options;
static bool running;
static uint32_t frame;
static uint32_t granted; /* bytes, by all threads; never above options.most_bytes */

static mp_lock lock; /* over what follows: taken when threads come and go and when circles grow or shrink */
static mp_quarantine all[THREADS];
static uint32_t used;
static mp_quarantine *idle;
static mp_quarantine_segment *free_segments;
static uint32_t made_segments;

void mp_quarantine_start(const mp_quarantine_options *wanted) {
    options = *wanted;
    running = options.frames > 0;
}

void mp_quarantine_tick(void) {
    __atomic_store_n(&frame, frame + 1, __ATOMIC_RELAXED);
    uint32_t count = __atomic_load_n(&used, __ATOMIC_ACQUIRE);
    for (uint32_t i = 0; i < count; i++)
        __atomic_store_n(&all[i].end, NULL, __ATOMIC_RELAXED);
}

void mp_quarantine_stop(void) {
    __atomic_store_n(&running, false, __ATOMIC_RELAXED);
    mp_quarantine_tick();
}

static uint32_t now(void) {
    return __atomic_load_n(&frame, __ATOMIC_RELAXED);
}

/* --- segments ---------------------------------------------------------------------------------------- */

static bool make_segments(void) {
    if (made_segments >= MP_QUARANTINE_SEGMENTS)
        return false;
    char *slab = mp_os_reserve(SLAB);
    if (slab == NULL)
        return false;
    if (!mp_os_commit(slab, SLAB)) {
        mp_os_release(slab, SLAB);
        return false;
    }
    for (size_t at = 0; at < SLAB; at += MP_QUARANTINE_SEGMENT_BYTES) {
        mp_quarantine_segment *segment = (mp_quarantine_segment *)(void *)(slab + at);
        segment->next = free_segments;
        free_segments = segment;
        made_segments++;
    }
    return true;
}

/* Every place of it is empty. NULL when there is none. */
static mp_quarantine_segment *take_segment(void) {
    if (!mp_lock_enter(&lock))
        return NULL;
    mp_quarantine_segment *segment = free_segments != NULL || make_segments() ? free_segments : NULL;
    if (segment != NULL)
        free_segments = segment->next;
    mp_lock_leave(&lock);
    return segment;
}

static void give_segment(mp_quarantine_segment *segment) {
    if (!mp_lock_enter(&lock))
        return;
    segment->next = free_segments;
    free_segments = segment;
    mp_lock_leave(&lock);
}

/* --- bytes ------------------------------------------------------------------------------------------- */

static bool raise_grant(mp_quarantine *quarantine, size_t needed) {
    while (quarantine->grant < needed) {
        if (quarantine->grant + GRANT_STEP > options.most_bytes / 2)
            return false;
        uint32_t before = __atomic_load_n(&granted, __ATOMIC_RELAXED);
        do {
            if (before + GRANT_STEP > options.most_bytes)
                return false;
        } while (!__atomic_compare_exchange_n(&granted, &before, before + GRANT_STEP, true, __ATOMIC_RELAXED,
                                              __ATOMIC_RELAXED));
        quarantine->grant += GRANT_STEP;
    }
    return true;
}

/* Keeps what is held and one step more. */
static void lower_grant(mp_quarantine *quarantine, uint32_t spare) {
    while (quarantine->grant >= GRANT_STEP && quarantine->grant - GRANT_STEP >= quarantine->bytes + spare) {
        quarantine->grant -= GRANT_STEP;
        __atomic_fetch_sub(&granted, GRANT_STEP, __ATOMIC_RELAXED);
    }
}

static size_t size_of(const void *pointer) {
    size_t usable = mp_span_size(pointer);
    return usable != 0 ? usable : options.usable_size(pointer);
}

/* The sampler reads them meanwhile. */
static void set_bytes(mp_quarantine *quarantine, uint32_t bytes) {
    __atomic_store_n(&quarantine->bytes, bytes, __ATOMIC_RELAXED);
}

uint64_t mp_quarantine_bytes(void) {
    uint64_t bytes = 0;
    uint32_t count = __atomic_load_n(&used, __ATOMIC_ACQUIRE);
    for (uint32_t i = 0; i < count; i++)
        bytes += __atomic_load_n(&all[i].bytes, __ATOMIC_RELAXED);
    return bytes;
}

/* --- letting go -------------------------------------------------------------------------------------- */

void mp_quarantine_let_go(mp_quarantine *quarantine, void *pointer) {
    if (pointer == NULL)
        return;
    set_bytes(quarantine, quarantine->bytes - (uint32_t)size_of(pointer));
    options.release(pointer);
}

static void release_places(mp_quarantine *quarantine, void **from, void **to, size_t target) {
    for (void **place = from; place < to && quarantine->bytes > target; place++) {
        void *pointer = *place;
        if (pointer == NULL)
            continue;
        __builtin_prefetch(place[MP_QUARANTINE_AHEAD], 1);
        *place = NULL;
        mp_quarantine_let_go(quarantine, pointer);
    }
}

static bool is_empty(const mp_quarantine_segment *segment) {
    for (size_t i = 0; i < MP_QUARANTINE_BLOCKS; i++) {
        if (segment->blocks[i] != NULL)
            return false;
    }
    return true;
}

static void **end_of(mp_quarantine_segment *segment) {
    return segment->blocks + MP_QUARANTINE_BLOCKS;
}

/* Releases blocks of the next segment, oldest first, and takes the segment out once it is empty. */
static bool shrink(mp_quarantine *quarantine, size_t target) {
    mp_quarantine_segment *oldest = quarantine->segment->next;
    if (oldest == quarantine->segment)
        return false;
    release_places(quarantine, oldest->blocks, end_of(oldest), target);
    if (!is_empty(oldest))
        return false;
    quarantine->segment->next = oldest->next;
    quarantine->segments--;
    give_segment(oldest);
    return true;
}

static void count_held(mp_quarantine *quarantine) {
    mp_counter_add(&quarantine->thread->quarantined, (size_t)(quarantine->cursor - quarantine->counted));
    quarantine->counted = quarantine->cursor;
}

/* Oldest first: what this segment still has of the last round, then the others, then this round's. */
static void release_down_to(mp_quarantine *quarantine, size_t target) {
    release_places(quarantine, quarantine->cursor, end_of(quarantine->segment), target);
    while (quarantine->bytes > target && shrink(quarantine, target)) {
    }
    if (quarantine->bytes > target)
        release_places(quarantine, quarantine->segment->blocks, quarantine->cursor, target);
}

/* --- blocks freed twice ------------------------------------------------------------------------------- */

#define SEATS 1024u /* of a table of the new places; a power of two, twice a segment's places */

/* Where the blocks freed since the last look are, by their address. */
typedef struct new_blocks {
    void **blocks;         /* of the segment */
    uint16_t seats[SEATS]; /* place + 1; 0: none */
} new_blocks;

/* The seat of pointer, or the free one it would take. */
static uint16_t *seat_of(new_blocks *among, const void *pointer) {
    uint32_t at = ((uint32_t)(uintptr_t)pointer >> 4) * 0x9E3779B1u >> 22;
    while (among->seats[at] != 0 && among->blocks[among->seats[at] - 1] != pointer)
        at = (at + 1) & (SEATS - 1);
    return &among->seats[at];
}

static void empty_place(mp_quarantine *quarantine, void **place) {
    void *pointer = *place;
    size_t usable = size_of(pointer);
    *place = NULL;
    set_bytes(quarantine, quarantine->bytes - (uint32_t)usable);
    if (options.freed_twice != NULL)
        options.freed_twice(quarantine->thread, pointer, usable);
}

static void compare_places(mp_quarantine *quarantine, new_blocks *with, void **from, void **to) {
    for (void **place = from; place < to; place++) {
        const uint16_t *seat = *place != NULL ? seat_of(with, *place) : NULL;
        if (seat != NULL && *seat != 0)
            empty_place(quarantine, with->blocks + *seat - 1);
    }
}

/* Of a block that was freed twice the newer place is emptied. */
static void find_freed_twice(mp_quarantine *quarantine) {
    new_blocks fresh = {.blocks = quarantine->segment->blocks};
    for (void **place = quarantine->looked; place < quarantine->cursor; place++) {
        uint16_t *seat = *place != NULL ? seat_of(&fresh, *place) : NULL;
        if (seat != NULL && *seat != 0)
            empty_place(quarantine, place);
        else if (seat != NULL)
            *seat = (uint16_t)(place - fresh.blocks + 1);
    }
    if (quarantine->looked < quarantine->cursor) {
        compare_places(quarantine, &fresh, fresh.blocks, quarantine->looked);
        compare_places(quarantine, &fresh, quarantine->cursor, end_of(quarantine->segment));
        mp_quarantine_segment *other = quarantine->segment->next; /* the oldest */
        for (uint32_t left = quarantine->segments - 1; left > 0; left--, other = other->next) {
            if (left < MP_QUARANTINE_COMPARED)
                compare_places(quarantine, &fresh, other->blocks, end_of(other));
        }
    }
    quarantine->looked = quarantine->cursor;
}

/* --- going round ------------------------------------------------------------------------------------- */

static void enter_segment(mp_quarantine *quarantine, mp_quarantine_segment *segment) {
    quarantine->segment = segment;
    quarantine->cursor = quarantine->counted = quarantine->looked = segment->blocks;
    __atomic_store_n(&quarantine->end, end_of(segment), __ATOMIC_RELAXED);
}

static void advance(mp_quarantine *quarantine) {
    mp_quarantine_segment *current = quarantine->segment, *next = current->next;
    count_held(quarantine);
    current->left = quarantine->frame;
    bool too_short = next == current || quarantine->frame - next->left <= options.frames;
    if (too_short && quarantine->added < MP_QUARANTINE_IN_FRAME &&
        quarantine->segments < MP_QUARANTINE_IN_THREAD) {
        mp_quarantine_segment *fresh = take_segment();
        if (fresh != NULL) {
            fresh->next = next;
            current->next = next = fresh;
            quarantine->segments++;
            quarantine->added++;
        }
    }
    enter_segment(quarantine, next);
    for (size_t i = 0; i < MP_QUARANTINE_AHEAD; i++)
        __builtin_prefetch(next->blocks[i], 1);
}

static void look_at_frame(mp_quarantine *quarantine) {
    uint32_t since = now() - quarantine->frame;
    quarantine->frame += since;
    quarantine->added = 0;
    count_held(quarantine);
    find_freed_twice(quarantine);
    if (since > IDLE_FRAMES + options.frames)
        release_down_to(quarantine, 0);
    else if (quarantine->frame - quarantine->segment->next->left > options.frames + SPARE_FRAMES)
        shrink(quarantine, 0);
    lower_grant(quarantine, GRANT_STEP);
}

static bool has_room(mp_quarantine *quarantine, size_t usable) {
    size_t wanted = quarantine->bytes + usable;
    if (wanted <= quarantine->grant || raise_grant(quarantine, wanted))
        return true;
    size_t spare = usable + quarantine->grant / MAKE_ROOM;
    release_down_to(quarantine, quarantine->grant > spare ? quarantine->grant - spare : 0);
    return quarantine->bytes + usable <= quarantine->grant;
}

void mp_quarantine_put_slow(mp_quarantine *quarantine, void *pointer, size_t usable) {
    if (!__atomic_load_n(&running, __ATOMIC_RELAXED)) {
        mp_quarantine_detach(quarantine->thread);
        options.release(pointer);
        return;
    }
    __atomic_store_n(&quarantine->end, end_of(quarantine->segment), __ATOMIC_RELAXED);
    if (quarantine->frame != now())
        look_at_frame(quarantine);
    if (quarantine->cursor == end_of(quarantine->segment))
        advance(quarantine);
    if (usable > options.largest || !has_room(quarantine, usable)) {
        options.release(pointer);
        return;
    }
    void *oldest = *quarantine->cursor;
    *quarantine->cursor++ = pointer;
    set_bytes(quarantine, quarantine->bytes + (uint32_t)usable);
    mp_quarantine_let_go(quarantine, oldest);
}

/* --- threads ----------------------------------------------------------------------------------------- */

static mp_quarantine *take_idle(void) {
    mp_quarantine *quarantine = NULL;
    if (!mp_lock_enter(&lock))
        return NULL;
    if (idle != NULL) {
        quarantine = idle;
        idle = quarantine->next;
    } else if (used < THREADS) {
        quarantine = &all[used];
        __atomic_store_n(&used, used + 1, __ATOMIC_RELEASE);
    }
    mp_lock_leave(&lock);
    return quarantine;
}

static void give_idle(mp_quarantine *quarantine) {
    if (!mp_lock_enter(&lock))
        return;
    quarantine->next = idle;
    idle = quarantine;
    mp_lock_leave(&lock);
}

/* The thread may have been ended between filling a place and counting its bytes. */
static void adopt(mp_quarantine *quarantine, const mp_thread *thread) {
    quarantine->lists = thread->heap_lists;
    size_t bytes = 0;
    mp_quarantine_segment *segment = quarantine->segment;
    do {
        for (size_t i = 0; i < MP_QUARANTINE_BLOCKS; i++)
            bytes += segment->blocks[i] != NULL ? size_of(segment->blocks[i]) : 0;
        segment = segment->next;
    } while (segment != quarantine->segment);
    set_bytes(quarantine, (uint32_t)bytes);
}

void mp_quarantine_attach(mp_thread *thread) {
    if (thread->heap_local != NULL) {
        adopt(thread->heap_local, thread);
        return;
    }
    if (!__atomic_load_n(&running, __ATOMIC_RELAXED) || thread->thread_id == 0)
        return; /* the counters that threads share have no identity */
    mp_quarantine *quarantine = take_idle();
    mp_quarantine_segment *segment = quarantine != NULL ? take_segment() : NULL;
    if (segment == NULL) {
        if (quarantine != NULL)
            give_idle(quarantine);
        return;
    }
    segment->next = segment;
    quarantine->thread = thread;
    quarantine->lists = thread->heap_lists;
    quarantine->frame = now();
    set_bytes(quarantine, 0);
    quarantine->segments = 1;
    quarantine->added = 0;
    enter_segment(quarantine, segment);
    thread->heap_local = quarantine;
}

bool mp_quarantine_drain(mp_thread *thread) {
    mp_quarantine *quarantine = thread->heap_local;
    if (quarantine == NULL || quarantine->bytes == 0)
        return false;
    count_held(quarantine);
    release_down_to(quarantine, 0);
    lower_grant(quarantine, 0);
    return true;
}

void mp_quarantine_detach(mp_thread *thread) {
    mp_quarantine *quarantine = thread->heap_local;
    if (quarantine == NULL)
        return;
    mp_quarantine_drain(thread);
    count_held(quarantine);
    lower_grant(quarantine, 0);
    thread->heap_local = NULL;
    while (quarantine->segment->next != quarantine->segment && shrink(quarantine, 0)) {
    }
    give_segment(quarantine->segment);
    give_idle(quarantine);
}
