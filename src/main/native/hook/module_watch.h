/*
 * Whether modules came or went, by the loader's own notification. Its callback runs under the loader lock,
 * on whatever thread loads: it only writes down what happened.
 */
#ifndef MEMORYPOOL_HOOK_MODULE_WATCH_H
#define MEMORYPOOL_HOOK_MODULE_WATCH_H

#include <stdbool.h>

/* False when this system's loader does not notify. The first mp_module_watch_changed answers true. */
bool mp_module_watch_start(void);

void mp_module_watch_stop(void);

/* True once for everything that came or went since it was last asked. Any thread. */
bool mp_module_watch_changed(void);

/* The base of a module that was unloaded, oldest first; NULL when there is no more. Main thread. */
const void *mp_module_watch_next_gone(void);

#endif
