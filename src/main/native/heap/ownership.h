/*
 * An ownership map: one bit for each 64 KiB of a 4 GB address space, 8 KiB in all. "Is this pointer ours?"
 * is one shift, one load and one bit test, for any pointer, on any thread. A region is marked before its
 * first block is handed out and cleared before it goes back to the system, so a live block is always found.
 */
#ifndef MEMORYPOOL_HEAP_OWNERSHIP_H
#define MEMORYPOOL_HEAP_OWNERSHIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MP_OWNERSHIP_UNIT  0x10000u
#define MP_OWNERSHIP_WORDS (0x10000u / 32)

typedef struct mp_ownership {
    uint32_t words[MP_OWNERSHIP_WORDS];
} mp_ownership;

static inline bool mp_ownership_has(const mp_ownership *map, const void *pointer) {
    uint32_t unit = (uint32_t)(uintptr_t)pointer >> 16;
    return (map->words[unit >> 5] >> (unit & 31)) & 1;
}

/* base and size are multiples of MP_OWNERSHIP_UNIT (a last partial unit counts whole). Any thread. */
void mp_ownership_mark(mp_ownership *map, const void *base, size_t size);
void mp_ownership_clear(mp_ownership *map, const void *base, size_t size);

/* Bytes marked. */
uint64_t mp_ownership_bytes(const mp_ownership *map);

#endif
