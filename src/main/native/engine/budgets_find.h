/* Finding a [BudgetCaps] setting in the running image: name -> initialiser -> object. */
#ifndef MEMORYPOOL_ENGINE_BUDGETS_FIND_H
#define MEMORYPOOL_ENGINE_BUDGETS_FIND_H

#include <stdbool.h>
#include <stdint.h>

typedef struct mp_budget_place {
    uint32_t initialiser;
    uint32_t immediate; /* address of the default's dword; 0 when the default is a signed byte */
    uint32_t object;
    uint32_t standard;  /* the default that stands there now */
} mp_budget_place;

/* True when address holds an initialiser of the setting name, with its parts. */
bool mp_budget_read_initialiser(uint32_t address, const char *name, mp_budget_place *out);

/* Searches the whole image of the running program for name. Takes milliseconds. */
bool mp_budget_search(const char *name, mp_budget_place *out);

/* True when object is the setting name, as far as its own name pointer tells. */
bool mp_budget_is_object(uint32_t object, const char *name);

#endif
