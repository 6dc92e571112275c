#include "address.h"

#include <string.h>

#include "os.h"

#define GRANULARITY    65536u
#define SLICE_NS       1000000u
#define REGIONS_A_LOOK 64 /* regions between two looks at the clock */

static mp_address_space walk;
static uint64_t cursor; /* 0: the next call starts */

uint64_t mp_address_limit(void) {
    SYSTEM_INFO system;
    GetSystemInfo(&system);
    return (uint64_t)(uintptr_t)system.lpMaximumApplicationAddress + 1;
}

static void add_hole(uint64_t start, uint64_t end) {
    walk.free += end - start;
    uint64_t usable_from = (start + GRANULARITY - 1) & ~(uint64_t)(GRANULARITY - 1);
    if (end > usable_from && end - usable_from > walk.largest_hole) {
        walk.largest_hole = end - usable_from;
    }
}

static void add_region(const MEMORY_BASIC_INFORMATION *region, uint64_t start, uint64_t end) {
    if (region->State == MEM_FREE) {
        add_hole(start, end);
        return;
    }
    uint64_t size = end - start;
    walk.committed += region->State == MEM_COMMIT ? size : 0;
    walk.image += region->Type == MEM_IMAGE ? size : 0;
    walk.mapped += region->Type == MEM_MAPPED ? size : 0;
    walk.private_bytes += region->Type == MEM_PRIVATE ? size : 0;
}

/* Returns false where the walk ends. */
static bool visit_region(void) {
    MEMORY_BASIC_INFORMATION region;
    if (cursor >= walk.limit || VirtualQuery((void *)(uintptr_t)cursor, &region, sizeof region) == 0) {
        return false;
    }
    uint64_t end = (uint64_t)(uintptr_t)region.BaseAddress + region.RegionSize;
    if (end <= cursor) {
        return false;
    }
    add_region(&region, cursor, end < walk.limit ? end : walk.limit);
    cursor = end;
    return true;
}

bool mp_address_walk(mp_address_space *out) {
    uint64_t begin = mp_clock_ns();
    if (cursor == 0) {
        memset(&walk, 0, sizeof walk);
        walk.limit = mp_address_limit();
    }
    bool more = true;
    while (more && mp_clock_ns() - begin < SLICE_NS) {
        for (int i = 0; i < REGIONS_A_LOOK && more; i++) {
            more = visit_region();
        }
    }
    walk.walk_ns += mp_clock_ns() - begin;
    if (more) {
        return false;
    }
    cursor = 0;
    *out = walk;
    return true;
}
