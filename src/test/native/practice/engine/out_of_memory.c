#include "out_of_memory.h"

#include <stddef.h>
#include <windows.h>

static purge_function purge_with;
static volatile LONG passes;

void out_of_memory_purge_with(purge_function purge) {
    purge_with = purge;
}

uint32_t out_of_memory_passes(void) {
    return (uint32_t)passes;
}

/* Returns the next stage. The system's memory is allowed once there is nothing left to purge. */
int out_of_memory_pass(void *self, void *heap, int stage, bool *allow_system) {
    (void)self;
    (void)heap;
    InterlockedIncrement(&passes);
    *allow_system = !(purge_with && purge_with(stage));
    return stage + 1;
}
