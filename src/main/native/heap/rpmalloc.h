/* rpmalloc 1.4 from its published DLL: what the plugin's start-up tells about it beyond the seam. */
#ifndef MEMORYPOOL_HEAP_RPMALLOC_H
#define MEMORYPOOL_HEAP_RPMALLOC_H

#include <stdbool.h>

#include "heap/allocator.h"

extern mp_allocator mp_allocator_rpmalloc;

/* True when block sizes are read from the span header, false when the library has to be asked. Valid once
 * the back end was started. */
bool mp_rpmalloc_reads_spans(void);

#endif
