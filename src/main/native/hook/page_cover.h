/*
 * The page-call cover: VirtualAlloc and VirtualFree for the engine's own allocators, with as few system
 * calls as their promises allow.
 *
 *  - A decommit leaves the pages backed ("hot"); a commit of hot pages hands them back zeroed; a commit of
 *    held pages changes nothing. None of these asks the system.
 *  - A released reservation of at most MP_PAGE_KEEP_LARGEST bytes is kept whole for a while and handed out
 *    again to a request for its address and size, or to one without an address for its size or down to a
 *    quarter of it.
 *  - Nothing kept may ever make a request fail: before NULL is returned, everything hot or kept is given
 *    back to the system and the request tried once more.
 *
 * Only reservations made with `cover` are kept books on; all other calls go to the system as they came.
 * Any thread; one short lock a reservation, and one for making and ending reservations.
 */
#ifndef MEMORYPOOL_HOOK_PAGE_COVER_H
#define MEMORYPOOL_HOOK_PAGE_COVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The Win32 values, so that host builds speak the same language. */
#define MP_PAGE_COMMIT     0x1000u
#define MP_PAGE_RESERVE    0x2000u
#define MP_PAGE_DECOMMIT   0x4000u
#define MP_PAGE_RELEASE    0x8000u
#define MP_PAGE_TOP_DOWN   0x100000u
#define MP_PAGE_READ_WRITE 0x04u

#define MP_PAGE_INVALID_ADDRESS 487u /* ERROR_INVALID_ADDRESS */

#define MP_PAGE_KEEP_LARGEST 0x4000000u

/* The system below: VirtualAlloc, VirtualFree, GetTickCount. */
typedef struct mp_page_system {
    void *(*allocate)(void *address, size_t size, uint32_t type, uint32_t protection);
    bool (*release)(void *address, size_t size, uint32_t type);
    uint32_t (*milliseconds)(void);
} mp_page_system;

typedef struct mp_page_limits {
    size_t hot_bytes;  /* beyond, hot pages go back to the system until a quarter is free again */
    size_t kept_bytes; /* address space kept in released reservations */
    uint32_t keep_ms;  /* how long a released reservation is kept */
    uint32_t ahead;    /* a commit that has to ask the system goes on to the next multiple of so many pages,
                          a power of two; the surplus is hot. 0: no surplus */
} mp_page_limits;

/* What one call cost. */
typedef struct mp_page_outcome {
    uint32_t system_calls;
    uint32_t error; /* for SetLastError when the call failed without asking the system, else 0 */
} mp_page_outcome;

/* base is the lowest address of the 4 GB that are looked after. Once, before any call. */
void mp_page_cover_start(const mp_page_system *system, uintptr_t base, const mp_page_limits *limits);

/* VirtualAlloc. cover: keep books on the reservation this call makes. */
void *mp_page_cover_allocate(void *address, size_t size, uint32_t type, uint32_t protection, bool cover,
                             mp_page_outcome *outcome);

/* VirtualFree. */
bool mp_page_cover_free(void *address, size_t size, uint32_t type, mp_page_outcome *outcome);

/* Gives everything hot or kept back to the system; bytes given back. */
size_t mp_page_cover_relieve(void);

typedef enum mp_page_keeping {
    MP_PAGE_KEEP_NOTHING, /* every decommit and release is real */
    MP_PAGE_KEEP_PAGES,   /* pages stay hot, which costs no address space; released reservations go */
    MP_PAGE_KEEP_ALL
} mp_page_keeping;

/* What is kept from now on; what is kept already stays until it is asked for or given back. */
void mp_page_cover_keep(mp_page_keeping keeping);

/* Gives everything hot or kept back, keeps nothing from now on and forgets all reservations, so that every
 * call goes on to the system. mp_page_cover_start begins anew. */
void mp_page_cover_stop(void);

/* Releases reservations kept longer than limits.keep_ms. Call about once a second. */
void mp_page_cover_age(void);

typedef struct mp_page_state {
    uint32_t reservations; /* covered and in the engine's hands */
    uint32_t kept;         /* released by the engine, still reserved */
    uint64_t reserved_bytes, kept_bytes, hot_bytes;
} mp_page_state;

void mp_page_cover_state(mp_page_state *out);

#endif
