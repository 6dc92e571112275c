/*
 * The engine as published, restated from the facts alone (engine facts 2.1-2.8, 3.1), so that the image is
 * compared with something it was not made from.
 */
#ifndef PRACTICE_PROBE_SITES_H
#define PRACTICE_PROBE_SITES_H

#include <stdint.h>

typedef struct probe_site {
    uint32_t address;
    const char *bytes; /* hexadecimal, spaces between */
} probe_site;

extern const probe_site probe_sites[];
extern const unsigned probe_site_count;

/* A function that must hold a call through an import slot within its own bytes. */
typedef struct probe_pager {
    uint32_t address, length, slot;
} probe_pager;

extern const probe_pager probe_pagers[];
extern const unsigned probe_pager_count;

/* An initialiser of a setting with a wide default: bytes 55 8B EC 68, default, name, B9, object. */
typedef struct probe_budget {
    uint32_t initialiser, value, object;
    const char *name;
} probe_budget;

extern const probe_budget probe_budgets[];
extern const unsigned probe_budget_count;

/* An import slot and the function it must hold before anybody changes it. */
typedef struct probe_slot {
    uint32_t address;
    const char *library, *name;
} probe_slot;

extern const probe_slot probe_slots[];
extern const unsigned probe_slot_count;

#endif
