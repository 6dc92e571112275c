/*
 * Work for the functions that call VirtualAlloc and VirtualFree themselves, on objects of its own, so that
 * it goes on when the engine's own heap and pools have been taken over. Main thread only.
 */
#ifndef PRACTICE_WORKLOAD_PAGING_H
#define PRACTICE_WORKLOAD_PAGING_H

#include <stdint.h>

void paging_open(uint64_t seed, double scale);
void paging_frame(uint32_t frame);

/* Looks at every block still held. At the end. */
void paging_check(void);

#endif
