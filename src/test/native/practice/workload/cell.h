/*
 * The cell around the player: hundreds of MB of textures, meshes and small objects that one transition
 * drops by seven tenths and the next frames load again, and textures that grow. Main thread only.
 */
#ifndef PRACTICE_WORKLOAD_CELL_H
#define PRACTICE_WORKLOAD_CELL_H

#include "block.h"

typedef enum cell_event { CELL_QUIET, CELL_LOAD_BEGINS, CELL_LOAD_ENDS } cell_event;

void cell_open(uint64_t seed, double scale);

/* One frame. Tells when a transition marked as the load of a saved game begins or ends with it. */
cell_event cell_frame(uint32_t frame);

void cell_check(uint64_t usable[TRUTH_PATHS]);

#endif
