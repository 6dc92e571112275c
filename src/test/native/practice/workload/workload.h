/*
 * The game's threads, kept in step frame by frame: what one hands to another changes hands while all stand
 * still, so the same options do the same calls whatever the timing. Main thread only.
 */
#ifndef PRACTICE_WORKLOAD_WORKLOAD_H
#define PRACTICE_WORKLOAD_WORKLOAD_H

#include "cell.h"

#include <stdint.h>

/* Starts the threads besides the main one; they wait for the first frame. */
void workload_open(unsigned threads, uint64_t seed, double scale);

/* One frame on all threads; returns when the last one is through. */
cell_event workload_frame(uint32_t frame);

/* No thread allocates any more. Looks at all blocks still held and sums the usable sizes of theirs. */
void workload_finish(uint64_t usable[TRUTH_PATHS]);

/* Gives back, part by part, what the workload still holds, and takes and gives other blocks meanwhile, as static
 * destructors do. part is below parts. False when a block had changed. */
bool workload_late_frees(unsigned part, unsigned parts);

#endif
