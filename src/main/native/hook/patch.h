/*
 * The patch transaction. A site is data: where, what must stand there, what goes there. A set of sites is
 * validated whole against memory first and then written whole; when one site differs or cannot be
 * written, every byte is as it was. Original bytes are kept and put back by mp_patch_remove.
 * Main thread only, at Preload or with every other thread known to be outside the sites.
 */
#ifndef MEMORYPOOL_HOOK_PATCH_H
#define MEMORYPOOL_HOOK_PATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MP_PATCH_MAX_BYTES 32

typedef enum mp_patch_action {
    MP_PATCH_JUMP,  /* E9 rel32 to handler at the site; the rest of the expected bytes stays */
    MP_PATCH_BYTES, /* bytes[] written over the site */
    MP_PATCH_SLOT,  /* the dword at the site (an import slot) becomes handler */
    MP_PATCH_DWORD  /* the dword at the site becomes value */
} mp_patch_action;

typedef struct mp_patch_site {
    uint32_t address;
    const char *group; /* "engine heap", "crt", "scrap heap", "budgets", "page calls" */
    const char *name;  /* as a player reads it in the patch table, English */
    mp_patch_action action;
    const uint8_t *expected; /* NULL: nothing is asked of the bytes (import slots) */
    uint8_t expected_length; /* 0..MP_PATCH_MAX_BYTES */
    const void *handler;     /* JUMP, SLOT */
    uint32_t value;          /* DWORD */
    const uint8_t *bytes;    /* BYTES */
    uint8_t bytes_length;
} mp_patch_site;

typedef struct mp_patch_result {
    bool applied;
    uint32_t failed_address; /* 0 when applied */
    char reason[200];        /* one sentence for log, block and manager */
} mp_patch_result;

/* Checks every site without writing. */
bool mp_patch_validate(const mp_patch_site *sites, size_t count, mp_patch_result *result);

/* Validates, writes, flushes the instruction cache, reports each site (mp_patch_report). */
bool mp_patch_apply(const mp_patch_site *sites, size_t count, mp_patch_result *result);

/* Puts back every site applied so far whose bytes are still ours; another's patch on top is left and
 * logged. Returns the number of sites that could not be restored. */
size_t mp_patch_remove(void);

/* The same for the one site at address; false when it is not applied or could not be restored. */
bool mp_patch_remove_one(uint32_t address);

/* The same for every site of group; returns the number that could not be restored. */
size_t mp_patch_remove_group(const char *group);

/* Sites applied now. */
size_t mp_patch_count(void);

/* The bytes that stood at an applied site before, or NULL. Valid until mp_patch_remove. */
const uint8_t *mp_patch_original(uint32_t address);

#endif
