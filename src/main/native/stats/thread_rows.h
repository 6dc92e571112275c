/* The threads as entries of the block's table. For the sampler: callers hold its lock. */
#ifndef MEMORYPOOL_STATS_THREAD_ROWS_H
#define MEMORYPOOL_STATS_THREAD_ROWS_H

#include "layout.h"

/* Entries beside those of single threads: the ended, the unshown, the spare. */
#define MP_THREAD_SUMS 3

/* Fills rows with what there was at the last sum and returns how many; room is their number, above
 * MP_THREAD_SUMS. Single threads come first; when there are more than fit, the main thread and the busiest of
 * the others have an entry of their own. All rows together are that sum. */
uint32_t mp_thread_rows(mp_block_thread *rows, uint32_t room);

#endif
