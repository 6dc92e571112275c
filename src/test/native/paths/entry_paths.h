/*
 * The ways by which a player's process comes to the plugin's heap, as subjects of the conformance suite: each
 * calls what the game or a mod calls, at the address or through the import table it stands in.
 */
#ifndef MEMORYPOOL_TEST_ENTRY_PATHS_H
#define MEMORYPOOL_TEST_ENTRY_PATHS_H

#include "heap/suite.h"

/* Who is asked. */
typedef struct entry_options {
    bool original;    /* nobody took the entries over: the game's own functions and the C runtimes' */
    bool bounded;     /* a pool that takes nothing back and fills up; the heaps behind help then */
    bool small_alone; /* no large-block heap: alignments above 32 KB are the runtimes' */
    unsigned share;
} entry_options;

/* Loads what imports the C runtimes' functions (maker_*.dll in folder). Before the plugin looks for imports.
 * False, and *missing says what, when one cannot be loaded. */
bool entry_paths_load(const char *folder, const char **missing);

/* Subjects and how many; they live as long as the process. */
const subject *entry_paths(const entry_options *options, unsigned *count);

#endif
