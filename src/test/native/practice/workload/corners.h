/*
 * The calls at the edge of each entry's contract: nothing given back, nothing asked for, more than there
 * can be. What they must do is checked like a block's contents. Any workload thread.
 */
#ifndef PRACTICE_WORKLOAD_CORNERS_H
#define PRACTICE_WORKLOAD_CORNERS_H

void corners_run(void);

#endif
