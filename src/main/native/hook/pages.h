/*
 * Page calls: the cover (page_cover.h) put behind the executable's import slots of VirtualAlloc and
 * VirtualFree. Works with the engine's own heap in use as well: reservations made before it was installed
 * are passed through.
 */
#ifndef MEMORYPOOL_HOOK_PAGES_H
#define MEMORYPOOL_HOOK_PAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "config.h"
#include "hook/page_profile.h"

/* Proves which functions reach the slots, reports each in the patch table (group "page calls"), and takes
 * the slots. False with one sentence when nothing was taken. Main thread, again without effect. */
bool mp_pages_install(const mp_config *config, const mp_page_profile *profile, char *reason,
                      size_t reason_size);

/* Gives the slots and everything hot or kept back. False when another's hook sits on a slot of ours: then
 * calls still come through, and all of them go on to the system. Main thread. */
bool mp_pages_remove(void);

/* How many of the seventeen are covered now: their bodies are read anew and the slots must still be ours.
 * Any thread. */
unsigned mp_pages_covered_functions(void);

/* Once a frame, main thread. */
void mp_pages_frame(void);

/* Gives everything hot or kept back to the system, for whoever is out of memory. Bytes given back. Any
 * thread. */
size_t mp_pages_relieve(void);

/* Counters by pattern, a line at a time. */
void mp_pages_report(const mp_totals *totals, void (*line)(void *context, const char *text), void *context);

#endif
