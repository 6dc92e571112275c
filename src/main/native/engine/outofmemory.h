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

/* Runs passes, and attempt(block, size) after each, until that gives memory; NULL when the passes are
 * exhausted, or at once when this very thread is inside a pass already. */
void *mp_outofmemory_retry(void *manager, void *(*attempt)(void *block, size_t size), void *block, size_t size);

#endif
