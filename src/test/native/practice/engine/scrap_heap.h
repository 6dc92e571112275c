/* The scrap heap: a stack of blocks in a buffer of 8 MB, one a thread (engine facts 2.5). Owner thread only.
 */
#ifndef PRACTICE_ENGINE_SCRAP_HEAP_H
#define PRACTICE_ENGINE_SCRAP_HEAP_H

#include <stdint.h>

#define SCRAP_CAPACITY 0x800000u

typedef struct scrap_block scrap_block;

typedef struct scrap_heap {
    uint8_t *base, *current, *commit_end;
    scrap_block *last;
} scrap_heap;

_Static_assert(sizeof(scrap_heap) == 0x10, "engine facts 2.5");

#endif
