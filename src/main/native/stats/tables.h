/* The patch table, the text properties and the budgets, kept here until and while they are published. */
#ifndef MEMORYPOOL_STATS_TABLES_H
#define MEMORYPOOL_STATS_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "layout.h"

#define MP_MAX_PATCHES    192
#define MP_MAX_PROPERTIES 96
#define MP_MAX_BUDGETS    64
#define MP_MAX_THREADS    131 /* 128 and the sums of several (thread_rows.h) */

typedef struct mp_table {
    mp_part_kind kind;
    const void *entries;
    uint32_t stride, used;
    bool changed;     /* since the last visit */
    uint64_t time_ns; /* of the counts in it; 0 where there are none */
} mp_table;

/* Calls visit for each of the three tables, holding the tables' lock. */
void mp_tables_visit(void (*visit)(const mp_table *table, void *context), void *context);

/* The same for one who only looks: what changed stays marked for the next visit. */
void mp_tables_look(void (*look)(const mp_table *table, void *context), void *context);

#endif
