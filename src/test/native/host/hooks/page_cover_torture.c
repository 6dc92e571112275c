/*
 * Threads that page as the engine's do, with their own regions and stripes of shared ones, while another
 * gives everything back, ages and switches keeping off and on, under limits that are met all the time.
 * Every page's contents are checked whenever it is handed out and before it is given back.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "../../plugin/check.h"
#include "fake_pages.h"

#define PAGE         4096u
#define MB           (1u << 20)
#define THREADS      6u
#define STEPS        6000u
#define SHARED_PAGES 1024u
#define OWN_PAGES    128u

static atomic_uint wrong, running;
static uint8_t *shared;

static uint32_t next_random(uint32_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void expect(bool good) {
    if (!good)
        atomic_fetch_add(&wrong, 1);
}

static bool page_is(const uint8_t *page, uint32_t word) {
    const uint32_t *words = (const uint32_t *)(const void *)page;
    for (unsigned i = 0; i < PAGE / 4; i += 61) {
        if (words[i] != word)
            return false;
    }
    return words[PAGE / 4 - 1] == word;
}

static void fill(uint8_t *page, uint32_t word) {
    uint32_t *words = (uint32_t *)(void *)page;
    for (unsigned i = 0; i < PAGE / 4; i++)
        words[i] = word;
}

static bool take(uint8_t *page) {
    mp_page_outcome outcome;
    return mp_page_cover_allocate(page, PAGE, MP_PAGE_COMMIT, MP_PAGE_READ_WRITE, true, &outcome) == page;
}

static void give(uint8_t *page) {
    mp_page_outcome outcome;
    expect(mp_page_cover_free(page, PAGE, MP_PAGE_DECOMMIT, &outcome));
}

/* Takes or gives one page; held is the word it is filled with, 0 when it is not held. */
static void turn_over(uint8_t *page, uint32_t *held, uint32_t word) {
    if (*held != 0) {
        expect(page_is(page, *held));
        give(page);
        *held = 0;
    } else {
        expect(take(page) && page_is(page, 0));
        fill(page, word);
        *held = word;
    }
}

static void *page_away(void *argument) {
    uint32_t number = (uint32_t)(uintptr_t)argument, random = 77 * number + 1;
    uint32_t shared_held[SHARED_PAGES / THREADS] = {0}, own_held[OWN_PAGES] = {0};
    uint8_t *own = NULL;
    mp_page_outcome outcome;
    for (uint32_t step = 0; step < STEPS; step++) {
        uint32_t what = next_random(&random) % 100;
        if (what < 50) {
            uint32_t mine = next_random(&random) % (SHARED_PAGES / THREADS);
            turn_over(shared + (mine * THREADS + number) * PAGE, &shared_held[mine], random | 1);
        } else if (own == NULL) {
            own = mp_page_cover_allocate(NULL, OWN_PAGES * PAGE, MP_PAGE_RESERVE, MP_PAGE_READ_WRITE, true,
                                         &outcome);
            expect(own != NULL);
            memset(own_held, 0, sizeof own_held);
        } else if (what < 97) {
            uint32_t mine = next_random(&random) % OWN_PAGES;
            turn_over(own + mine * PAGE, &own_held[mine], random | 1);
        } else {
            expect(mp_page_cover_free(own, 0, MP_PAGE_RELEASE, &outcome));
            own = NULL;
        }
    }
    for (uint32_t mine = 0; mine < SHARED_PAGES / THREADS; mine++) {
        if (shared_held[mine] != 0)
            turn_over(shared + (mine * THREADS + number) * PAGE, &shared_held[mine], 0);
    }
    if (own != NULL)
        expect(mp_page_cover_free(own, 0, MP_PAGE_RELEASE, &outcome));
    atomic_fetch_sub(&running, 1);
    return NULL;
}

static void *press(void *unused) {
    (void)unused;
    for (uint32_t turn = 0; atomic_load(&running) != 0; turn++) {
        mp_page_state state;
        if (turn % 5 == 0)
            mp_page_cover_relieve();
        if (turn % 7 == 0)
            mp_page_cover_keep((mp_page_keeping)(turn / 7 % 3));
        fake_pages_advance(7);
        mp_page_cover_age();
        mp_page_cover_state(&state);
        struct timespec pause = {0, 200000};
        nanosleep(&pause, NULL);
    }
    mp_page_cover_keep(MP_PAGE_KEEP_ALL);
    return NULL;
}

int main(void) {
    fake_pages_reset();
    const mp_page_limits limits = {256 * PAGE, 2 * MB, 20, 16};
    mp_page_cover_start(&fake_pages, fake_pages_base(), &limits);
    /* Room for what the threads hold at most, and little more: what is kept stands in the way. */
    size_t most = (SHARED_PAGES + THREADS * OWN_PAGES) * PAGE;
    fake_pages_limit(most + 16 * PAGE, most + MB);

    mp_page_outcome outcome;
    shared = mp_page_cover_allocate(NULL, SHARED_PAGES * PAGE, MP_PAGE_RESERVE, MP_PAGE_READ_WRITE, true,
                                    &outcome);
    CHECK(shared != NULL);
    pthread_t threads[THREADS], presser;
    atomic_store(&running, THREADS);
    for (uint32_t i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, page_away, (void *)(uintptr_t)i) == 0);
    CHECK(pthread_create(&presser, NULL, press, NULL) == 0);
    for (uint32_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    pthread_join(presser, NULL);

    CHECK(atomic_load(&wrong) == 0);
    mp_page_cover_stop();
    CHECK(fake_pages_backed() == 0);
    CHECK(fake_pages_reserved() == SHARED_PAGES * PAGE);
    return check_result();
}
