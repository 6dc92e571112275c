#include "os.h"

#ifdef _WIN32
uint64_t mp_clock_now(void) {
    LARGE_INTEGER now;
    QueryPerformanceCounter(&now);
    return (uint64_t)now.QuadPart;
}

uint64_t mp_clock_frequency(void) {
    LARGE_INTEGER frequency;
    QueryPerformanceFrequency(&frequency);
    return (uint64_t)frequency.QuadPart;
}

static uint64_t filetime_now(void) {
    FILETIME now;
    GetSystemTimeAsFileTime(&now);
    return ((uint64_t)now.dwHighDateTime << 32) | now.dwLowDateTime;
}
#else
#include <time.h>

#define SECONDS_1601_TO_1970 11644473600u

uint64_t mp_clock_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

uint64_t mp_clock_frequency(void) {
    return 1000000000u;
}

static uint64_t filetime_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return ((uint64_t)now.tv_sec + SECONDS_1601_TO_1970) * 10000000u + (uint64_t)now.tv_nsec / 100u;
}
#endif

static uint64_t start;

uint64_t mp_clock_start(void) {
    uint64_t seen = __atomic_load_n(&start, __ATOMIC_RELAXED);
    if (seen != 0) {
        return seen;
    }
    uint64_t now = mp_clock_now();
    return __atomic_compare_exchange_n(&start, &seen, now, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED) ? now
                                                                                                  : seen;
}

/* ticks * 10^9 does not fit 64 bits after half an hour at 10 MHz, hence in two steps. */
static uint64_t nanoseconds(uint64_t ticks) {
    uint64_t frequency = mp_clock_frequency();
    return ticks / frequency * 1000000000u + ticks % frequency * 1000000000u / frequency;
}

uint64_t mp_clock_ns(void) {
    uint64_t base = mp_clock_start();
    return nanoseconds(mp_clock_now() - base);
}

uint64_t mp_clock_start_filetime(void) {
    return filetime_now() - mp_clock_ns() / 100u;
}
