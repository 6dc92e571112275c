/* The page-call cover against what VirtualAlloc and VirtualFree promise, and what it may cost. */
#include <stdlib.h>
#include <string.h>

#include "../../plugin/check.h"
#include "fake_pages.h"

#define PAGE 4096u
#define MB   (1u << 20)

static mp_page_outcome outcome;

static void begin_ahead(size_t hot_bytes, size_t kept_bytes, uint32_t ahead) {
    mp_page_cover_stop();
    fake_pages_reset();
    const mp_page_limits limits = {hot_bytes, kept_bytes, 30000, ahead};
    mp_page_cover_start(&fake_pages, fake_pages_base(), &limits);
}

static void begin(size_t hot_bytes, size_t kept_bytes) {
    begin_ahead(hot_bytes, kept_bytes, 0);
}

static uint8_t *allocate(void *address, size_t size, uint32_t type) {
    return mp_page_cover_allocate(address, size, type, MP_PAGE_READ_WRITE, true, &outcome);
}

static uint8_t *reserve(size_t size) {
    return allocate(NULL, size, MP_PAGE_RESERVE);
}

static bool commit(uint8_t *address, size_t size) {
    return allocate(address, size, MP_PAGE_COMMIT) != NULL;
}

static bool decommit(uint8_t *address, size_t size) {
    return mp_page_cover_free(address, size, MP_PAGE_DECOMMIT, &outcome);
}

static bool release(uint8_t *address) {
    return mp_page_cover_free(address, 0, MP_PAGE_RELEASE, &outcome);
}

static bool all(const uint8_t *from, size_t size, uint8_t value) {
    return from[0] == value && memcmp(from, from + 1, size - 1) == 0;
}

static uint64_t hot_bytes(void) {
    mp_page_state state;
    mp_page_cover_state(&state);
    return state.hot_bytes;
}

static void hot_pages_come_back_zeroed_without_system_calls(void) {
    begin(16 * MB, 0);
    uint8_t *base = reserve(8 * MB);
    CHECK(outcome.system_calls == 1);
    CHECK(commit(base, 4 * PAGE) && outcome.system_calls == 1);
    memset(base, 0xA5, 4 * PAGE);

    CHECK(decommit(base + PAGE, 2 * PAGE) && outcome.system_calls == 0);
    CHECK(hot_bytes() == 2 * PAGE);
    CHECK(commit(base + PAGE, 2 * PAGE) && outcome.system_calls == 0);
    CHECK(hot_bytes() == 0);
    CHECK(all(base, PAGE, 0xA5) && all(base + PAGE, 2 * PAGE, 0) && all(base + 3 * PAGE, PAGE, 0xA5));
}

static void held_pages_keep_their_contents(void) {
    begin(16 * MB, 0);
    uint8_t *base = reserve(MB);
    commit(base, 2 * PAGE);
    memset(base, 0x11, 2 * PAGE);
    /* held, held, absent, then hot, held, absent: one call backs what is absent and harms nothing */
    CHECK(commit(base, 3 * PAGE) && outcome.system_calls == 1);
    CHECK(all(base, 2 * PAGE, 0x11) && all(base + 2 * PAGE, PAGE, 0));
    decommit(base, PAGE);
    CHECK(commit(base, 4 * PAGE) && outcome.system_calls == 1);
    CHECK(all(base, PAGE, 0) && all(base + PAGE, PAGE, 0x11) && all(base + 2 * PAGE, 2 * PAGE, 0));
    CHECK(commit(base, 4 * PAGE) && outcome.system_calls == 0);
}

static void ranges_are_rounded_outwards_to_pages(void) {
    begin(16 * MB, 0);
    uint8_t *base = reserve(MB);
    CHECK(allocate(base + 100, PAGE, MP_PAGE_COMMIT) == base);
    memset(base, 0x22, 2 * PAGE);
    CHECK(decommit(base + PAGE - 1, 2) && hot_bytes() == 2 * PAGE);
    CHECK(commit(base + PAGE - 1, 1) && outcome.system_calls == 0);
    CHECK(all(base, PAGE, 0) && hot_bytes() == PAGE);
    CHECK(decommit(base, 0) && hot_bytes() == 2 * PAGE);
    CHECK(!decommit(base + PAGE, 0));
}

static void what_the_system_refuses_stays_refused(void) {
    begin(16 * MB, 16 * MB);
    uint8_t *base = reserve(MB);
    CHECK(!commit(base, MB + 1));
    CHECK(!commit(base - PAGE, 2 * PAGE));
    CHECK(!decommit(base + MB - PAGE, 2 * PAGE));
    CHECK(!release(base + 65536));
    CHECK(allocate(base, MB, MP_PAGE_RESERVE) == NULL);
    CHECK(outcome.system_calls == 0 && outcome.error == MP_PAGE_INVALID_ADDRESS);
    CHECK(!mp_page_cover_free(base, MB, MP_PAGE_RELEASE, &outcome));
    CHECK(allocate(NULL, 0, MP_PAGE_RESERVE) == NULL);
    CHECK(release(base));
    CHECK(!commit(base, PAGE));
    CHECK(!release(base));
}

static void reservations_are_kept_and_used_again(void) {
    begin(16 * MB, 32 * MB);
    uint8_t *base = reserve(8 * MB);
    commit(base, 10 * PAGE);
    memset(base, 0x33, 10 * PAGE);
    CHECK(release(base) && outcome.system_calls == 0);
    CHECK(reserve(8 * MB) == base && outcome.system_calls == 0);
    CHECK(commit(base, 10 * PAGE) && outcome.system_calls == 0 && all(base, 10 * PAGE, 0));
    release(base);
    /* a smaller one fits down to a quarter when no address is asked for */
    CHECK(allocate(NULL, 5 * MB, MP_PAGE_COMMIT) == base && outcome.system_calls == 1);
    CHECK(all(base, 5 * MB, 0));
    release(base);
    CHECK(reserve(MB) != base);
    CHECK(fake_pages_reserved() == 9 * MB);
}

static void addresses_are_honoured(void) {
    begin(16 * MB, 64 * MB);
    uint8_t *slot = (uint8_t *)fake_pages_base() + (0x20ull << 24);
    CHECK(allocate(slot, 3 * MB, MP_PAGE_RESERVE) == slot);
    commit(slot, PAGE);
    CHECK(release(slot) && outcome.system_calls == 0);
    CHECK(allocate(slot, 3 * MB, MP_PAGE_RESERVE) == slot && outcome.system_calls == 0);
    /* who asks for no address does not get one that somebody may come back for */
    release(slot);
    uint8_t *anywhere = reserve(3 * MB);
    CHECK(anywhere != slot);
    mp_page_cover_free(anywhere, 0, MP_PAGE_RELEASE, &outcome);
    mp_page_cover_relieve();
    CHECK(allocate(slot, 3 * MB, MP_PAGE_RESERVE) == slot);
    release(slot);
    /* another size at the same place: the kept one makes room first */
    CHECK(allocate(slot, 5 * MB, MP_PAGE_RESERVE) == slot && outcome.system_calls > 0);
    CHECK(fake_pages_reserved() == 5 * MB);
    release(slot);
    CHECK(allocate(slot + 65536, MB, MP_PAGE_RESERVE) == slot + 65536);
    CHECK(fake_pages_reserved() == MB);
}

static void refused_addresses_are_remembered(void) {
    begin(16 * MB, 64 * MB);
    uint8_t *slot = (uint8_t *)fake_pages_base() + (0x20ull << 24);
    void *other = fake_pages.allocate(slot + MB, MB, MP_PAGE_RESERVE, MP_PAGE_READ_WRITE);
    CHECK(allocate(slot, 2 * MB, MP_PAGE_RESERVE) == NULL && outcome.system_calls == 1);
    CHECK(allocate(slot, 3 * MB, MP_PAGE_RESERVE) == NULL && outcome.system_calls == 0);
    CHECK(outcome.error == MP_PAGE_INVALID_ADDRESS);
    CHECK(allocate(slot, MB, MP_PAGE_RESERVE) == slot);
    release(slot);
    mp_page_cover_relieve();
    CHECK(allocate(slot, 2 * MB, MP_PAGE_RESERVE) == NULL && outcome.system_calls == 1);
    fake_pages.release(other, 0, MP_PAGE_RELEASE);
    CHECK(allocate(slot, 2 * MB, MP_PAGE_RESERVE) == NULL && outcome.system_calls == 0);
    fake_pages_advance(600001);
    CHECK(allocate(slot, 2 * MB, MP_PAGE_RESERVE) == slot);
}

static void nobody_fails_for_what_is_kept(void) {
    begin(16 * MB, 64 * MB);
    uint8_t *base = reserve(8 * MB);
    commit(base, 4 * MB);
    decommit(base, 4 * MB);
    fake_pages_limit(4 * MB, 24 * MB);
    uint8_t *second = reserve(8 * MB);
    CHECK(second != NULL && fake_pages_backed() == 4 * MB);
    CHECK(commit(second, 3 * MB));
    CHECK(fake_pages_backed() == 3 * MB && hot_bytes() == 0);

    release(base);
    CHECK(fake_pages_reserved() == 16 * MB);
    /* someone else's request, through the same door */
    void *other = mp_page_cover_allocate(NULL, 16 * MB, MP_PAGE_RESERVE, MP_PAGE_READ_WRITE, false, &outcome);
    CHECK(other != NULL && fake_pages_reserved() == 24 * MB);
    CHECK(mp_page_cover_allocate(NULL, MB, MP_PAGE_RESERVE, MP_PAGE_READ_WRITE, false, &outcome) == NULL);
}

static void a_commit_that_fails_changes_nothing(void) {
    begin(16 * MB, 0);
    uint8_t *base = reserve(8 * MB);
    commit(base, MB);
    memset(base, 0x44, MB);
    fake_pages_limit(MB + 64 * PAGE, SIZE_MAX);
    CHECK(!commit(base, 2 * MB));
    CHECK(all(base, MB, 0x44) && fake_pages_backed() == MB);
    CHECK(commit(base + MB, 64 * PAGE) && all(base + MB, 64 * PAGE, 0));
}

static void hot_pages_stay_below_their_limit(void) {
    begin(2 * MB, 0);
    uint8_t *first = reserve(4 * MB), *second = reserve(4 * MB);
    commit(first, 4 * MB);
    commit(second, 4 * MB);
    for (uint32_t page = 0; page < 1024; page++) {
        decommit(first + page * PAGE, PAGE);
        decommit(second + page * PAGE, PAGE);
        CHECK(hot_bytes() <= 2 * MB);
    }
    CHECK(hot_bytes() > 0 && fake_pages_backed() == hot_bytes());
    CHECK(commit(first, 4 * MB) && all(first, 4 * MB, 0));
}

static void kept_reservations_age(void) {
    begin(16 * MB, 64 * MB);
    uint8_t *base = reserve(8 * MB);
    release(base);
    fake_pages_advance(30000);
    mp_page_cover_age();
    CHECK(fake_pages_reserved() == 8 * MB);
    fake_pages_advance(1);
    mp_page_cover_age();
    CHECK(fake_pages_reserved() == 0);
}

static void only_what_fits_is_kept(void) {
    begin(64 * MB, 20 * MB);
    uint8_t *large = reserve(21 * MB), *first = reserve(16 * MB), *second = reserve(8 * MB);
    release(large);
    CHECK(fake_pages_reserved() == 24 * MB);
    release(first);
    CHECK(fake_pages_reserved() == 24 * MB);
    release(second);
    CHECK(fake_pages_reserved() == 16 * MB);
}

static void without_keeping_every_call_is_real(void) {
    begin(16 * MB, 64 * MB);
    uint8_t *base = reserve(8 * MB);
    commit(base, MB);
    decommit(base, MB / 2);
    mp_page_cover_keep(MP_PAGE_KEEP_NOTHING);
    CHECK(decommit(base, MB) && outcome.system_calls == 1 && fake_pages_backed() == 0 && hot_bytes() == 0);
    CHECK(commit(base, PAGE) && all(base, PAGE, 0));
    CHECK(release(base) && outcome.system_calls == 1 && fake_pages_reserved() == 0);
}

static void pages_alone_can_be_kept(void) {
    begin(16 * MB, 64 * MB);
    uint8_t *base = reserve(8 * MB);
    commit(base, MB);
    mp_page_cover_keep(MP_PAGE_KEEP_PAGES);
    CHECK(decommit(base, MB) && outcome.system_calls == 0 && hot_bytes() == MB);
    CHECK(release(base) && outcome.system_calls == 1 && fake_pages_reserved() == 0 && hot_bytes() == 0);
}

static void commits_go_ahead_of_need(void) {
    begin_ahead(16 * MB, 0, 64);
    uint8_t *slot = (uint8_t *)fake_pages_base() + (0x20ull << 24);
    uint8_t *base = allocate(slot, MB, MP_PAGE_RESERVE);
    CHECK(commit(base, PAGE) && outcome.system_calls == 1);
    CHECK(fake_pages_backed() == 64 * PAGE && hot_bytes() == 63 * PAGE);
    CHECK(commit(base + PAGE, 63 * PAGE) && outcome.system_calls == 0 && all(base, 64 * PAGE, 0));
    CHECK(commit(base + MB - PAGE, PAGE) && fake_pages_backed() == 65 * PAGE);
    /* never at the price of a failure, nor beyond the limit of hot pages */
    fake_pages_limit(66 * PAGE, SIZE_MAX);
    CHECK(commit(base + 64 * PAGE, PAGE) && fake_pages_backed() == 66 * PAGE);
    begin_ahead(8 * PAGE, 0, 64);
    base = allocate(slot, MB, MP_PAGE_RESERVE);
    CHECK(commit(base, PAGE) && fake_pages_backed() == PAGE);
    CHECK(commit(base + PAGE, 60 * PAGE) && fake_pages_backed() == 64 * PAGE);
}

static void other_protections_are_left_to_the_system(void) {
    begin(16 * MB, 64 * MB);
    uint8_t *base = reserve(8 * MB);
    commit(base, 4 * PAGE);
    decommit(base, 2 * PAGE);
    CHECK(mp_page_cover_allocate(base, PAGE, MP_PAGE_COMMIT, 0x02, true, &outcome) == base);
    CHECK(hot_bytes() == 0 && fake_page_is_backed(base) && !fake_page_is_backed(base + PAGE));
    CHECK(decommit(base, 4 * PAGE) && fake_pages_backed() == 0);
    CHECK(release(base) && fake_pages_reserved() == 0);
}

static void stopping_gives_everything_back(void) {
    begin(16 * MB, 64 * MB);
    uint8_t *base = reserve(8 * MB), *kept = reserve(4 * MB);
    commit(base, MB);
    decommit(base + PAGE, MB - PAGE);
    release(kept);
    mp_page_cover_stop();
    CHECK(fake_pages_backed() == PAGE && fake_pages_reserved() == 8 * MB && hot_bytes() == 0);
    CHECK(release(base) && outcome.system_calls == 1);
}

static void uncovered_callers_are_passed_through(void) {
    begin(16 * MB, 64 * MB);
    uint8_t *base = mp_page_cover_allocate(NULL, MB, MP_PAGE_RESERVE, MP_PAGE_READ_WRITE, false, &outcome);
    CHECK(commit(base, MB) && outcome.system_calls == 1);
    CHECK(decommit(base, MB) && outcome.system_calls == 1 && fake_pages_backed() == 0);
    CHECK(release(base) && outcome.system_calls == 1 && fake_pages_reserved() == 0);
}

/* --- a random walk over every state, against a model of what the engine may expect --------------------- */

#define WALK_PAGES 64u
#define WALK_AREAS 6u

typedef struct area {
    uint8_t *base;
    uint8_t value[WALK_PAGES]; /* what each byte of a held page is, 0xFF when it is not held */
} area;

static bool range_commits_as_expected(area *a, uint32_t first, uint32_t count, uint8_t value) {
    bool good = commit(a->base + first * PAGE, count * PAGE);
    for (uint32_t page = first; page < first + count; page++) {
        uint8_t expected = a->value[page] == 0xFF ? 0 : a->value[page];
        good = good && all(a->base + page * PAGE, PAGE, expected);
        memset(a->base + page * PAGE, value, PAGE);
        a->value[page] = value;
    }
    return good;
}

static void a_random_walk_keeps_every_promise(void) {
    for (unsigned seed = 1; seed <= 6; seed++) {
        begin_ahead(seed % 3 == 0 ? 32 * PAGE : 16 * MB, seed % 2 == 0 ? MB : 16 * MB, seed < 4 ? 16 : 0);
        area areas[WALK_AREAS] = {0};
        srand(seed);
        for (int step = 0; step < 6000; step++) {
            area *a = &areas[(unsigned)rand() % WALK_AREAS];
            uint32_t first = (unsigned)rand() % WALK_PAGES;
            uint32_t count = 1 + (unsigned)rand() % (WALK_PAGES - first);
            unsigned what = (unsigned)rand() % 100;
            if (a->base == NULL) {
                a->base = reserve(WALK_PAGES * PAGE);
                memset(a->value, 0xFF, sizeof a->value);
                CHECK(a->base != NULL);
            } else if (what < 50) {
                CHECK(range_commits_as_expected(a, first, count, (uint8_t)(1 + step % 200)));
            } else if (what < 94) {
                CHECK(decommit(a->base + first * PAGE, count * PAGE));
                memset(a->value + first, 0xFF, count);
            } else if (what < 97) {
                CHECK(release(a->base));
                a->base = NULL;
            } else {
                mp_page_cover_relieve();
                CHECK(hot_bytes() == 0);
            }
        }
    }
}

/* The engine's cycles once they are warm. */
static void the_steady_state_costs_no_system_call(void) {
    begin(64 * MB, 64 * MB);
    uint8_t *heap = reserve(64 * MB), *pool = reserve(MB);
    unsigned before = 0;
    for (int turn = 0; turn < 50; turn++) {
        if (turn == 2)
            before = fake_pages_calls();
        uint8_t *scrap = reserve(8 * MB),
                *media = allocate(NULL, MB + (unsigned)turn % 2 * 65536, MP_PAGE_COMMIT);
        commit(scrap, 65536);
        for (uint32_t at = 65536; at < 2 * MB; at += 65536)
            commit(scrap + at, 65536);
        decommit(scrap + 65536, 2 * MB - 65536);
        for (uint32_t page = 0; page < 256; page++)
            commit(pool + page * PAGE, PAGE);
        commit(heap, 20 * MB);
        decommit(heap + 3 * MB, 12 * MB);
        decommit(pool, MB);
        release(media);
        release(scrap);
    }
    CHECK(fake_pages_calls() == before);
}

int main(void) {
    hot_pages_come_back_zeroed_without_system_calls();
    held_pages_keep_their_contents();
    ranges_are_rounded_outwards_to_pages();
    what_the_system_refuses_stays_refused();
    reservations_are_kept_and_used_again();
    addresses_are_honoured();
    refused_addresses_are_remembered();
    nobody_fails_for_what_is_kept();
    a_commit_that_fails_changes_nothing();
    hot_pages_stay_below_their_limit();
    kept_reservations_age();
    only_what_fits_is_kept();
    without_keeping_every_call_is_real();
    pages_alone_can_be_kept();
    commits_go_ahead_of_need();
    other_protections_are_left_to_the_system();
    stopping_gives_everything_back();
    uncovered_callers_are_passed_through();
    a_random_walk_keeps_every_promise();
    the_steady_state_costs_no_system_call();
    return check_result();
}
