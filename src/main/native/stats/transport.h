/*
 * Where the block's memory comes from.
 *  - Windows: a section backed by the page file, named Local\MemoryPoolNVSE.<process id>.
 *  - Wine: a file /dev/shm/memorypoolnvse-<token> that native programs can map, created at its full size
 *    and never resized, gone when the last handle closes even after a kill; the named section is made over
 *    the same file, so both doors lead to the same memory. Never a file on a disk: a store to a mapped
 *    disk page can wait for the write-back (manager facts 4.1).
 */
#ifndef MEMORYPOOL_STATS_TRANSPORT_H
#define MEMORYPOOL_STATS_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout.h"

typedef struct mp_transport {
    void *base; /* zeroed, aligned to 64 KB */
    uint32_t size;
    uint32_t flags; /* mp_block_flags */
    uint8_t token[MP_BLOCK_TOKEN_SIZE];
    char file_name[64]; /* without its folder; empty when there is no file */
} mp_transport;

/* Wine's version text, or NULL on Windows. */
const char *mp_wine_version(void);

/* Handles and view stay open until the process ends. False: one sentence in reason. */
bool mp_transport_open(uint32_t size, mp_transport *out, char *reason, size_t reason_size);

#endif
