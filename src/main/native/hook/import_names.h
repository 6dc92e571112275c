/* Whose imports are taken and whose are left alone, as data. Names are compared without case; a star
 * stands for any characters. */
#ifndef MEMORYPOOL_HOOK_IMPORT_NAMES_H
#define MEMORYPOOL_HOOK_IMPORT_NAMES_H

#include <stdbool.h>

/* True for a C runtime whose heap functions are taken over. */
bool mp_import_is_runtime(const char *library);

typedef enum mp_import_verdict {
    MP_IMPORT_TAKE,
    MP_IMPORT_SYSTEM,    /* below the Windows folder */
    MP_IMPORT_RUNTIME,   /* a C runtime itself */
    MP_IMPORT_LEFT_ALONE /* the allocators' own libraries, crash loggers */
} mp_import_verdict;

/* name is the module's file name, in_windows_folder whether it lies below the Windows folder. */
mp_import_verdict mp_import_judge(const char *name, bool in_windows_folder);

#endif
