#include "hook/page_map.h"

#define UNITS 65536u

static uintptr_t map_base;
static uint16_t owners[UNITS];
static uint16_t held[UNITS];
static uint16_t hot[UNITS];

void mp_page_map_start(uintptr_t base) {
    map_base = base;
}

bool mp_page_range_of(const void *address, size_t size, mp_page_range *out) {
    uint64_t offset = (uint64_t)((uintptr_t)address - map_base);
    uint64_t end = offset + size;
    if (size == 0 || end > (uint64_t)UNITS * MP_PAGE_UNIT_BYTES || end < offset)
        return false;
    out->first = (uint32_t)(offset / MP_PAGE_BYTES);
    out->last = (uint32_t)((end - 1) / MP_PAGE_BYTES);
    return true;
}

void *mp_page_address(uint32_t page) {
    return (void *)(map_base + (uintptr_t)page * MP_PAGE_BYTES);
}

static uint32_t unit_of(uint32_t page) {
    return page / MP_PAGE_UNIT_PAGES;
}

/* The bits of the range's pages within a unit. */
static uint16_t mask_of(mp_page_range range, uint32_t unit) {
    uint32_t low = unit * MP_PAGE_UNIT_PAGES, mask = 0xFFFF;
    if (range.first > low)
        mask &= 0xFFFFu << (range.first - low);
    if (range.last < low + MP_PAGE_UNIT_PAGES - 1)
        mask &= 0xFFFFu >> (low + MP_PAGE_UNIT_PAGES - 1 - range.last);
    return (uint16_t)mask;
}

uint16_t mp_page_owner(uint32_t page) {
    return __atomic_load_n(&owners[unit_of(page)], __ATOMIC_ACQUIRE);
}

void mp_page_own(mp_page_range range, uint16_t owner) {
    for (uint32_t unit = unit_of(range.first); unit <= unit_of(range.last); unit++)
        __atomic_store_n(&owners[unit], owner, __ATOMIC_RELEASE);
}

bool mp_page_find_owned(mp_page_range range, uint32_t *page) {
    for (uint32_t unit = unit_of(range.first); unit <= unit_of(range.last); unit++) {
        if (__atomic_load_n(&owners[unit], __ATOMIC_ACQUIRE) != 0) {
            *page = unit * MP_PAGE_UNIT_PAGES;
            return true;
        }
    }
    return false;
}

mp_page_counts mp_page_count(mp_page_range range) {
    mp_page_counts counts = {0, 0, 0};
    for (uint32_t unit = unit_of(range.first); unit <= unit_of(range.last); unit++) {
        uint16_t mask = mask_of(range, unit);
        counts.held += (uint32_t)__builtin_popcount(held[unit] & mask);
        counts.hot += (uint32_t)__builtin_popcount(hot[unit] & mask);
    }
    counts.absent = mp_page_range_count(range) - counts.held - counts.hot;
    return counts;
}

void mp_page_hold(mp_page_range range) {
    for (uint32_t unit = unit_of(range.first); unit <= unit_of(range.last); unit++) {
        uint16_t mask = mask_of(range, unit);
        held[unit] |= mask;
        hot[unit] &= (uint16_t)~mask;
    }
}

uint32_t mp_page_warm(mp_page_range range) {
    uint32_t warmed = 0;
    for (uint32_t unit = unit_of(range.first); unit <= unit_of(range.last); unit++) {
        uint16_t absent = mask_of(range, unit) & (uint16_t) ~(held[unit] | hot[unit]);
        hot[unit] |= absent;
        warmed += (uint32_t)__builtin_popcount(absent);
    }
    return warmed;
}

void mp_page_keep_hot(mp_page_range range) {
    for (uint32_t unit = unit_of(range.first); unit <= unit_of(range.last); unit++) {
        uint16_t moving = held[unit] & mask_of(range, unit);
        held[unit] &= (uint16_t)~moving;
        hot[unit] |= moving;
    }
}

void mp_page_clear(mp_page_range range) {
    for (uint32_t unit = unit_of(range.first); unit <= unit_of(range.last); unit++) {
        uint16_t mask = mask_of(range, unit);
        held[unit] &= (uint16_t)~mask;
        hot[unit] &= (uint16_t)~mask;
    }
}

void mp_page_cool(mp_page_range range) {
    for (uint32_t unit = unit_of(range.first); unit <= unit_of(range.last); unit++)
        hot[unit] &= (uint16_t)~mask_of(range, unit);
}

static bool is_hot(uint32_t page) {
    return (hot[unit_of(page)] >> (page % MP_PAGE_UNIT_PAGES)) & 1;
}

bool mp_page_hot_run(mp_page_range range, mp_page_range *run) {
    uint32_t page = range.first;
    while (page <= range.last && !is_hot(page)) {
        bool whole_unit_cold = page % MP_PAGE_UNIT_PAGES == 0 && hot[unit_of(page)] == 0;
        page += whole_unit_cold ? MP_PAGE_UNIT_PAGES : 1;
    }
    if (page > range.last)
        return false;
    run->first = page;
    while (page < range.last && is_hot(page + 1))
        page++;
    run->last = page;
    return true;
}
