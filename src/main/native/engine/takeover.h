/*
 * Taking the engine's memory over as one transaction, and stepping back from it.
 *
 * Stepping back after the take-over has served (docs/decisions/0004): the engine's own heaps are built as
 * they would have been, new memory comes from the original functions, and blocks of ours that are still
 * held keep finding their way back to us.
 */
#ifndef MEMORYPOOL_ENGINE_TAKEOVER_H
#define MEMORYPOOL_ENGINE_TAKEOVER_H

#include <stdbool.h>
#include <stddef.h>

#include "config.h"
#include "heap/allocator.h"

/* Main thread, in Preload. False with one sentence; then no byte of the engine was changed. */
bool mp_takeover_begin(const mp_config *config, const mp_allocator_options *options, char *reason, size_t reason_size);

/* True while the engine's entries lead to the plugin, also after stepping back. Any thread. */
bool mp_takeover_in_place(void);

/* Main thread, before WinMain. False when the engine's own heaps could not be brought up; the take-over then
 * goes on. */
bool mp_takeover_step_back(void);

/* Puts every byte back that can be: the budgets' defaults always; the engine's entries only when no block of ours
 * is left to be freed through them and its own heaps stand, or are still to be built because nothing of it has
 * run. Else they stay and go on working until the process ends (docs/decisions/0011). Main thread. How many sites
 * stay, those of page calls, which others put back, included; *reason is empty or says why they do. */
size_t mp_takeover_remove(char *reason, size_t reason_size);

#endif
