/*
 * Large blocks that end where a page begins which cannot be touched. Each is a reservation of its own, so it
 * costs up to 64 KB of address space more than its size. Any thread.
 */
#ifndef MEMORYPOOL_HEAP_GUARD_PAGES_H
#define MEMORYPOOL_HEAP_GUARD_PAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "heap/call_stack.h"

/* Main thread. on_hit is called on a thread that touched memory of ours without right, before the system's
 * own handling of it, which follows. */
void mp_guard_pages_start(void (*on_hit)(const void *address, const void *reservation,
                                         const mp_call_stack *stack));

/* usable is a multiple of 16. *reservation is for mp_guard_pages_give. NULL without memory. */
void *mp_guard_pages_take(size_t usable, size_t alignment, void **reservation);

void mp_guard_pages_give(void *reservation);

/* True when pointer lies in one of the reservations, guard pages included. Never faults. */
bool mp_guard_pages_own(const void *pointer);

#endif
