#include "heap/large_runs.h"

#include <string.h>

#include "heap/os.h"

enum {
    PAGES_PER_LEAF = MP_OS_GRANULARITY / 4, /* a leaf too: 16,384 pages, 64 MB of address space */
    LEAVES = 64,
    OWN_STEP = 2 << 20,
    BINS_PER_DOUBLING = 8,
    SMALLEST_LOG = 12,
    BINS = (32 - SMALLEST_LOG) * BINS_PER_DOUBLING,
    LONGEST_WALK = 200 /* a sound tree of half a million runs is a quarter of that deep */
};

_Static_assert(sizeof(mp_run) * MP_RUNS_PER_CHUNK == MP_OS_GRANULARITY, "one record a cache line");

struct mp_run_store mp_run_store;
static mp_run_id unused_head;
static uint32_t *leaves[LEAVES];
static mp_run_id bins[BINS];
static uint32_t bins_filled[BINS / 32];
static char *own_next, *own_end;
static uint32_t harm;

static bool more_own_memory(void) {
    own_next = mp_os_reserve(OWN_STEP);
    own_end = own_next ? own_next + OWN_STEP : NULL;
    return own_next != NULL;
}

/* A piece of the heap's own memory, kept for ever. Pieces come from a few larger reservations, or each would
 * split some hole of the address space. */
static void *own_memory(void) {
    if (own_next == own_end && !more_own_memory()) {
        return NULL;
    }
    if (!mp_os_commit(own_next, MP_OS_GRANULARITY)) {
        return NULL;
    }
    void *piece = own_next;
    own_next += MP_OS_GRANULARITY;
    return piece;
}

bool mp_runs_start(void) {
    mp_run_store.secret = mp_os_random();
    mp_run_store.limit = 1;
    return more_own_memory(); /* now, while the lowest addresses are free, not in the middle of a hole later
                               */
}

void mp_runs_count_harm(void) {
    __atomic_fetch_add(&harm, 1, __ATOMIC_RELAXED);
}

uint32_t mp_runs_harm(void) {
    return __atomic_load_n(&harm, __ATOMIC_RELAXED);
}

/* --- records ------------------------------------------------------------------------------------------ */

mp_run_id mp_run_new(void) {
    mp_run_id id = unused_head;
    if (id != 0) {
        if (!mp_run_sound(id, MP_RUN_UNUSED)) {
            unused_head = 0; /* the rest of the chain is lost with it */
            id = 0;
        } else {
            unused_head = mp_run_at(id)->left;
        }
    }
    if (id == 0) {
        if (mp_run_store.limit >= MP_RUN_CHUNKS * MP_RUNS_PER_CHUNK) {
            return 0;
        }
        mp_run **chunk = &mp_run_store.chunks[mp_run_store.limit / MP_RUNS_PER_CHUNK];
        if (!*chunk && !(*chunk = own_memory())) {
            return 0;
        }
        id = mp_run_store.limit;
        __atomic_store_n(&mp_run_store.limit, id + 1, __ATOMIC_RELAXED);
    }
    memset(mp_run_at(id), 0, sizeof(mp_run));
    return id;
}

void mp_run_drop(mp_run_id id) {
    mp_run_set(id, 0, 0, 0, MP_RUN_UNUSED);
    mp_run_at(id)->left = unused_head;
    unused_head = id;
}

mp_run_id mp_run_neighbour_after(mp_run_id id, enum mp_run_state state) {
    const mp_run *run = mp_run_at(id);
    mp_run_id after = run->after;
    if (after == 0 || !mp_run_sound(after, state)) {
        return 0;
    }
    const mp_run *next = mp_run_at(after);
    if (next->before != id || next->start != run->start + run->size || next->arena != run->arena) {
        mp_runs_count_harm();
        return 0;
    }
    return after;
}

mp_run_id mp_run_neighbour_before(mp_run_id id, enum mp_run_state state) {
    const mp_run *run = mp_run_at(id);
    mp_run_id before = run->before;
    if (before == 0 || !mp_run_sound(before, state)) {
        return 0;
    }
    const mp_run *previous = mp_run_at(before);
    if (previous->after != id || previous->start + previous->size != run->start ||
        previous->arena != run->arena) {
        mp_runs_count_harm();
        return 0;
    }
    return before;
}

/* --- page map ----------------------------------------------------------------------------------------- */

bool mp_run_map_reserve(uint32_t start, uint32_t size) {
    uint32_t first = start / MP_OS_PAGE / PAGES_PER_LEAF;
    uint32_t last = (start + size - 1) / MP_OS_PAGE / PAGES_PER_LEAF;
    for (uint32_t leaf = first; leaf <= last; leaf++) {
        if (!leaves[leaf]) {
            uint32_t *memory = own_memory();
            if (!memory) {
                return false;
            }
            __atomic_store_n(&leaves[leaf], memory, __ATOMIC_RELEASE);
        }
    }
    return true;
}

void mp_run_map(uint32_t start, mp_run_id id) {
    uint32_t page = start / MP_OS_PAGE;
    __atomic_store_n(&leaves[page / PAGES_PER_LEAF][page % PAGES_PER_LEAF], id, __ATOMIC_RELAXED);
}

mp_run_id mp_run_starting_at(uint32_t start) {
    uint32_t page = start / MP_OS_PAGE;
    const uint32_t *leaf = __atomic_load_n(&leaves[page / PAGES_PER_LEAF], __ATOMIC_ACQUIRE);
    return leaf ? __atomic_load_n(&leaf[page % PAGES_PER_LEAF], __ATOMIC_RELAXED) : 0;
}

/* --- free runs by size: a treap for each bin, ordered by size and then address ------------------------ */

static unsigned bin_of(uint32_t size) {
    unsigned log = 31u - (unsigned)__builtin_clz(size);
    return (log - SMALLEST_LOG) * BINS_PER_DOUBLING + (size >> (log - 3) & (BINS_PER_DOUBLING - 1));
}

static uint32_t priority(mp_run_id id) {
    uint32_t mixed = id * 0x9E3779B1u;
    return mixed ^ mixed >> 16;
}

static bool less(mp_run_id a, mp_run_id b) {
    const mp_run *x = mp_run_at(a), *y = mp_run_at(b);
    return x->size != y->size ? x->size < y->size : x->start < y->start;
}

/* What a link of a tree leads to. A link to anything but an unharmed free run is cut: what hung below is
 * lost to allocation, never followed. */
static mp_run_id follow(mp_run_id *link) {
    if (*link != 0 && !mp_run_sound(*link, MP_RUN_FREE)) {
        *link = 0;
    }
    return *link;
}

static void join(mp_run_id *link, mp_run_id low, mp_run_id high) {
    for (unsigned steps = 0; low != 0 && high != 0; steps++) {
        mp_run_id *below;
        if (priority(low) > priority(high)) {
            *link = low;
            below = &mp_run_at(low)->right;
            low = follow(below);
        } else {
            *link = high;
            below = &mp_run_at(high)->left;
            high = follow(below);
        }
        link = below;
        if (steps > LONGEST_WALK) {
            mp_runs_count_harm();
            low = high = 0;
        }
    }
    *link = low != 0 ? low : high;
}

void mp_bins_insert(mp_run_id id) {
    mp_run *run = mp_run_at(id);
    unsigned bin = bin_of(run->size);
    mp_run_id *link = &bins[bin];
    unsigned steps = 0;
    while (follow(link) != 0 && priority(*link) >= priority(id) && steps++ < LONGEST_WALK) {
        link = less(*link, id) ? &mp_run_at(*link)->right : &mp_run_at(*link)->left;
    }
    mp_run_id below = steps > LONGEST_WALK ? 0 : *link;
    *link = id;
    mp_run_id *low = &run->left, *high = &run->right; /* split what stood here around the new run */
    while (below != 0 && steps++ < LONGEST_WALK) {
        if (less(below, id)) {
            *low = below;
            low = &mp_run_at(below)->right;
            below = follow(low);
        } else {
            *high = below;
            high = &mp_run_at(below)->left;
            below = follow(high);
        }
    }
    if (below != 0) {
        mp_runs_count_harm();
    }
    *low = *high = 0;
    bins_filled[bin / 32] |= 1u << bin % 32;
}

void mp_bins_remove(mp_run_id id) {
    mp_run *run = mp_run_at(id);
    unsigned bin = bin_of(run->size);
    mp_run_id *link = &bins[bin];
    for (unsigned steps = 0; follow(link) != 0 && *link != id && steps < LONGEST_WALK; steps++) {
        link = less(*link, id) ? &mp_run_at(*link)->right : &mp_run_at(*link)->left;
    }
    if (*link == id) {
        mp_run_id low = follow(&run->left), high = follow(&run->right);
        join(link, low, high);
    } else {
        mp_runs_count_harm(); /* a link above it was harmed: the run is out of the tree already */
    }
    if (bins[bin] == 0) {
        bins_filled[bin / 32] &= ~(1u << bin % 32);
    }
}

static mp_run_id smallest_holding(mp_run_id *link, uint32_t size) {
    mp_run_id best = 0;
    for (unsigned steps = 0; follow(link) != 0; steps++) {
        if (steps > LONGEST_WALK) {
            mp_runs_count_harm();
            break;
        }
        mp_run *run = mp_run_at(*link);
        if (run->size >= size) {
            best = *link;
            link = &run->left;
        } else {
            link = &run->right;
        }
    }
    return best;
}

mp_run_id mp_bins_best(uint32_t size) {
    unsigned first = bin_of(size);
    for (unsigned word = first / 32; word < BINS / 32; word++) {
        uint32_t candidates = bins_filled[word];
        if (word == first / 32) {
            candidates &= UINT32_MAX << first % 32;
        }
        while (candidates != 0) {
            unsigned bin = word * 32 + (unsigned)__builtin_ctz(candidates);
            mp_run_id best = smallest_holding(&bins[bin], size);
            if (best != 0) {
                return best;
            }
            candidates &= candidates - 1;
        }
    }
    return 0;
}

uint32_t mp_bins_largest(void) {
    for (unsigned word = BINS / 32; word-- > 0;) {
        if (bins_filled[word] == 0) {
            continue;
        }
        mp_run_id *link = &bins[word * 32 + 31u - (unsigned)__builtin_clz(bins_filled[word])];
        uint32_t largest = 0;
        for (unsigned steps = 0; follow(link) != 0 && steps < LONGEST_WALK; steps++) {
            largest = mp_run_at(*link)->size;
            link = &mp_run_at(*link)->right;
        }
        if (largest != 0) {
            return largest;
        }
    }
    return 0;
}
