/* The address space as VirtualQuery tells it. GlobalMemoryStatusEx is no substitute: under Proton it was
 * seen wrong by gigabytes (engine facts 4). */
#ifndef MEMORYPOOL_STATS_ADDRESS_H
#define MEMORYPOOL_STATS_ADDRESS_H

#include <stdbool.h>
#include <stdint.h>

/* Bytes; UINT64_MAX while unknown. */
typedef struct mp_address_space {
    uint64_t limit;                        /* what the system lets this process address */
    uint64_t free;                         /* all holes */
    uint64_t largest_hole;                 /* from a 64 KB boundary on, as an allocation could take it */
    uint64_t image, mapped, private_bytes; /* reserved or committed, by type */
    uint64_t committed;                    /* of any type */
    uint64_t walk_ns;                      /* what the walk took, all slices together */
} mp_address_space;

/* The real limit, whatever the executable's header says (engine facts 5). */
uint64_t mp_address_limit(void);

/* Under Wine, before the first walk: lets the walk look into the host's list of mappings for what Wine does
 * not manage. block_file: name of the block's file in /dev/shm. Sampler thread. */
void mp_address_use_host_maps(const char *block_file);

/* Goes on with the walk for at most about a millisecond, so that neither the system's address-space lock
 * nor the sampler is held for long. True when the walk came to its end and *out was filled; the next call
 * starts a new one. Sampler thread only. */
bool mp_address_walk(mp_address_space *out);

#endif
