/* Reads a mapped block as a reader must: every offset checked, values under the sequence lock. */
#ifndef WINREADER_BLOCK_VIEW_H
#define WINREADER_BLOCK_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/layout.h"

typedef struct block_view {
    const uint8_t *base;
    const mp_block_header *header;
    const mp_block_part *metrics, *live, *patches, *properties, *budgets;
    const mp_block_part *threads; /* NULL before version 1.1 */
} block_view;

/* NULL, or why size bytes at base are not a block this reader knows. */
const char *block_view_open(block_view *view, const void *base, size_t size);

const void *block_view_entry(const block_view *view, const mp_block_part *part, uint32_t index);

typedef struct live_values {
    uint64_t serial, time_ns;
    uint64_t values[1024];
} live_values;

/* False when the writer was in the way at every attempt. */
bool block_view_live(const block_view *view, live_values *out);

/* Copies a table's entries; the number copied, or -1 when the writer was in the way at every attempt. */
int block_view_table(const block_view *view, const mp_block_part *part, void *entries, uint32_t capacity,
                     uint32_t entry_size);

#endif
