/* The engine's out-of-memory passes (engine facts 2.3, 0x866A90). */
#ifndef PRACTICE_ENGINE_OUT_OF_MEMORY_H
#define PRACTICE_ENGINE_OUT_OF_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

/* Gives back what the game can do without at this stage; true when anything was freed. Called on the
 * thread that ran out. */
typedef bool (*purge_function)(int stage);

void out_of_memory_purge_with(purge_function purge);

/* Passes run so far. */
uint32_t out_of_memory_passes(void);

#endif
