#include "address.h"

#include <string.h>

#include "host_maps.h"
#include "os.h"

#define GRANULARITY    65536u
#define SLICE_NS       1000000u
#define REGIONS_A_LOOK 64 /* regions between two looks at the clock */

/* A range Wine does not manage: it reports it as reserved with a protection, which no real reservation
 * has. What the host has left free of it can be allocated. */
typedef struct span {
    uint64_t start, end;
} span;

#define MAX_UNMANAGED 256

typedef enum phase { START, REGIONS, HOST_MAPS } phase;

static mp_address_space walk;
static phase at;
static uint64_t cursor; /* REGIONS: next address to ask for; HOST_MAPS: end of the last mapping */
static span unmanaged[MAX_UNMANAGED];
static uint32_t unmanaged_used;
static bool host_maps_known;

void mp_address_use_host_maps(const char *block_file) {
    host_maps_known = mp_host_maps_find(block_file);
}

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

static bool is_unmanaged(const MEMORY_BASIC_INFORMATION *region) {
    return host_maps_known && region->State == MEM_RESERVE && region->Protect == PAGE_NOACCESS &&
           unmanaged_used < MAX_UNMANAGED;
}

static void add_region(const MEMORY_BASIC_INFORMATION *region, uint64_t start, uint64_t end) {
    if (region->State == MEM_FREE) {
        add_hole(start, end);
        return;
    }
    if (is_unmanaged(region)) {
        unmanaged[unmanaged_used++] = (span){start, end};
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

/* Adds what of the unmanaged ranges lies between two of the host's mappings. */
static void add_gap(uint64_t start, uint64_t end) {
    for (uint32_t i = 0; i < unmanaged_used; i++) {
        uint64_t from = start > unmanaged[i].start ? start : unmanaged[i].start;
        uint64_t to = end < unmanaged[i].end ? end : unmanaged[i].end;
        if (from < to) {
            add_hole(from, to);
        }
    }
}

static void add_mapping(uint64_t start, uint64_t end) {
    if (start > cursor) {
        add_gap(cursor, start);
    }
    cursor = end > cursor ? end : cursor;
}

static void begin_walk(void) {
    memset(&walk, 0, sizeof walk);
    walk.limit = mp_address_limit();
    unmanaged_used = 0;
    cursor = 0;
    at = REGIONS;
}

/* One step of the walk; true when it is at its end. */
static bool step(void) {
    if (at == REGIONS) {
        for (int i = 0; i < REGIONS_A_LOOK; i++) {
            if (!visit_region()) {
                cursor = 0;
                at = HOST_MAPS;
                return unmanaged_used == 0;
            }
        }
        return false;
    }
    if (mp_host_maps_read(add_mapping)) {
        return false;
    }
    add_gap(cursor, walk.limit);
    return true;
}

bool mp_address_walk(mp_address_space *out) {
    uint64_t begin = mp_clock_ns();
    if (at == START) {
        begin_walk();
    }
    bool done = false;
    while (!done && mp_clock_ns() - begin < SLICE_NS) {
        done = step();
    }
    walk.walk_ns += mp_clock_ns() - begin;
    if (!done) {
        return false;
    }
    at = START;
    *out = walk;
    return true;
}
