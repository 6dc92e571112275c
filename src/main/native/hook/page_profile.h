/*
 * The seventeen functions of FalloutNV.exe 1.4.0.525 that call VirtualAlloc or VirtualFree themselves, as
 * data (engine facts 2.1, 2.8), and who of them a return address belongs to. The ten patterns they form and
 * what each relies on are described in docs/engine.md.
 */
#ifndef MEMORYPOOL_HOOK_PAGE_PROFILE_H
#define MEMORYPOOL_HOOK_PAGE_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stats/stats.h"

typedef struct mp_page_function {
    uint32_t address;
    uint16_t size;   /* bytes that are certainly this function's */
    uint8_t pattern; /* mp_page_pattern */
    bool listed;     /* one of the seventeen; else a sibling that works on the same reservations */
    const char *name;
} mp_page_function;

typedef struct mp_page_profile {
    uint32_t allocate_slot, release_slot; /* addresses of the import slots */
    const mp_page_function *functions;    /* ascending addresses, not overlapping */
    size_t count;
} mp_page_profile;

extern const mp_page_profile mp_page_profile_game;

/* The function that holds the byte before address, for address is where a call returns to; NULL for none. */
const mp_page_function *mp_page_function_at(const mp_page_profile *profile, uint32_t address);

/* What a look at the function's body in memory showed. */
typedef enum mp_page_body {
    MP_PAGE_BODY_REACHES, /* starts as a function does and calls through one of the slots */
    MP_PAGE_BODY_UNREADABLE,
    MP_PAGE_BODY_ALTERED,  /* its entry was taken or changed */
    MP_PAGE_BODY_ELSEWHERE /* no call through the slots is left in it */
} mp_page_body;

/* code holds function->size bytes, copied from its address. */
mp_page_body mp_page_body_read(const mp_page_profile *profile, const mp_page_function *function,
                               const uint8_t *code);

#endif
