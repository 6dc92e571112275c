#include "heap/ownership.h"

static uint32_t first_unit(const void *base) {
    return (uint32_t)(uintptr_t)base >> 16;
}

static uint32_t unit_count(size_t size) {
    return (uint32_t)(((uint64_t)size + MP_OWNERSHIP_UNIT - 1) >> 16);
}

/* The bits of word that units first .. first + count cover, and how many they are. */
static uint32_t word_mask(uint32_t first, uint32_t count, uint32_t *covered) {
    uint32_t shift = first & 31;
    uint32_t bits = 32 - shift < count ? 32 - shift : count;
    *covered = bits;
    return (bits == 32 ? UINT32_MAX : (1u << bits) - 1) << shift;
}

void mp_ownership_mark(mp_ownership *map, const void *base, size_t size) {
    uint32_t unit = first_unit(base), count = unit_count(size), covered;
    for (; count > 0 && unit < 0x10000u; unit += covered, count -= covered) {
        uint32_t mask = word_mask(unit, count, &covered);
        __atomic_fetch_or(&map->words[unit >> 5], mask, __ATOMIC_RELEASE);
    }
}

void mp_ownership_clear(mp_ownership *map, const void *base, size_t size) {
    uint32_t unit = first_unit(base), count = unit_count(size), covered;
    for (; count > 0 && unit < 0x10000u; unit += covered, count -= covered) {
        uint32_t mask = word_mask(unit, count, &covered);
        __atomic_fetch_and(&map->words[unit >> 5], ~mask, __ATOMIC_RELEASE);
    }
}

uint64_t mp_ownership_bytes(const mp_ownership *map) {
    uint64_t units = 0;
    for (size_t i = 0; i < MP_OWNERSHIP_WORDS; i++)
        units += (uint64_t)__builtin_popcount(__atomic_load_n(&map->words[i], __ATOMIC_RELAXED));
    return units * MP_OWNERSHIP_UNIT;
}
