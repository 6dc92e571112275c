/*
 * Import-table hooks: the C runtime's heap functions, as other modules import them, lead to the heap layer.
 *
 * A module is hooked after it has initialised, never while it loads: what its start-up code allocates must
 * belong to the C runtime, which reallocates some of it behind any import table (the table of atexit
 * functions). The loader's notification only notes that something changed; mp_imports_scan does the work,
 * on the main thread, once a second has passed without another change, for a module that is being loaded
 * by another thread cannot be told from one that is ready.
 */
#ifndef MEMORYPOOL_HOOK_IMPORTS_H
#define MEMORYPOOL_HOOK_IMPORTS_H

#include <stdbool.h>
#include <stddef.h>

/* Hooks every module there is and listens for more. own is this plugin's module. The heap must be serving.
 * Main thread; again without effect. */
bool mp_imports_install(const void *own, char *reason, size_t reason_size);

/* Looks again when a module came or went; costs two loads when none did. at_once: no other thread can be
 * loading, so there is nothing to wait for. Main thread. */
void mp_imports_scan(bool at_once);

typedef enum mp_imports_part {
    MP_IMPORTS_THAT_ALLOCATE, /* nothing more is taken from us; what was is still taken back */
    MP_IMPORTS_ALL
} mp_imports_part;

/* Puts the slots back that are still ours. Returns how many of the part could not be: another's hook sits
 * there. Main thread. */
size_t mp_imports_remove(mp_imports_part part);

typedef struct mp_imports_state {
    unsigned modules; /* hooked and loaded */
    unsigned slots;   /* of theirs that lead to us */
} mp_imports_state;

mp_imports_state mp_imports_now(void);

#endif
