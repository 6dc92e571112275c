/*
 * What is known of each page of the covered reservations: held by the engine, or hot (given back by the
 * engine but still backed), or neither. One bit a page and state for a whole 4 GB address space, in memory
 * of its own. Reservations start on 64 KiB, so the 16 bits of one 64 KiB unit belong to one reservation:
 * whoever holds that reservation's lock may touch them. Only the owner of a unit is read without a lock.
 */
#ifndef MEMORYPOOL_HOOK_PAGE_MAP_H
#define MEMORYPOOL_HOOK_PAGE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MP_PAGE_BYTES      4096u
#define MP_PAGE_UNIT_BYTES 65536u
#define MP_PAGE_UNIT_PAGES 16u

/* Pages by number from the lowest address of the map, both inclusive. */
typedef struct mp_page_range {
    uint32_t first, last;
} mp_page_range;

/* base is the lowest address of the map: 0 in a 32-bit process. Once, before anything else. */
void mp_page_map_start(uintptr_t base);

/* The pages that hold a byte of address .. address + size, as VirtualAlloc counts them. False when size is
 * 0 or the bytes leave the map. */
bool mp_page_range_of(const void *address, size_t size, mp_page_range *out);

static inline uint32_t mp_page_range_count(mp_page_range range) {
    return range.last - range.first + 1;
}

void *mp_page_address(uint32_t page);

/* Number of the reservation a page belongs to, 0 for none. Any thread, no lock. */
uint16_t mp_page_owner(uint32_t page);

/* Every unit the range touches belongs to owner from now on; 0 takes it away. */
void mp_page_own(mp_page_range range, uint16_t owner);

/* True when some unit of the range belongs to a reservation; *page is the first such page. */
bool mp_page_find_owned(mp_page_range range, uint32_t *page);

typedef struct mp_page_counts {
    uint32_t held, hot, absent;
} mp_page_counts;

mp_page_counts mp_page_count(mp_page_range range);

/* Every page becomes held, and none hot. */
void mp_page_hold(mp_page_range range);

/* Absent pages become hot; how many there were. */
uint32_t mp_page_warm(mp_page_range range);

/* Held pages become hot. */
void mp_page_keep_hot(mp_page_range range);

/* Nothing is backed any more. */
void mp_page_clear(mp_page_range range);

/* Hot pages become absent. */
void mp_page_cool(mp_page_range range);

/* The first run of hot pages within the range. False when there is none. */
bool mp_page_hot_run(mp_page_range range, mp_page_range *run);

#endif
