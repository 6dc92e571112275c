/*
 * Putting back what the plugin changed in the running game: as the game ends, when the host turns out not to
 * be supported, and when somebody asks for it. What something still depends on stays and goes on working
 * (docs/decisions/0011). Main thread.
 */
#ifndef MEMORYPOOL_REMOVAL_H
#define MEMORYPOOL_REMOVAL_H

#include <stdbool.h>
#include <stddef.h>

/* How many patch sites and imports stay; the sum and the reason go to the log, to the properties "removal"
 * and "removal.reason" and to mp_removal_text. */
size_t mp_removal_run(void);

/* The same for good, with the budgets' values: nothing is taken or written again. When nothing stays the mode
 * is "removed". */
size_t mp_removal_request(void);

/* True once it was asked for. */
bool mp_removal_requested(void);

/* The last outcome as one sentence. */
const char *mp_removal_text(void);

#endif
