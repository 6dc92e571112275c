/*
 * The large-block heap: best fit with immediate coalescing over arenas reserved in steps, for the blocks
 * that would tear an address space of 2 or 4 GB to pieces if a small-block allocator kept them in size
 * classes (textures above all). It stands beside a small-block back end and takes every request from the
 * threshold up; it serves smaller ones correctly, but no block takes less than 4 KB.
 *
 * Everything it knows about its blocks lives apart from them, so a write past a block's end can harm the
 * neighbour but not the heap. Damage to its own records is detected by a check value in each, counted
 * (state.corruption), and the record is never followed: what it described is lost, the rest goes on.
 */
#ifndef MEMORYPOOL_HEAP_LARGE_H
#define MEMORYPOOL_HEAP_LARGE_H

#include "heap/allocator.h"

/* Blocks from this size up belong here by default. In the churn of ./bench space 8 KB would commit a tenth
 * less, since rpmalloc fits few blocks of 8 to 16 KB into its spans, but such blocks are many, and a pair here
 * costs some 100 ns where rpmalloc takes 30. */
#define MP_LARGE_DEFAULT_THRESHOLD (16u * 1024u)

/* owns() is true for every address inside an arena. release() of one that is not the start of a live
 * block is counted as corruption and otherwise ignored. */
extern const mp_allocator mp_large_heap;

/* Joins the blocks kept for the next requests with the free memory around them. Any thread. */
void mp_large_settle(void);

/* Does that, takes the memory from every free run and returns every empty arena: for the engine's out-of-memory
 * passes and for pressure on the address space. Any thread; takes milliseconds. */
void mp_large_trim(void);

#endif
