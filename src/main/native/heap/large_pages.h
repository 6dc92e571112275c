/*
 * Which pages of the large-block heap's arenas are backed by memory: one bit for each page of 4 GB. The
 * caller holds the heap's lock. Pages are numbered from MP_OS_BASE.
 */
#ifndef MEMORYPOOL_HEAP_LARGE_PAGES_H
#define MEMORYPOOL_HEAP_LARGE_PAGES_H

#include <stdint.h>

typedef struct mp_pages {
    uint32_t first, end; /* empty when equal */
} mp_pages;

/* The pages that [start, start + size) touches, and those that lie wholly inside. */
mp_pages mp_pages_touched(uint32_t start, uint32_t size);
mp_pages mp_pages_inside(uint32_t start, uint32_t size);

/* The shortest stretch that holds every page of these not backed. */
mp_pages mp_pages_missing(mp_pages pages);

uint32_t mp_pages_backed(mp_pages pages);

/* Each returns how many pages changed. */
uint32_t mp_pages_mark(mp_pages pages);
uint32_t mp_pages_clear(mp_pages pages);

#endif
