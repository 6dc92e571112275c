#ifndef MEMORYPOOL_ENGINE_BUDGETS_TABLE_H
#define MEMORYPOOL_ENGINE_BUDGETS_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct mp_budget_row {
    const char *name;
    uint32_t object;
    uint32_t initialiser;
    uint32_t standard; /* the engine's default */
    bool is_memory;    /* bytes, else a count */
} mp_budget_row;

extern const mp_budget_row mp_budget_rows[];
extern const size_t mp_budget_row_count;

#endif
