#include "heap/large.h"

#include <stdio.h>
#include <string.h>

#include "heap/large_cache.h"
#include "heap/large_pages.h"
#include "heap/large_runs.h"
#include "heap/lock.h"
#include "heap/os.h"

enum {
    UNIT = MP_CACHE_UNIT,      /* blocks start and end on it: pages would waste a tenth of a 20 KB block */
    SMALLEST_RUN = 4096,       /* so that no page holds the start of two runs */
    ARENA_STEP = 8 << 20,      /* address space asked for at a time */
    ARENA_LEAST = 1 << 20,     /* smaller holes are left alone while others are to be had */
    OWN_ARENA_ABOVE = 8 << 20, /* a block this large gets an arena of its own, gone with it */
    ARENAS = 4096,
    EMPTY_ARENAS_KEPT = 1,  /* a cell transition empties an arena and wants it back at once */
    TRIMS_A_RELEASE = 4,    /* runs one release takes the memory from, at most */
    COMMIT_AHEAD = 1 << 20, /* with a small block's missing pages; a system call takes microseconds */
    SEARCHES_BETWEEN_SETTLING = 512, /* an arena is better than a cache that never fills */
    WORTH_TRIMMING = 32768 /* bytes of whole backed pages that make a free run worth a system call */
};

/* Free memory kept backed: a share of what is live bounds what the heap costs, the constant keeps a small
 * heap from asking the system again and again. Above it trimming starts; it stops at three quarters. */
#define SLACK_SHARE    8
#define SLACK_CONSTANT ((size_t)8 << 20)

#define LARGEST_REQUEST 0xF0000000u

typedef struct arena {
    uint32_t start, size;
    mp_run_id whole; /* its one free run while it is empty, else 0 */
    uint16_t next;   /* chain of unused entries */
    bool for_one;    /* made for one very large block */
} arena;

static mp_lock lock;

static arena arenas[ARENAS]; /* entry 0 is no arena */
static uint16_t arena_of_unit[65536];
static uint16_t arena_unused, arena_limit = 1;
static size_t arena_count;
static uint32_t empty_arenas;
static mp_run_id oldest, newest; /* free runs worth trimming, by the time they became it */
static size_t reserved, committed, live;
static uint32_t largest_free;
static uint32_t searches_since_settling;
static bool largest_unknown; /* the run it told of went; found anew when somebody asks */

static void publish(size_t *counter, size_t value) {
    __atomic_store_n(counter, value, __ATOMIC_RELAXED);
}

static bool enter(void) {
    return mp_lock_enter(&lock);
}

static void leave(void) {
    mp_lock_leave(&lock);
}

/* --- the list of runs worth trimming ------------------------------------------------------------------ */

static void list(mp_run_id id) {
    mp_run *run = mp_run_at(id);
    run->listed = 1;
    run->older = newest;
    run->newer = 0;
    if (newest != 0) {
        mp_run_at(newest)->newer = id;
    } else {
        oldest = id;
    }
    newest = id;
}

static void unlist(mp_run_id id) {
    mp_run *run = mp_run_at(id);
    if (!run->listed) {
        return;
    }
    run->listed = 0;
    mp_run_id older = run->older, newer = run->newer;
    bool sound =
        (older == 0 ? oldest == id : mp_run_sound(older, MP_RUN_FREE) && mp_run_at(older)->newer == id) &&
        (newer == 0 ? newest == id : mp_run_sound(newer, MP_RUN_FREE) && mp_run_at(newer)->older == id);
    if (!sound) {
        mp_runs_count_harm();
        oldest = newest = 0; /* the runs on it keep their memory; nothing else is lost */
        return;
    }
    *(older != 0 ? &mp_run_at(older)->newer : &oldest) = newer;
    *(newer != 0 ? &mp_run_at(newer)->older : &newest) = older;
}

/* --- free runs ---------------------------------------------------------------------------------------- */

static uint32_t bytes(uint32_t pages) {
    return pages * MP_OS_PAGE;
}

static uint32_t backed_inside(uint32_t start, uint32_t size) {
    return bytes(mp_pages_backed(mp_pages_inside(start, size)));
}

static void shelve(mp_run_id id) {
    mp_run *run = mp_run_at(id);
    mp_bins_insert(id);
    if (run->size > largest_free) {
        __atomic_store_n(&largest_free, run->size, __ATOMIC_RELAXED);
    }
    if (run->resident >= WORTH_TRIMMING) {
        list(id);
    }
    arena *home = &arenas[run->arena];
    if (run->size == home->size) {
        home->whole = id;
        empty_arenas++;
    }
}

static void unshelve(mp_run_id id) {
    arena *home = &arenas[mp_run_at(id)->arena];
    if (home->whole == id) {
        home->whole = 0;
        empty_arenas--;
    }
    unlist(id);
    mp_bins_remove(id);
    largest_unknown |= mp_run_at(id)->size == largest_free;
}

/* The page two neighbours share belongs wholly to neither; as one run they own it. */
static uint32_t shared_page_backed(uint32_t border) {
    uint32_t page = border / MP_OS_PAGE;
    return border % MP_OS_PAGE != 0 ? bytes(mp_pages_backed((mp_pages){page, page + 1})) : 0;
}

/* Tells a run, when there is one, who its neighbour before is. */
static void link_back(mp_run_id after, mp_run_id before) {
    if (after != 0 && mp_run_intact(after)) {
        mp_run_at(after)->before = before;
    }
}

/* low takes high, its free neighbour off the shelf, into itself; low's state stays. */
static void absorb(mp_run_id low, mp_run_id high) {
    mp_run *a = mp_run_at(low), *b = mp_run_at(high);
    a->resident += b->resident + shared_page_backed(b->start);
    mp_run_map(b->start, 0);
    a->after = b->after;
    link_back(a->after, low);
    mp_run_set(low, a->start, a->size + b->size, a->arena, a->state);
    mp_run_drop(high);
}

/* Makes a run free whose resident bytes are right, joins it with its free neighbours, shelves the result. */
static mp_run_id set_free(mp_run_id id) {
    mp_run *run = mp_run_at(id);
    mp_run_set(id, run->start, run->size, run->arena, MP_RUN_FREE);
    mp_run_id after = mp_run_neighbour_after(id, MP_RUN_FREE);
    if (after != 0) {
        unshelve(after);
        absorb(id, after);
    }
    mp_run_id before = mp_run_neighbour_before(id, MP_RUN_FREE);
    if (before != 0) {
        unshelve(before);
        absorb(before, id);
        id = before;
    }
    shelve(id);
    return id;
}

/* Cuts the run at its first size bytes; what is behind becomes a run of its own in state, whose id is
 * returned. 0 when that is too small to stand alone or no record can be had: then nothing changed. */
static mp_run_id cut(mp_run_id id, uint32_t size, enum mp_run_state state) {
    mp_run *run = mp_run_at(id);
    uint32_t rest = run->size - size;
    mp_run_id second = rest >= SMALLEST_RUN ? mp_run_new() : 0;
    if (second == 0) {
        return 0;
    }
    mp_run *tail = mp_run_at(second);
    mp_run_set(second, run->start + size, rest, run->arena, state);
    tail->before = id;
    tail->after = run->after;
    link_back(tail->after, second);
    run->after = second;
    mp_run_set(id, run->start, size, run->arena, run->state);
    mp_run_map(tail->start, second);
    return second;
}

/* --- arenas ------------------------------------------------------------------------------------------- */

static void note_units(uint32_t start, uint32_t size, uint16_t index) {
    for (uint32_t unit = start / MP_OS_GRANULARITY; unit <= (start + size - 1) / MP_OS_GRANULARITY; unit++) {
        __atomic_store_n(&arena_of_unit[unit], index, __ATOMIC_RELAXED);
    }
}

/* Takes over reserved address space; its one run is returned held, 0 when no records are left. */
static mp_run_id add_arena(void *memory, uint32_t size, bool for_one) {
    uint32_t start = mp_os_offset(memory);
    uint16_t index = arena_unused != 0 ? arena_unused : arena_limit;
    if (index >= ARENAS || !mp_run_map_reserve(start, size)) {
        return 0;
    }
    mp_run_id id = mp_run_new();
    if (id == 0) {
        return 0;
    }
    if (index == arena_unused) {
        arena_unused = arenas[index].next;
    } else {
        arena_limit++;
    }
    arenas[index] = (arena){.start = start, .size = size, .for_one = for_one};
    mp_run_set(id, start, size, index, MP_RUN_HELD);
    mp_run_map(start, id);
    note_units(start, size, index);
    publish(&arena_count, arena_count + 1);
    publish(&reserved, reserved + size);
    return id;
}

/* Forgets the empty arena whose run this is. The caller releases the address space once the lock is left:
 * nobody can be in it, and no other reservation can get it before. */
static arena remove_arena(mp_run_id whole) {
    uint16_t index = mp_run_at(whole)->arena;
    arena gone = arenas[index];
    publish(&committed, committed - bytes(mp_pages_clear(mp_pages_touched(gone.start, gone.size))));
    publish(&reserved, reserved - gone.size);
    note_units(gone.start, gone.size, 0);
    mp_run_map(gone.start, 0);
    mp_run_drop(whole);
    arenas[index] = (arena){.next = arena_unused};
    arena_unused = index;
    publish(&arena_count, arena_count - 1);
    return gone;
}

static uint32_t round_up(uint32_t size, uint32_t to) {
    return (size + to - 1) & ~(to - 1);
}

/* Address space for at least size bytes, in the usual step when that can be had. Without the lock. */
static void *reserve_arena(uint32_t size, uint32_t *got, bool *for_one) {
    size_t least = round_up(size, MP_OS_GRANULARITY), taken = least;
    *for_one = size > OWN_ARENA_ABOVE;
    void *memory = *for_one
                       ? mp_os_reserve_snug(least, least, &taken)
                       : mp_os_reserve_snug(least > ARENA_LEAST ? least : ARENA_LEAST, ARENA_STEP, &taken);
    if (!memory) {
        taken = least;
        memory = mp_os_reserve(least);
    }
    *got = *for_one ? round_up(size, MP_OS_PAGE) : (uint32_t)taken;
    return memory;
}

/* --- blocks ------------------------------------------------------------------------------------------- */

/* Without the lock: backs the missing pages of a run the caller holds or has live. */
static bool back(mp_pages missing) {
    if (missing.first == missing.end) {
        return true;
    }
    if (!mp_os_commit(mp_os_pointer(bytes(missing.first)), (size_t)bytes(missing.end - missing.first))) {
        mp_large_trim(); /* perhaps what is missing is memory, and we sit on some */
        if (!mp_os_commit(mp_os_pointer(bytes(missing.first)), (size_t)bytes(missing.end - missing.first))) {
            return false;
        }
    }
    if (!enter()) {
        return false;
    }
    publish(&committed, committed + bytes(mp_pages_mark(missing)));
    leave();
    return true;
}

/* Shapes a run off the shelf, large enough for it, into a live block of size bytes (a multiple of UNIT) at
 * that alignment, and shelves the ends. They need not be joined with anything: the run was as long as it
 * could be. */
static mp_run_id shape(mp_run_id id, uint32_t size, uint32_t alignment) {
    mp_run *run = mp_run_at(id);
    uint32_t skip = -run->start & (alignment - 1);
    if (skip != 0) {
        while (skip < SMALLEST_RUN) {
            skip += alignment;
        }
        mp_run_id aligned = cut(id, skip, MP_RUN_HELD);
        mp_run_set(id, run->start, run->size, run->arena, MP_RUN_FREE);
        run->resident = backed_inside(run->start, run->size);
        shelve(id);
        if (aligned == 0) {
            return 0;
        }
        id = aligned;
        run = mp_run_at(id);
        run->resident = backed_inside(run->start, run->size);
    }
    uint32_t first = mp_pages_inside(run->start, run->size).first;
    mp_run_id rest = cut(id, size, MP_RUN_FREE);
    if (rest != 0) {
        mp_run *tail = mp_run_at(rest);
        uint32_t end = mp_pages_inside(tail->start, tail->size).first;
        tail->resident = run->resident - bytes(mp_pages_backed((mp_pages){first, end}));
        shelve(rest);
    }
    mp_run_set(id, run->start, run->size, run->arena, MP_RUN_LIVE);
    return id;
}

static bool kept_sound(mp_run_id id);
static void give_up_block(mp_run_id id);
static bool return_empty_arenas(void);
static void shrink(mp_run_id id, uint32_t size);

/* What to add to a block of that size cut from the run, so that the next ones find their memory backed. */
static uint32_t worth_ahead(mp_run_id id, uint32_t size, uint32_t most) {
    const mp_run *run = mp_run_at(id);
    if (size > MP_CACHE_LARGEST || run->size < size + most) {
        return 0;
    }
    mp_pages missing = mp_pages_missing(mp_pages_touched(run->start, size));
    return missing.first != missing.end ? most : 0;
}

typedef struct block {
    void *pointer;
    uint32_t size;
    mp_pages fresh; /* pages that were not backed before, all of them zero; empty when some between were */
} block;

/* most_ahead: bytes that may be backed beyond the block's own. */
static block make(size_t asked, size_t alignment, uint32_t most_ahead) {
    block made = {NULL, 0, {0, 0}};
    if (asked > LARGEST_REQUEST || alignment > LARGEST_REQUEST / 2) {
        return made;
    }
    uint32_t size = asked < SMALLEST_RUN ? SMALLEST_RUN : ((uint32_t)asked + UNIT - 1) & ~(UNIT - 1u);
    uint64_t search = alignment <= UNIT ? size : (uint64_t)size + alignment + SMALLEST_RUN;
    if (search > LARGEST_REQUEST) {
        return made;
    }
    mp_run_id id = search <= MP_CACHE_LARGEST && alignment <= UNIT ? mp_cache_take(size) : 0;
    if (id != 0 && kept_sound(id)) {
        __atomic_store_n(&mp_run_at(id)->cached, 0, __ATOMIC_RELAXED);
        made.pointer = mp_os_pointer(mp_run_at(id)->start);
        made.size = mp_run_at(id)->size;
        return made;
    }
    if (!enter()) {
        return made;
    }
    id = mp_bins_best((uint32_t)search);
    searches_since_settling++;
    if (id == 0 && searches_since_settling > SEARCHES_BETWEEN_SETTLING && mp_cache_bytes() >= search) {
        searches_since_settling = 0;
        leave();
        mp_large_settle(); /* rather than a new arena */
        if (!enter()) {
            return made;
        }
        id = mp_bins_best((uint32_t)search);
    }
    if (id != 0) {
        unshelve(id);
    } else {
        leave();
        uint32_t got;
        bool for_one;
        void *memory = reserve_arena((uint32_t)search, &got, &for_one);
        if (!memory && return_empty_arenas()) {
            memory = reserve_arena((uint32_t)search, &got, &for_one);
        }
        if (!memory) {
            return made;
        }
        if (!enter()) {
            return made;
        }
        id = add_arena(memory, got, for_one);
        if (id == 0) {
            leave();
            mp_os_release(memory, got);
            return made;
        }
        if (for_one && alignment <= UNIT) {
            size = got; /* the block is the arena */
        }
    }
    uint32_t ahead = worth_ahead(id, size, most_ahead);
    id = shape(id, size + ahead, alignment <= UNIT ? UNIT : (uint32_t)alignment);
    if (id == 0) {
        leave();
        return made;
    }
    const mp_run *run = mp_run_at(id);
    made.size = run->size;
    publish(&live, live + made.size);
    void *pointer = mp_os_pointer(run->start);
    mp_pages touched = mp_pages_touched(run->start, run->size);
    mp_pages missing = mp_pages_missing(touched);
    if (mp_pages_backed(missing) == 0) {
        made.fresh = missing;
    }
    leave();
    if (!back(missing)) {
        give_up_block(id);
        return ahead != 0 ? make(asked, alignment, 0) : made;
    }
    made.pointer = pointer;
    if (ahead != 0 && enter()) {
        shrink(id, size);
        made.size = mp_run_at(id)->size;
    }
    return made;
}

/* --- giving back -------------------------------------------------------------------------------------- */

static size_t slack_allowed(void) {
    return live / SLACK_SHARE + SLACK_CONSTANT;
}

typedef enum trimmed { TRIMMED, NOTHING_LEFT, LOCKED_OUT } trimmed;

/* Takes the memory from the run that has been free longest. Called with the lock, which it gives up while the
 * system works and the run is held; it has it again on return unless LOCKED_OUT. */
static trimmed trim_oldest(void) {
    mp_run_id id = oldest;
    if (id == 0) {
        return NOTHING_LEFT;
    }
    if (!mp_run_sound(id, MP_RUN_FREE)) {
        oldest = newest = 0;
        return NOTHING_LEFT;
    }
    unshelve(id);
    mp_run *run = mp_run_at(id);
    mp_run_set(id, run->start, run->size, run->arena, MP_RUN_HELD);
    mp_pages all = mp_pages_inside(run->start, run->size);
    leave();
    mp_os_decommit(mp_os_pointer(bytes(all.first)), (size_t)bytes(all.end - all.first));
    if (!enter()) {
        return LOCKED_OUT;
    }
    publish(&committed, committed - bytes(mp_pages_clear(all)));
    run->resident = 0;
    set_free(id);
    return TRIMMED;
}

/* Frees a block's run, then returns its arena or trims as policy says. Enters with the lock, leaves without.
 */
static void settle(mp_run_id id) {
    id = set_free(id);
    mp_run *run = mp_run_at(id);
    const arena *home = &arenas[run->arena];
    if (home->whole == id && (home->for_one || empty_arenas > EMPTY_ARENAS_KEPT)) {
        unshelve(id);
        arena gone = remove_arena(id);
        leave();
        mp_os_release(mp_os_pointer(gone.start), gone.size);
        return;
    }
    if (committed > live + slack_allowed()) {
        size_t goal = live + slack_allowed() * 3 / 4;
        trimmed last = TRIMMED;
        for (unsigned i = 0; i < TRIMS_A_RELEASE && last == TRIMMED && committed > goal; i++) {
            last = trim_oldest();
        }
        if (last == LOCKED_OUT) {
            return;
        }
    }
    leave();
}

/* A block whose memory could not be had. */
static void give_up_block(mp_run_id id) {
    if (!enter()) {
        return;
    }
    mp_run *run = mp_run_at(id);
    publish(&live, live - run->size);
    run->resident = backed_inside(run->start, run->size);
    settle(id);
}

/* Returns every empty arena to the system; true when there was one. Without the lock. */
static bool return_empty_arenas(void) {
    bool any = false;
    if (!enter()) {
        return false;
    }
    for (uint16_t i = 1; i < arena_limit; i++) {
        mp_run_id whole = arenas[i].whole;
        if (whole == 0 || !mp_run_sound(whole, MP_RUN_FREE)) {
            continue;
        }
        unshelve(whole);
        arena gone = remove_arena(whole);
        leave();
        mp_os_release(mp_os_pointer(gone.start), gone.size);
        any = true;
        if (!enter()) {
            return any;
        }
    }
    leave();
    return any;
}

/* --- blocks kept for the next requests ---------------------------------------------------------------- */

/* What the cache gave out is a live block it kept. Counts the harm when not: the block is lost. */
static bool kept_sound(mp_run_id id) {
    if (!mp_run_sound(id, MP_RUN_LIVE)) {
        return false;
    }
    if (__atomic_load_n(&mp_run_at(id)->cached, __ATOMIC_RELAXED) != 1) {
        mp_runs_count_harm();
        return false;
    }
    return true;
}

/* Frees a live block. With the lock; leaves it. */
static void free_block(mp_run_id id) {
    mp_run *run = mp_run_at(id);
    mp_pages inside_run = mp_pages_inside(run->start, run->size);
    run->resident = bytes(inside_run.end - inside_run.first); /* every page of a live block is backed */
    publish(&live, live - run->size);
    settle(id);
}

static void free_kept(mp_run_id id) {
    if (!kept_sound(id) || !enter()) {
        return;
    }
    __atomic_store_n(&mp_run_at(id)->cached, 0, __ATOMIC_RELAXED);
    free_block(id);
}

static void settle_shard(unsigned shard) {
    mp_run_id ids[MP_CACHE_SLOTS];
    for (unsigned left = mp_cache_empty(shard, ids); left > 0; left--) {
        free_kept(ids[left - 1]);
    }
}

void mp_large_settle(void) {
    for (unsigned shard = 0; shard < MP_CACHE_SHARDS; shard++) {
        settle_shard(shard);
    }
}

static void thread_detach(void) {
    settle_shard(mp_cache_detach());
}

void mp_large_trim(void) {
    mp_large_settle();
    return_empty_arenas();
    trimmed last;
    if (!enter()) {
        return;
    }
    do {
        last = trim_oldest();
    } while (last == TRIMMED);
    if (last != LOCKED_OUT) {
        leave();
    }
}

/* --- the table ---------------------------------------------------------------------------------------- */

static bool start(const mp_allocator_options *options, char *reason, size_t reason_size) {
    (void)options;
    bool ready = mp_runs_start();
    snprintf(reason, reason_size, "%s", ready ? "" : "There is no address space for the large-block heap.");
    return ready;
}

/* The run of a live block that starts at pointer, else 0. */
static mp_run_id run_of(const void *pointer) {
    uint32_t offset = mp_os_offset(pointer);
    mp_run_id id = mp_run_starting_at(offset);
    return id != 0 && mp_run_sound(id, MP_RUN_LIVE) && mp_run_at(id)->start == offset &&
                   __atomic_load_n(&mp_run_at(id)->cached, __ATOMIC_RELAXED) == 0
               ? id
               : 0;
}

static void *allocate(size_t size) {
    return make(size, UNIT, COMMIT_AHEAD).pointer;
}

static void *allocate_sized(size_t size, size_t *usable) {
    block made = make(size, UNIT, COMMIT_AHEAD);
    *usable = made.size;
    return made.pointer;
}

static void *allocate_aligned(size_t alignment, size_t size) {
    return make(size, alignment, 0).pointer;
}

static void *allocate_zeroed(size_t size) {
    block made = make(size, UNIT, COMMIT_AHEAD);
    if (!made.pointer) {
        return NULL;
    }
    char *from = made.pointer, *end = from + made.size;
    char *fresh = mp_os_pointer(bytes(made.fresh.first));
    char *stale = mp_os_pointer(bytes(made.fresh.end));
    if (made.fresh.first == made.fresh.end || fresh >= end || stale <= from) {
        memset(from, 0, made.size);
        return from;
    }
    if (fresh > from) {
        memset(from, 0, (size_t)(fresh - from));
    }
    if (stale < end) {
        memset(stale, 0, (size_t)(end - stale));
    }
    return from;
}

/* Gives the block to the cache; its size, or 0 when it has to be freed the long way. Without the lock. */
static uint32_t keep(uint32_t offset) {
    mp_run_id id = mp_run_starting_at(offset);
    if (id == 0 || id >= __atomic_load_n(&mp_run_store.limit, __ATOMIC_RELAXED)) {
        return 0;
    }
    mp_run *run = mp_run_at(id);
    uint32_t size = run->size;
    if (size > MP_CACHE_LARGEST || run->seal != mp_run_seal_of(id, run) || run->state != MP_RUN_LIVE ||
        run->start != offset || __atomic_exchange_n(&run->cached, 1, __ATOMIC_RELAXED) != 0) {
        return 0; /* damaged, or freed twice: found again, and counted, under the lock */
    }
    mp_run_id evicted;
    if (!mp_cache_keep(id, size, &evicted)) {
        __atomic_store_n(&run->cached, 0, __ATOMIC_RELAXED);
        return 0;
    }
    if (evicted != 0) {
        free_kept(evicted);
    }
    return size;
}

/* Returns the usable size the block had; 0 when it was none. */
static uint32_t release_sized(void *pointer) {
    uint32_t size = keep(mp_os_offset(pointer));
    if (size != 0 || !enter()) {
        return size;
    }
    mp_run_id id = run_of(pointer);
    if (id == 0) {
        mp_runs_count_harm();
        leave();
        return 0;
    }
    size = mp_run_at(id)->size;
    free_block(id);
    return size;
}

static void release(void *pointer) {
    release_sized(pointer);
}

static size_t usable_size(const void *pointer) {
    mp_run_id id = run_of(pointer);
    return id != 0 ? mp_run_at(id)->size : 0;
}

/* Gives the end of a live block back. With the lock; leaves it. */
static void shrink(mp_run_id id, uint32_t size) {
    mp_run *run = mp_run_at(id);
    uint32_t old = run->size;
    mp_run_id rest = cut(id, size, MP_RUN_HELD);
    if (rest == 0) {
        leave();
        return;
    }
    publish(&live, live - (old - size));
    mp_run *tail = mp_run_at(rest);
    mp_pages pages = mp_pages_inside(tail->start, tail->size);
    tail->resident = bytes(pages.end - pages.first);
    settle(rest);
}

/* Takes what is missing from the free neighbour behind. With the lock; leaves it. False, and nothing changed,
 * when there is none large enough or no memory. */
static bool grow(mp_run_id id, uint32_t size) {
    mp_run *run = mp_run_at(id);
    mp_run_id after = mp_run_neighbour_after(id, MP_RUN_FREE);
    uint32_t old = run->size;
    if (after == 0 || size - old > mp_run_at(after)->size) {
        leave();
        return false;
    }
    unshelve(after);
    uint32_t taken = size - old < SMALLEST_RUN ? SMALLEST_RUN : size - old;
    mp_run_id rest = cut(after, taken, MP_RUN_FREE);
    if (rest != 0) {
        mp_run *tail = mp_run_at(rest);
        tail->resident = backed_inside(tail->start, tail->size);
        shelve(rest);
    }
    absorb(id, after);
    publish(&live, live + (run->size - old));
    uint32_t border = run->start + old;
    mp_pages missing = mp_pages_missing(mp_pages_touched(border, run->size - old));
    leave();
    if (back(missing)) {
        return true;
    }
    if (enter()) { /* whole pages alone decide what is backed; the old block keeps its own */
        mp_run_id second = cut(id, old, MP_RUN_HELD);
        if (second != 0) {
            mp_run *tail = mp_run_at(second);
            publish(&live, live - tail->size);
            tail->resident = backed_inside(tail->start, tail->size);
            settle(second);
        } else {
            leave();
        }
    }
    return false;
}

static void *reallocate(void *pointer, size_t asked) {
    if (asked > LARGEST_REQUEST || !enter()) {
        return NULL;
    }
    mp_run_id id = run_of(pointer);
    if (id == 0) {
        mp_runs_count_harm();
        leave();
        return NULL;
    }
    uint32_t size = asked < SMALLEST_RUN ? SMALLEST_RUN : ((uint32_t)asked + UNIT - 1) & ~(UNIT - 1u);
    uint32_t old = mp_run_at(id)->size;
    if (size <= old && !arenas[mp_run_at(id)->arena].for_one) {
        shrink(id, size);
        return pointer;
    }
    if (size <= old && size > old / 2) {
        leave();
        return pointer;
    }
    if (size > old && grow(id, size)) {
        return pointer;
    }
    if (size <= old) {
        leave();
    }
    void *moved = allocate(asked);
    if (moved) {
        memcpy(moved, pointer, asked < old ? asked : old);
        release(pointer);
    }
    return moved;
}

static bool owns(const void *pointer) {
    return mp_os_in_range(pointer) &&
           __atomic_load_n(&arena_of_unit[mp_os_offset(pointer) / MP_OS_GRANULARITY], __ATOMIC_RELAXED) != 0;
}

static bool release_owned(void *pointer, size_t *usable) {
    if (!owns(pointer)) {
        return false;
    }
    *usable = release_sized(pointer);
    return true;
}

static void state(mp_allocator_state *out) {
    if (enter()) {
        if (largest_unknown) {
            largest_unknown = false;
            __atomic_store_n(&largest_free, mp_bins_largest(), __ATOMIC_RELAXED);
        }
        leave();
    }
    size_t kept = mp_cache_bytes();
    *out = (mp_allocator_state){
        .reserved = __atomic_load_n(&reserved, __ATOMIC_RELAXED),
        .committed = __atomic_load_n(&committed, __ATOMIC_RELAXED),
        .largest_free = __atomic_load_n(&largest_free, __ATOMIC_RELAXED),
        .regions = (uint32_t)__atomic_load_n(&arena_count, __ATOMIC_RELAXED),
        .corruption = mp_runs_harm(),
    };
    uint64_t held = __atomic_load_n(&live, __ATOMIC_RELAXED);
    out->live = held > kept ? held - kept : 0;
    out->free_inside = out->reserved > out->live ? out->reserved - out->live : 0;
}

const mp_allocator mp_large_heap = {
    .name = "large",
    .start = start,
    .stop = mp_large_trim,
    .thread_attach = mp_cache_attach,
    .thread_detach = thread_detach,
    .allocate = allocate,
    .allocate_zeroed = allocate_zeroed,
    .allocate_aligned = allocate_aligned,
    .reallocate = reallocate,
    .release = release,
    .usable_size = usable_size,
    .owns = owns,
    .state = state,
    .allocate_sized = allocate_sized,
    .release_owned = release_owned,
};
