/* Takes samples and publishes them in the block. Everything here may be called from any thread; one lock,
 * never taken by the allocation path, makes it one at a time. */
#ifndef MEMORYPOOL_STATS_SAMPLES_H
#define MEMORYPOOL_STATS_SAMPLES_H

#include "address.h"
#include "block.h"
#include "stats.h"

/* Lays the block out in base and publishes tables and events from here on. */
void mp_samples_open(void *base, uint32_t size, const mp_block_identity *identity);

/* One sample; the first one makes the block live. False when closed or not open. */
bool mp_samples_take(void);

/* Heartbeat, events and tables without a sample. False when closed or not open. */
bool mp_samples_beat(void);

/* The newest finished walk, for the samples that follow. */
void mp_samples_address(const mp_address_space *space);

/* Looks for threads that ended without a word (mp_threads_find_gone) and for names that were given or
 * changed. */
void mp_samples_find_gone(void);

#endif
