#include "frames.h"

#include <string.h>

#include "os.h"
#include "stats.h"

#define QUEUE   256 /* frames between two drains; a power of two */
#define HISTORY 1000
#define SLOWEST (HISTORY / 100)

/* Microseconds fit 32 bits for 71 minutes and are read in one piece. */
static uint32_t queue[QUEUE];
static uint32_t written;    /* frame times put into the queue, by the main thread */
static uint64_t last_frame; /* main thread */

static uint32_t drained; /* sampler, and everything below */
static uint64_t frames;
static uint32_t history[HISTORY];
static uint32_t history_used, history_next;
static mp_frame_times times = {0, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX};

void mp_frame(void) {
    uint64_t now = mp_clock_ns();
    uint64_t previous = last_frame;
    last_frame = now;
    if (previous == 0) {
        return;
    }
    uint64_t microseconds = (now - previous) / 1000;
    uint32_t index = __atomic_load_n(&written, __ATOMIC_RELAXED);
    __atomic_store_n(&queue[index % QUEUE], microseconds > UINT32_MAX ? UINT32_MAX : (uint32_t)microseconds,
                     __ATOMIC_RELAXED);
    __atomic_store_n(&written, index + 1, __ATOMIC_RELEASE);
}

static uint64_t slowest_mean(void) {
    uint32_t wanted = history_used < HISTORY ? (history_used + 99) / 100 : SLOWEST;
    uint32_t slowest[SLOWEST] = {0}; /* descending */
    for (uint32_t i = 0; i < history_used; i++) {
        if (history[i] <= slowest[wanted - 1]) {
            continue;
        }
        uint32_t at = wanted - 1;
        while (at > 0 && slowest[at - 1] < history[i]) {
            slowest[at] = slowest[at - 1];
            at--;
        }
        slowest[at] = history[i];
    }
    uint64_t sum = 0;
    for (uint32_t i = 0; i < wanted; i++) {
        sum += slowest[i];
    }
    return sum * 1000 / wanted;
}

void mp_frames_drain(mp_frame_times *out) {
    uint32_t end = __atomic_load_n(&written, __ATOMIC_ACQUIRE);
    uint32_t fresh = end - drained;
    frames += fresh;
    if (fresh > QUEUE) { /* the sampler was held up: the older times are gone, their count is not */
        fresh = QUEUE;
    }
    uint64_t sum = 0;
    uint32_t longest = 0;
    for (uint32_t i = end - fresh; i != end; i++) {
        uint32_t time = __atomic_load_n(&queue[i % QUEUE], __ATOMIC_RELAXED);
        sum += time;
        longest = time > longest ? time : longest;
        history[history_next] = time;
        history_next = (history_next + 1) % HISTORY;
        history_used += history_used < HISTORY;
        times.last = (uint64_t)time * 1000;
    }
    drained = end;
    if (fresh != 0) {
        times.average = sum * 1000 / fresh;
        times.longest = (uint64_t)longest * 1000;
        times.slowest_1_percent = slowest_mean();
    }
    times.count = frames;
    *out = times;
}
