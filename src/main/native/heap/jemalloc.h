/*
 * jemalloc 5 as a back end, from MemoryPoolNVSE\jemalloc.dll (the pinned build, known by its SHA-256) or from
 * a jemalloc.dll that the player has put beside the executable (any build that offers what is needed here).
 */
#ifndef MEMORYPOOL_HEAP_JEMALLOC_H
#define MEMORYPOOL_HEAP_JEMALLOC_H

#include "heap/allocator.h"

extern mp_allocator mp_allocator_jemalloc;

/* The file in use, "" before start. */
const wchar_t *mp_jemalloc_path(void);

#endif
