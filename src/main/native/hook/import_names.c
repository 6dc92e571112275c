#include "hook/import_names.h"

#include <ctype.h>
#include <stddef.h>

static const char *const runtimes[] = {
    "msvcrt.dll",   "msvcr100.dll", "msvcr110.dll",
    "msvcr120.dll", "ucrtbase.dll", "api-ms-win-crt-heap-l1-1-0.dll",
};

/* The C++ runtimes are told apart from the rest of the Windows folder: their code frees, inside exported
 * members of std::string and its like, what a module's inlined code allocated, and the other way round. */
static const char *const taken_anywhere[] = {
    "msvcp100.dll",  "msvcp110.dll", "msvcp120.dll", "msvcp140*.dll",
    "concrt140.dll", "mfc1?0*.dll",  "mfc140*.dll",  "atl1?0.dll",
};

static const char *const left_alone[] = {
    "rpmalloc.dll", "lwjgl_rpmalloc.dll", "jemalloc.dll", /* what serves the memory */
    "*crashlog*",   "*crash_log*",        "*crash log*",  "*crashrpt*",
    "*crashpad*",   "dbghelp.dll",        "dbgcore.dll",
};

static bool matches(const char *pattern, const char *name) {
    for (; *pattern != '\0'; pattern++, name++) {
        if (*pattern == '*') {
            do {
                if (matches(pattern + 1, name))
                    return true;
            } while (*name++ != '\0');
            return false;
        }
        if (*name == '\0' ||
            (*pattern != '?' && tolower((unsigned char)*pattern) != tolower((unsigned char)*name)))
            return false;
    }
    return *name == '\0';
}

static bool in_list(const char *const *list, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (matches(list[i], name))
            return true;
    }
    return false;
}

#define IN(list, name) in_list(list, sizeof list / sizeof list[0], name)

bool mp_import_is_runtime(const char *library) {
    return IN(runtimes, library);
}

mp_import_verdict mp_import_judge(const char *name, bool in_windows_folder) {
    if (IN(left_alone, name))
        return MP_IMPORT_LEFT_ALONE;
    if (IN(runtimes, name))
        return MP_IMPORT_RUNTIME;
    if (IN(taken_anywhere, name))
        return MP_IMPORT_TAKE;
    return in_windows_folder ? MP_IMPORT_SYSTEM : MP_IMPORT_TAKE;
}
