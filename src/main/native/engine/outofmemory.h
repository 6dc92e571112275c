/*
 * Running out of memory by the engine's own rules: before anything fails, its clean-up pass is called with
 * rising stages (purge, flush, unload cells; worker threads sleep) and the request is tried again after
 * each (engine facts 2.3). The pass itself says when it has nothing left to give.
 */
#ifndef MEMORYPOOL_ENGINE_OUTOFMEMORY_H
#define MEMORYPOOL_ENGINE_OUTOFMEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* The clean-up pass is called only after this found it at its address. Main thread, at Preload. */
void mp_outofmemory_find_pass(void);

/* Runs passes until the heap can serve size (resizing block, which is ours, unless it is NULL), or NULL when
 * they are exhausted, or at once when this very thread is inside a pass already. The success is counted for
 * MP_PATH_ENGINE. */
void *mp_outofmemory_retry(void *manager, void *block, size_t size);

#endif
