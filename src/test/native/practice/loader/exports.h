/* Reading a DLL's export table from its file, without loading it. */
#ifndef PRACTICE_LOADER_EXPORTS_H
#define PRACTICE_LOADER_EXPORTS_H

#include <stdbool.h>

#define EXPORTS_MOST 50 /* more named exports: not taken for a plugin (engine facts 1.4) */

/* True when path is a 32-bit DLL that exports `name` and has at most EXPORTS_MOST named exports. */
bool exports_function(const char *path, const char *name);

#endif
