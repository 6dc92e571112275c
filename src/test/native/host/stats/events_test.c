/* The queue of events: several writers, one reader, nothing lost without being counted. */
#include <pthread.h>
#include <string.h>

#include "check.h"
#include "stats/events.h"
#include "stats/stats.h"
#include "stats/text.h"

#define WRITERS 4
#define EVENTS  20000

static uint32_t writers_left;

static void *writer(void *number) {
    for (uint64_t i = 0; i < EVENTS; i++) {
        mp_event(MP_EVENT_INFO, MP_SEVERITY_WARNING, (uintptr_t)number, i, "writer %u event %u",
                 (unsigned)(uintptr_t)number, (unsigned)i);
    }
    __atomic_sub_fetch(&writers_left, 1, __ATOMIC_RELEASE);
    return NULL;
}

static uint64_t taken, in_order = 1, texts_right = 1, next_of[WRITERS];

static bool take_one(void) {
    mp_block_event event;
    if (!mp_events_take(&event)) {
        return false;
    }
    char expected[64];
    snprintf(expected, sizeof expected, "writer %u event %u", (unsigned)event.a, (unsigned)event.b);
    in_order &= event.a < WRITERS && event.b >= next_of[event.a];
    texts_right &= strcmp(event.text, expected) == 0 && event.severity == MP_SEVERITY_WARNING;
    next_of[event.a % WRITERS] = event.b + 1;
    taken++;
    return true;
}

static void nothing_is_lost_without_being_counted(void) {
    pthread_t threads[WRITERS];
    writers_left = WRITERS;
    for (uintptr_t i = 0; i < WRITERS; i++) {
        pthread_create(&threads[i], NULL, writer, (void *)i);
    }
    while (__atomic_load_n(&writers_left, __ATOMIC_ACQUIRE) > 0) {
        take_one();
    }
    for (int i = 0; i < WRITERS; i++) {
        pthread_join(threads[i], NULL);
    }
    while (take_one()) {
    }
    CHECK(taken + mp_events_lost() == (uint64_t)WRITERS * EVENTS);
    CHECK(taken > 0);
    CHECK(in_order);
    CHECK(texts_right);
}

static void a_full_queue_drops_the_newest(void) {
    const uint64_t lost_before = mp_events_lost();
    for (int i = 0; i < 200; i++) {
        mp_event(MP_EVENT_PATCH, MP_SEVERITY_INFO, 7, (uint64_t)i, "full");
    }
    mp_block_event event;
    uint64_t kept = 0;
    while (mp_events_take(&event)) {
        CHECK(event.b == kept && event.kind == MP_EVENT_PATCH && event.serial == 0);
        kept++;
    }
    CHECK(kept > 100 && kept + (mp_events_lost() - lost_before) == 200);
}

static void texts_are_cut_between_characters(void) {
    char field[8];
    mp_text_copy(field, sizeof field, "abcdef\xC3\xBC");
    CHECK(strcmp(field, "abcdef") == 0);
    mp_text_copy(field, sizeof field, "abcde\xC3\xBC");
    CHECK(strcmp(field, "abcde\xC3\xBC") == 0);
    mp_text_copy(field, sizeof field, "\xF0\x9F\x98\x80\xF0\x9F\x98\x80");
    CHECK(strcmp(field, "\xF0\x9F\x98\x80") == 0 && field[7] == 0);
    mp_text_copy(field, sizeof field, NULL);
    CHECK(field[0] == 0 && field[7] == 0);
}

int main(void) {
    texts_are_cut_between_characters();
    nothing_is_lost_without_being_counted();
    a_full_queue_drops_the_newest();
    return check_result();
}
