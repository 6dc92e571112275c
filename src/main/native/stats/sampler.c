/*
 * The sampler thread. It calls nothing that is hooked, allocates nothing and holds no lock an allocation
 * waits for. Its priority is one above normal: the game's threads fill all processors at times, and a
 * starved sampler would look like a frozen game. What it takes of the game is its cost, which it measures
 * and publishes (sampler.cost, sampler.walk_cost).
 */
#include <stdio.h>

#include "os.h"
#include "samples.h"
#include "stats.h"
#include "thread_names.h"
#include "threads.h"
#include "transport.h"

#define MILLISECOND_NS     1000000u
#define HEARTBEAT_MS       250 /* readers call a block frozen after missing several of these */
#define FIND_GONE_MS       5000
#define STACK_BYTES        131072
#define DEFAULT_SAMPLE_MS  100
#define DEFAULT_ADDRESS_MS 1000

static uint64_t sample_period, address_period; /* ns */
static mp_transport transport;

static uint32_t clamped(uint32_t value, uint32_t fallback, uint32_t low, uint32_t high) {
    if (value == 0) {
        return fallback;
    }
    return value < low ? low : value > high ? high : value;
}

static void walk_when_due(uint64_t now, uint64_t *next_walk) {
    mp_address_space space;
    if (now >= *next_walk && mp_address_walk(&space)) {
        mp_samples_address(&space);
        *next_walk = now + address_period;
    }
}

static void find_gone_when_due(uint64_t now, uint64_t *next_find) {
    if (now >= *next_find) {
        mp_samples_find_gone();
        *next_find = now + (uint64_t)FIND_GONE_MS * MILLISECOND_NS;
    }
}

/* A period that was missed is skipped, not made up for. */
static uint64_t after(uint64_t due, uint64_t now, uint64_t period) {
    return due + period > now ? due + period : now + period;
}

static DWORD WINAPI sampler(void *unused) {
    (void)unused;
    mp_samples_take();
    if (transport.file_name[0] != 0) {
        mp_address_use_host_maps(transport.file_name);
    }
    uint64_t next_sample = mp_clock_ns();
    uint64_t next_walk = next_sample;
    uint64_t next_find = next_sample + (uint64_t)FIND_GONE_MS * MILLISECOND_NS;
    for (;;) {
        uint64_t now = mp_clock_ns();
        walk_when_due(now, &next_walk);
        find_gone_when_due(now, &next_find);
        bool due = now >= next_sample;
        if (due ? !mp_samples_take() : !mp_samples_beat()) {
            return 0;
        }
        if (due) {
            next_sample = after(next_sample, now, sample_period);
        }
        now = mp_clock_ns();
        uint64_t wait = next_sample > now ? (next_sample - now + MILLISECOND_NS - 1) / MILLISECOND_NS : 1;
        Sleep(wait < HEARTBEAT_MS ? (DWORD)wait : HEARTBEAT_MS);
    }
}

bool mp_stats_start(const mp_stats_options *options, char *reason, size_t reason_size) {
    const uint32_t sample_ms = clamped(options->sample_period_ms, DEFAULT_SAMPLE_MS, 10, 1000);
    const uint32_t address_ms = clamped(options->address_period_ms, DEFAULT_ADDRESS_MS, 250, 10000);
    sample_period = (uint64_t)sample_ms * MILLISECOND_NS;
    address_period = (uint64_t)address_ms * MILLISECOND_NS;

    if (!mp_transport_open(mp_block_size(), &transport, reason, reason_size)) {
        return false;
    }
    mp_block_identity identity = {
        .process_id = GetCurrentProcessId(),
        .flags = transport.flags,
        .sample_period_ms = sample_ms,
        .address_period_ms = address_ms,
        .start_filetime = mp_clock_start_filetime(),
        .clock_frequency = mp_clock_frequency(),
        .clock_start = mp_clock_start(),
    };
    for (size_t i = 0; i < sizeof identity.token; i++) {
        identity.token[i] = transport.token[i];
    }
    if (mp_wine_version() != NULL) {
        mp_property("wine.version", "%s", mp_wine_version());
    }
    mp_thread_names_start();
    mp_samples_open(transport.base, transport.size, &identity);

    HANDLE thread = CreateThread(NULL, STACK_BYTES, sampler, NULL, STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
    if (thread == NULL) {
        snprintf(reason, reason_size, "The sampler thread could not be started (system error %lu).",
                 GetLastError());
        return false;
    }
    SetThreadPriority(thread, THREAD_PRIORITY_ABOVE_NORMAL);
    CloseHandle(thread);
    return true;
}
