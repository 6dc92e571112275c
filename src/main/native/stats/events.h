/* Events on their way from any thread to the sampler: a bounded queue without locks. */
#ifndef MEMORYPOOL_STATS_EVENTS_H
#define MEMORYPOOL_STATS_EVENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "layout.h"

/* Takes the oldest waiting event; serial is left 0. Callers hold the sampler's lock. */
bool mp_events_take(mp_block_event *out);

/* Events dropped because the queue was full. */
uint64_t mp_events_lost(void);

#endif
