#include "hook/page_cover.h"

#include <string.h>

#include "hook/page_map.h"
#include "stats/os.h"

#define RESERVATIONS 1024u
#define SLACK        4u    /* a kept reservation serves requests down to a quarter of its size, */
#define SLACK_MOST   1024u /* at most so many pages larger than asked for */

typedef enum reservation_state { UNUSED, IN_USE, KEPT } reservation_state;

/* state and range change under both table_lock and the reservation's own, so either is enough to read. */
typedef struct reservation {
    mp_lock lock;
    reservation_state state;
    mp_page_range range;
    uint32_t hot; /* pages, under lock */
    bool plain;   /* only ever PAGE_READWRITE: pages may be kept hot */
    bool placed;  /* its address was asked for: not given to those who do not ask for one */
    uint32_t kept_since;
} reservation;

#define PLACES      256u
#define PLACE_PAGES (0x1000000u / MP_PAGE_BYTES)
#define NO_PLACE    UINT32_MAX
#define REFUSAL_MS  600000u

typedef struct refusal {
    size_t size; /* 0: none */
    uint32_t at;
} refusal;

static mp_page_system sys;
static mp_page_limits limits;
static int keeping;           /* atomic: mp_page_keeping */
static size_t hot_pages;      /* atomic */
static bool cooling;          /* atomic: one thread brings the hot pages below the limit */
static uint32_t cooling_hand; /* of that thread */
static mp_lock table_lock = MP_LOCK_FREE;
static size_t kept_bytes;                   /* under table_lock */
static uint32_t highest;                    /* slots ever used, under table_lock to grow, atomic to read */
static refusal refusals[PLACES];            /* under table_lock */
static reservation table[RESERVATIONS + 1]; /* 0 means none */

void mp_page_cover_start(const mp_page_system *system, uintptr_t base, const mp_page_limits *chosen) {
    sys = *system;
    limits = *chosen;
    memset(refusals, 0, sizeof refusals);
    mp_page_map_start(base);
    mp_page_cover_keep(MP_PAGE_KEEP_ALL);
}

static bool keeps(mp_page_keeping what) {
    return __atomic_load_n(&keeping, __ATOMIC_RELAXED) >= (int)what;
}

static size_t bytes_of(mp_page_range range) {
    return (size_t)mp_page_range_count(range) * MP_PAGE_BYTES;
}

static bool inside(mp_page_range range, mp_page_range outer) {
    return range.first >= outer.first && range.last <= outer.last;
}

static void add_hot(reservation *r, uint32_t pages) {
    r->hot += pages;
    __atomic_add_fetch(&hot_pages, pages, __ATOMIC_RELAXED);
}

static void subtract_hot(reservation *r, uint32_t pages) {
    r->hot -= pages;
    __atomic_sub_fetch(&hot_pages, pages, __ATOMIC_RELAXED);
}

/* --- giving back ------------------------------------------------------------------------------------- */

/* Decommits the hot pages of the range; r is locked. Returns pages given back. */
static uint32_t cool(reservation *r, mp_page_range range, uint32_t *system_calls) {
    uint32_t given = 0;
    mp_page_range rest = range, run;
    while (r->hot != 0 && mp_page_hot_run(rest, &run)) {
        uint32_t pages = mp_page_range_count(run);
        ++*system_calls;
        if (sys.release(mp_page_address(run.first), bytes_of(run), MP_PAGE_DECOMMIT)) {
            mp_page_cool(run);
            subtract_hot(r, pages);
            given += pages;
        }
        if (run.last == rest.last)
            break;
        rest.first = run.last + 1;
    }
    return given;
}

/* The multiple of 16 MB that address is, or NO_PLACE. */
static uint32_t place_of(const void *address) {
    mp_page_range page;
    if (!mp_page_range_of(address, 1, &page) || page.first % PLACE_PAGES != 0 ||
        mp_page_address(page.first) != address)
        return NO_PLACE;
    return page.first / PLACE_PAGES;
}

/* Forgets the reservation; table_lock and its own lock are held. The system still has to be told. */
static mp_page_range forget(reservation *r) {
    mp_page_range range = r->range;
    if (r->state == KEPT)
        kept_bytes -= bytes_of(range);
    subtract_hot(r, r->hot);
    mp_page_clear(range);
    mp_page_own(range, 0);
    uint32_t place = place_of(mp_page_address(range.first));
    if (place != NO_PLACE)
        refusals[place].size = 0;
    r->state = UNUSED;
    return range;
}

/* Releases one kept reservation for good; table_lock is held. */
static size_t give_up(reservation *r) {
    mp_lock_take(&r->lock);
    mp_page_range range = forget(r);
    mp_lock_give(&r->lock);
    sys.release(mp_page_address(range.first), 0, MP_PAGE_RELEASE);
    return bytes_of(range);
}

static size_t give_up_kept(bool (*chosen)(const reservation *r, const void *context), const void *context) {
    size_t given = 0;
    mp_lock_take(&table_lock);
    for (uint32_t i = 1; i <= highest; i++) {
        if (table[i].state == KEPT && chosen(&table[i], context))
            given += give_up(&table[i]);
    }
    mp_lock_give(&table_lock);
    return given;
}

static bool any(const reservation *r, const void *context) {
    (void)r, (void)context;
    return true;
}

static bool overlaps(const reservation *r, const void *context) {
    const mp_page_range *range = context;
    return r->range.first <= range->last && range->first <= r->range.last;
}

static bool outlived(const reservation *r, const void *now) {
    return *(const uint32_t *)now - r->kept_since > limits.keep_ms;
}

/* Cools reservations one after the other until at most `most` hot pages are left in all. */
static size_t cool_down_to(size_t most, uint32_t *system_calls) {
    size_t given = 0;
    uint32_t slots = __atomic_load_n(&highest, __ATOMIC_ACQUIRE);
    for (uint32_t seen = 0; seen < slots && __atomic_load_n(&hot_pages, __ATOMIC_RELAXED) > most; seen++) {
        uint32_t i = __atomic_load_n(&cooling_hand, __ATOMIC_RELAXED) % slots + 1;
        __atomic_store_n(&cooling_hand, i, __ATOMIC_RELAXED);
        reservation *r = &table[i];
        mp_lock_take(&r->lock);
        if (r->state != UNUSED)
            given += cool(r, r->range, system_calls);
        mp_lock_give(&r->lock);
    }
    return given * MP_PAGE_BYTES;
}

static void respect_limit(mp_page_outcome *outcome) {
    size_t most = limits.hot_bytes / MP_PAGE_BYTES;
    if (__atomic_load_n(&hot_pages, __ATOMIC_RELAXED) <= most ||
        __atomic_exchange_n(&cooling, true, __ATOMIC_ACQUIRE))
        return;
    cool_down_to(most - most / 4, &outcome->system_calls);
    __atomic_store_n(&cooling, false, __ATOMIC_RELEASE);
}

size_t mp_page_cover_relieve(void) {
    uint32_t system_calls = 0;
    size_t given = give_up_kept(any, NULL);
    return given + cool_down_to(0, &system_calls);
}

void mp_page_cover_keep(mp_page_keeping what) {
    __atomic_store_n(&keeping, (int)what, __ATOMIC_RELAXED);
}

void mp_page_cover_stop(void) {
    mp_page_cover_keep(MP_PAGE_KEEP_NOTHING);
    mp_page_cover_relieve();
    uint32_t system_calls = 0;
    mp_lock_take(&table_lock);
    for (uint32_t i = 1; i <= highest; i++) {
        mp_lock_take(&table[i].lock);
        if (table[i].state == IN_USE) {
            cool(&table[i], table[i].range, &system_calls);
            forget(&table[i]);
        }
        mp_lock_give(&table[i].lock);
    }
    mp_lock_give(&table_lock);
}

void mp_page_cover_age(void) {
    uint32_t now = sys.milliseconds();
    give_up_kept(outlived, &now);
}

/* --- finding a reservation --------------------------------------------------------------------------- */

/* The reservation in use that holds the whole range, locked; NULL when there is none. */
static reservation *lock_in_use(mp_page_range range) {
    reservation *r = &table[mp_page_owner(range.first)];
    if (r == &table[0])
        return NULL;
    mp_lock_take(&r->lock);
    if (r->state == IN_USE && inside(range, r->range))
        return r;
    mp_lock_give(&r->lock);
    return NULL;
}

/* True when the engine has released what it now calls upon: the call fails as the system's would. */
static bool released_already(mp_page_range range, mp_page_outcome *outcome) {
    reservation *r = &table[mp_page_owner(range.first)];
    if (r == &table[0])
        return false;
    mp_lock_take(&r->lock);
    bool kept = r->state == KEPT && inside(range, r->range);
    mp_lock_give(&r->lock);
    if (kept)
        outcome->error = MP_PAGE_INVALID_ADDRESS;
    return kept;
}

/* --- reserving --------------------------------------------------------------------------------------- */

static reservation *unused_slot(void) {
    for (uint32_t i = 1; i <= highest; i++) {
        if (table[i].state == UNUSED)
            return &table[i];
    }
    if (highest == RESERVATIONS)
        return NULL;
    __atomic_store_n(&highest, highest + 1, __ATOMIC_RELEASE);
    return &table[highest];
}

/* Begins to keep books on a reservation the system just made; without a free slot it stays uncovered. */
static void enter(void *address, size_t size, bool committed, bool placed) {
    mp_page_range range;
    if (!mp_page_range_of(address, size, &range))
        return;
    mp_lock_take(&table_lock);
    reservation *r = unused_slot();
    if (r != NULL) {
        mp_lock_take(&r->lock);
        r->range = range;
        r->hot = 0;
        r->plain = true;
        r->placed = placed;
        mp_page_clear(range);
        if (committed)
            mp_page_hold(range);
        r->state = IN_USE;
        mp_page_own(range, (uint16_t)(r - table));
        mp_lock_give(&r->lock);
    }
    mp_lock_give(&table_lock);
}

/* A request without an address may get a somewhat larger reservation; one for an address gets just what
 * it asked for. */
static bool fits(const reservation *r, const void *address, uint32_t pages) {
    uint32_t have = mp_page_range_count(r->range);
    if (address != NULL)
        return mp_page_address(r->range.first) == address && have == pages;
    if (r->placed)
        return false;
    return have == pages || (have > pages && have / SLACK <= pages && have - pages <= SLACK_MOST);
}

/* The smallest kept reservation that fits; of equals the one released last, whose pages are the likeliest
 * to be hot. */
static reservation *kept_fit(const void *address, uint32_t pages) {
    reservation *best = NULL;
    for (uint32_t i = 1; i <= highest; i++) {
        reservation *r = &table[i];
        if (r->state != KEPT || !fits(r, address, pages))
            continue;
        uint32_t have = mp_page_range_count(r->range);
        uint32_t least = best == NULL ? UINT32_MAX : mp_page_range_count(best->range);
        if (have < least || (have == least && (int32_t)(r->kept_since - best->kept_since) >= 0))
            best = r;
    }
    return best;
}

/* Hands a kept reservation out again, all its pages hot or absent; NULL when none fits. */
static reservation *take_kept(const void *address, uint32_t pages) {
    mp_lock_take(&table_lock);
    reservation *r = kept_bytes == 0 ? NULL : kept_fit(address, pages);
    if (r != NULL) {
        mp_lock_take(&r->lock);
        kept_bytes -= bytes_of(r->range);
        r->state = IN_USE;
        mp_lock_give(&r->lock);
    }
    mp_lock_give(&table_lock);
    return r;
}

static void *ask_system(void *address, size_t size, uint32_t type, uint32_t protection,
                        mp_page_outcome *outcome) {
    outcome->system_calls++;
    void *result = sys.allocate(address, size, type, protection);
    /* A refused address is no shortage: the engine hunts for a free one. */
    bool shortage = result == NULL && (address == NULL || !(type & MP_PAGE_RESERVE));
    if (shortage && mp_page_cover_relieve() > 0) {
        outcome->system_calls++;
        result = sys.allocate(address, size, type, protection);
    }
    return result;
}

static bool commit_first(reservation *r, uint32_t pages, mp_page_outcome *outcome);
static void release_kept_again(reservation *r);

/* A reservation at an address: what is ours there decides without asking. True when it is decided. */
static bool address_is_taken(void *address, size_t size, mp_page_outcome *outcome) {
    mp_page_range range;
    uintptr_t start = (uintptr_t)address & ~(uintptr_t)(MP_PAGE_UNIT_BYTES - 1);
    if (!mp_page_range_of((void *)start, size + ((uintptr_t)address - start), &range))
        return false;
    uint32_t page;
    if (!mp_page_find_owned(range, &page))
        return false;
    give_up_kept(overlaps, &range);
    if (!mp_page_find_owned(range, &page))
        return false;
    outcome->error = MP_PAGE_INVALID_ADDRESS;
    return true;
}

/* The engine looks for a free multiple of 16 MB by asking for one after the other, each time from the
 * first: what was refused a short while ago is refused again without asking. At worst the engine takes a
 * later place than it might have. */
static bool refused_lately(const void *address, size_t size) {
    uint32_t place = place_of(address);
    if (place == NO_PLACE)
        return false;
    mp_lock_take(&table_lock);
    bool refused = refusals[place].size != 0 && size >= refusals[place].size &&
                   sys.milliseconds() - refusals[place].at <= REFUSAL_MS;
    mp_lock_give(&table_lock);
    return refused;
}

static void remember_refusal(const void *address, size_t size) {
    uint32_t place = place_of(address);
    if (place == NO_PLACE)
        return;
    mp_lock_take(&table_lock);
    refusals[place] = (refusal){size, sys.milliseconds()};
    mp_lock_give(&table_lock);
}

static void *reserve_anew(void *address, size_t size, uint32_t type, uint32_t protection, bool cover,
                          mp_page_outcome *outcome) {
    if (!cover || address == NULL)
        return ask_system(address, size, type, protection, outcome);
    if (refused_lately(address, size)) {
        outcome->error = MP_PAGE_INVALID_ADDRESS;
        return NULL;
    }
    void *result = ask_system(address, size, type, protection, outcome);
    if (result == NULL)
        remember_refusal(address, size);
    return result;
}

static void *reserve(void *address, size_t size, uint32_t type, uint32_t protection, bool cover,
                     mp_page_outcome *outcome) {
    const uint32_t known = MP_PAGE_COMMIT | MP_PAGE_RESERVE | MP_PAGE_TOP_DOWN;
    bool plain = (type & ~known) == 0 && protection == MP_PAGE_READ_WRITE;
    if (cover && plain && !(type & MP_PAGE_TOP_DOWN) && size != 0 && size <= MP_PAGE_KEEP_LARGEST &&
        ((uintptr_t)address & (MP_PAGE_UNIT_BYTES - 1)) == 0) {
        uint32_t pages = (uint32_t)((size + MP_PAGE_BYTES - 1) / MP_PAGE_BYTES);
        reservation *r = take_kept(address, pages);
        if (r != NULL) {
            void *base = mp_page_address(r->range.first);
            if (!(type & MP_PAGE_COMMIT) || commit_first(r, pages, outcome))
                return base;
            release_kept_again(r);
        }
    }
    if (address != NULL && size != 0 && address_is_taken(address, size, outcome))
        return NULL;
    void *result = reserve_anew(address, size, type, protection, cover && plain, outcome);
    if (result != NULL && cover && plain)
        enter(result, address == NULL ? size : size + (size_t)((uintptr_t)address - (uintptr_t)result),
              (type & MP_PAGE_COMMIT) != 0, address != NULL);
    return result;
}

/* The kept reservation that was just handed out cannot be backed: it goes back to the system. */
static void release_kept_again(reservation *r) {
    mp_lock_take(&table_lock);
    mp_lock_take(&r->lock);
    mp_page_range range = forget(r);
    mp_lock_give(&r->lock);
    mp_lock_give(&table_lock);
    sys.release(mp_page_address(range.first), 0, MP_PAGE_RELEASE);
}

/* --- committing -------------------------------------------------------------------------------------- */

/* One system call over the whole range: it leaves backed pages as they are and fails as a whole. */
static bool back(mp_page_range range, mp_page_outcome *outcome) {
    outcome->system_calls++;
    return sys.allocate(mp_page_address(range.first), bytes_of(range), MP_PAGE_COMMIT, MP_PAGE_READ_WRITE) !=
           NULL;
}

/* The pages behind the range that are backed along with it; false for none. */
static bool surplus_of(const reservation *r, mp_page_range range, mp_page_range *surplus) {
    if (limits.ahead == 0 || !r->plain || !keeps(MP_PAGE_KEEP_PAGES))
        return false;
    uint32_t last = range.last | (limits.ahead - 1);
    last = last < r->range.last ? last : r->range.last;
    size_t hot = __atomic_load_n(&hot_pages, __ATOMIC_RELAXED) + (last - range.last);
    *surplus = (mp_page_range){range.last + 1, last};
    return last > range.last && hot <= limits.hot_bytes / MP_PAGE_BYTES;
}

static bool back_absent(reservation *r, mp_page_range range, mp_page_outcome *outcome) {
    mp_page_range surplus;
    if (surplus_of(r, range, &surplus) && back((mp_page_range){range.first, surplus.last}, outcome)) {
        add_hot(r, mp_page_warm(surplus));
        return true;
    }
    return back(range, outcome);
}

/* Every page of the range becomes held; what was hot or absent before is zero. r is locked. */
static bool commit_locked(reservation *r, mp_page_range range, mp_page_outcome *outcome) {
    mp_page_counts counts = mp_page_count(range);
    if (counts.absent != 0 && !back_absent(r, range, outcome))
        return false;
    if (counts.hot != 0) {
        mp_page_range rest = range, run;
        while (mp_page_hot_run(rest, &run)) {
            memset(mp_page_address(run.first), 0, bytes_of(run));
            if (run.last == rest.last)
                break;
            rest.first = run.last + 1;
        }
        subtract_hot(r, counts.hot);
    }
    mp_page_hold(range);
    return true;
}

static bool commit_first(reservation *r, uint32_t pages, mp_page_outcome *outcome) {
    mp_lock_take(&r->lock);
    mp_page_range range = {r->range.first, r->range.first + pages - 1};
    bool done = commit_locked(r, range, outcome);
    mp_lock_give(&r->lock);
    return done;
}

/* Another protection than read-write: the system does it, and nothing of this reservation is kept hot
 * from now on, for a hot page would come back with the protection it had. */
static void *commit_specially(reservation *r, void *address, size_t size, mp_page_range range, uint32_t type,
                              uint32_t protection, mp_page_outcome *outcome) {
    cool(r, r->range, &outcome->system_calls);
    r->plain = false;
    outcome->system_calls++;
    void *result = sys.allocate(address, size, type, protection);
    if (result != NULL)
        mp_page_hold(range);
    return result;
}

static void *commit(void *address, size_t size, uint32_t type, uint32_t protection,
                    mp_page_outcome *outcome) {
    mp_page_range range;
    bool known = mp_page_range_of(address, size, &range);
    reservation *r = known ? lock_in_use(range) : NULL;
    if (r == NULL && known && released_already(range, outcome))
        return NULL;
    if (r == NULL)
        return ask_system(address, size, type, protection, outcome);

    if (protection != MP_PAGE_READ_WRITE || type != MP_PAGE_COMMIT) {
        void *result = commit_specially(r, address, size, range, type, protection, outcome);
        mp_lock_give(&r->lock);
        return result;
    }
    bool done = commit_locked(r, range, outcome);
    mp_lock_give(&r->lock);
    if (!done && mp_page_cover_relieve() > 0) {
        r = lock_in_use(range);
        if (r == NULL)
            return NULL;
        done = commit_locked(r, range, outcome);
        mp_lock_give(&r->lock);
    }
    return done ? mp_page_address(range.first) : NULL;
}

void *mp_page_cover_allocate(void *address, size_t size, uint32_t type, uint32_t protection, bool cover,
                             mp_page_outcome *outcome) {
    memset(outcome, 0, sizeof *outcome);
    if ((type & MP_PAGE_RESERVE) || ((type & MP_PAGE_COMMIT) && address == NULL))
        return reserve(address, size, type, protection, cover, outcome);
    if (type & MP_PAGE_COMMIT)
        return commit(address, size, type, protection, outcome);
    return ask_system(address, size, type, protection, outcome);
}

/* --- freeing ----------------------------------------------------------------------------------------- */

static bool decommit(void *address, size_t size, mp_page_outcome *outcome) {
    mp_page_range range;
    bool known = mp_page_range_of(address, size == 0 ? 1 : size, &range);
    reservation *r = known ? lock_in_use(range) : NULL;
    if (r == NULL && known && released_already(range, outcome))
        return false;
    if (r != NULL && size == 0) {
        if (mp_page_address(r->range.first) == address) {
            range = r->range;
        } else {
            mp_lock_give(&r->lock);
            r = NULL;
        }
    }
    if (r == NULL) {
        outcome->system_calls++;
        return sys.release(address, size, MP_PAGE_DECOMMIT);
    }

    mp_page_counts counts = mp_page_count(range);
    bool done = true;
    if (r->plain && keeps(MP_PAGE_KEEP_PAGES)) {
        mp_page_keep_hot(range);
        add_hot(r, counts.held);
    } else if (counts.held + counts.hot != 0) {
        outcome->system_calls++;
        done = sys.release(address, size, MP_PAGE_DECOMMIT);
        if (done) {
            mp_page_clear(range);
            subtract_hot(r, counts.hot);
        }
    }
    mp_lock_give(&r->lock);
    respect_limit(outcome);
    return done;
}

static bool may_keep(const reservation *r) {
    size_t size = bytes_of(r->range);
    return keeps(MP_PAGE_KEEP_ALL) && r->plain && size <= MP_PAGE_KEEP_LARGEST &&
           kept_bytes + size <= limits.kept_bytes;
}

static bool release(void *address, mp_page_outcome *outcome) {
    mp_page_range range;
    bool known = mp_page_range_of(address, 1, &range);
    if (known && released_already(range, outcome))
        return false;
    mp_lock_take(&table_lock);
    reservation *r = known ? lock_in_use(range) : NULL;
    if (r != NULL && mp_page_address(r->range.first) == address) {
        if (may_keep(r)) {
            mp_page_counts counts = mp_page_count(r->range);
            mp_page_keep_hot(r->range);
            add_hot(r, counts.held);
            kept_bytes += bytes_of(r->range);
            r->kept_since = sys.milliseconds();
            r->state = KEPT;
            mp_lock_give(&r->lock);
            mp_lock_give(&table_lock);
            respect_limit(outcome);
            return true;
        }
        forget(r);
    }
    if (r != NULL)
        mp_lock_give(&r->lock);
    mp_lock_give(&table_lock);
    outcome->system_calls++;
    return sys.release(address, 0, MP_PAGE_RELEASE);
}

bool mp_page_cover_free(void *address, size_t size, uint32_t type, mp_page_outcome *outcome) {
    memset(outcome, 0, sizeof *outcome);
    if (type == MP_PAGE_DECOMMIT)
        return decommit(address, size, outcome);
    if (type == MP_PAGE_RELEASE && size == 0)
        return release(address, outcome);
    outcome->system_calls++;
    return sys.release(address, size, type);
}

void mp_page_cover_state(mp_page_state *out) {
    memset(out, 0, sizeof *out);
    mp_lock_take(&table_lock);
    for (uint32_t i = 1; i <= highest; i++) {
        if (table[i].state == IN_USE) {
            out->reservations++;
            out->reserved_bytes += bytes_of(table[i].range);
        }
        out->kept += table[i].state == KEPT;
    }
    out->kept_bytes = kept_bytes;
    mp_lock_give(&table_lock);
    out->hot_bytes = (uint64_t)__atomic_load_n(&hot_pages, __ATOMIC_RELAXED) * MP_PAGE_BYTES;
}
