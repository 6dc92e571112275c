/*
 * Writes the shared block (layout.h) into memory somebody else has mapped. One writer at a time: callers
 * hold the sampler's lock. Any number of readers come and go without the writer noticing.
 */
#ifndef MEMORYPOOL_STATS_BLOCK_H
#define MEMORYPOOL_STATS_BLOCK_H

#include "layout.h"
#include "metrics.h"
#include "tables.h"

#define MP_BLOCK_SAMPLES 1280 /* 128 s at the default period */
#define MP_BLOCK_EVENTS  256

typedef struct mp_block {
    uint8_t *base;
    mp_block_part
        parts[MP_PART_COUNT]; /* by kind - 1; ours, so damage in the mapping cannot mislead a write */
    uint32_t ring_slots[MP_METRIC_COUNT];
    uint64_t newest_sample, newest_event;
} mp_block;

typedef struct mp_block_identity {
    uint8_t token[MP_BLOCK_TOKEN_SIZE];
    uint32_t process_id, flags;
    uint32_t sample_period_ms, address_period_ms;
    uint64_t start_filetime, clock_frequency, clock_start;
} mp_block_identity;

/* Bytes a block takes, a multiple of 65536. */
uint32_t mp_block_size(void);

/* Lays out a block in size bytes of zeroed memory at base, aligned to 64, in state starting. */
void mp_block_create(mp_block *block, void *base, uint32_t size, const mp_block_identity *identity);

/* Publishes MP_METRIC_COUNT values: as live values and as the next sample of the ring. */
void mp_block_sample_put(mp_block *block, uint64_t time_ns, const uint64_t *values);

/* event->serial is ignored. */
void mp_block_event_put(mp_block *block, const mp_block_event *event, uint64_t lost);

void mp_block_table_put(mp_block *block, const mp_table *table);

void mp_block_heartbeat(mp_block *block, uint64_t time_ns, uint64_t clock);

void mp_block_mode(mp_block *block, uint32_t mode);

void mp_block_flag(mp_block *block, uint32_t flag);

/* closing also records time_ns; write the last sample first. */
void mp_block_state_set(mp_block *block, mp_block_state state, uint64_t time_ns);

#endif
