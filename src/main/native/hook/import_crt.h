/*
 * What other modules' imports of a C runtime's heap functions become. A pointer always goes back to its
 * maker: ours to the heap layer, any other to the function that stood in this very slot.
 *
 * Counted under MP_PATH_IMPORT is what the heap layer serves; a pointer passed on is one foreign free and
 * nothing else, because what other heaps handed out was not counted either. A request the heap layer
 * cannot serve goes to the original and is one fallback.
 */
#ifndef MEMORYPOOL_HOOK_IMPORT_CRT_H
#define MEMORYPOOL_HOOK_IMPORT_CRT_H

#include <stdbool.h>

/* One for each pair of function and original; lives as long as the process. */
typedef struct mp_import_maker {
    const struct mp_import_function *function;
    void *original;
    void *thunk; /* stands in the slots: loads the maker's address and jumps to the handler */
} mp_import_maker;

typedef struct mp_import_function {
    const char *name;
    const void *handler; /* takes the maker in eax, the original's arguments where they always are */
    bool allocates;      /* hands out memory; the others only take it back or look at it */
} mp_import_function;

/* The function a runtime exports by that name, or NULL when it is not one of those taken over. */
const mp_import_function *mp_import_function_named(const char *name);

#endif
