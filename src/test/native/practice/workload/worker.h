/*
 * One workload thread's script: a table of blocks it fills, resizes and frees each frame, scrap bursts, and
 * blocks it hands to the next thread. What it does depends on its own numbers and on what was handed over at
 * the frame's border alone, never on time.
 */
#ifndef PRACTICE_WORKLOAD_WORKER_H
#define PRACTICE_WORKLOAD_WORKER_H

#include "block.h"

#define WORKER_HANDED 64

typedef enum worker_role { ROLE_MAIN, ROLE_AI, ROLE_IO, ROLE_AUDIO, ROLE_HAVOK } worker_role;

typedef struct worker {
    worker_role role;
    random_state random;
    double scale;
    block *slots;
    uint32_t slot_count;
    block outbox[WORKER_HANDED], inbox[WORKER_HANDED];
    uint32_t outbox_count, inbox_count;
} worker;

/* index 0 is the main thread. Its table comes from the system, not from an entry. */
void worker_open(worker *worker, unsigned index, uint64_t seed, double scale);

/* One frame's work, on the worker's own thread. */
void worker_frame(worker *worker, uint32_t frame);

/* Moves what `from` handed over into `to`. Between frames. */
void worker_hand_over(worker *from, worker *to);

/* Looks at every block still held, and sums their usable sizes. At the end. */
void worker_check(const worker *worker, uint64_t usable[TRUTH_PATHS]);

/* Frees every parts-th block held, from the part-th on, after a look at it, and makes and frees one each. */
void worker_late_frees(worker *worker, unsigned part, unsigned parts);

#endif
