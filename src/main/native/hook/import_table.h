/* The import table of a module that is mapped and loaded: every slot with the names it was filled by. */
#ifndef MEMORYPOOL_HOOK_IMPORT_TABLE_H
#define MEMORYPOOL_HOOK_IMPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct mp_import {
    const char *library;  /* as the module spells it */
    const char *function; /* imports by number alone are passed over */
    void **slot;
} mp_import;

/* Calls visit for each slot until it returns false. False when the module's headers are not those of a
 * 32-bit image or a table leaves it; what was visited before stands. */
bool mp_import_table_walk(const void *module, bool (*visit)(const mp_import *import, void *context),
                          void *context);

#endif
