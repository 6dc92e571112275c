/*
 * A set of block pointers, each with the address the system knows the block by. Sharded open addressing;
 * its memory comes straight from the system. Any thread; each call holds one shard's lock.
 */
#ifndef MEMORYPOOL_HEAP_POINTER_SET_H
#define MEMORYPOOL_HEAP_POINTER_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Main thread, once, before any other call. False without memory. */
bool mp_pointer_set_start(void);

/* pointer is a multiple of 16 and not in the set. False, and nothing changed, when there is no memory for it;
 * with again, for a pointer just removed, that practically cannot be. */
bool mp_pointer_set_add(void *pointer, void *raw, bool again);

/* The system's address of pointer's block, or NULL when pointer is not in the set. */
void *mp_pointer_set_find(const void *pointer);

/* The same, and pointer is no longer in the set. */
void *mp_pointer_set_remove(const void *pointer);

#endif
