/*
 * What an allocator costs in address space: ten cell transitions (fill to 420 MB or 260 MB live in turn, free
 * 70 % at random), then a line of JSON with what the process holds after each fill. The last ends with 260 MB
 * live. Sizes run from 8 B to 3.2 MB; more than half of the bytes are in blocks above 256 KB, as textures
 * make them.
 *   space crt | rpmalloc | jemalloc | plugin | plugin-jemalloc  [library folder] [threshold in KB] [seed]
 * "plugin" is what the plugin serves: the large-block heap over rpmalloc.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <windows.h>

#include "heap/allocator.h"
#include "heap/large.h"
#include "stats/address.h"

enum { TRANSITIONS = 10, MOST_BLOCKS = 400000, MB = 1 << 20 };

static struct {
    void *pointer;
    size_t size;
} blocks[MOST_BLOCKS];
static unsigned block_count;
static uint64_t seed = 88172645463325252u;

/* --- the allocator under test ------------------------------------------------------------------------- */

static const mp_allocator *small_heap, *large_heap; /* both NULL: the C runtime */
static size_t threshold;

static void *take(size_t size) {
    if (large_heap && size >= threshold) {
        return large_heap->allocate(size);
    }
    return small_heap ? small_heap->allocate(size) : malloc(size);
}

static void give(void *pointer) {
    if (large_heap && large_heap->owns(pointer)) {
        large_heap->release(pointer);
    } else if (small_heap) {
        small_heap->release(pointer);
    } else {
        free(pointer);
    }
}

static bool start(const mp_allocator *heap, const mp_allocator_options *options) {
    char reason[200] = "";
    if (!heap || !heap->start(options, reason, sizeof reason)) {
        fprintf(stderr, "%s: %s\n", heap ? heap->name : "back end", heap ? reason : "not in this build");
        return false;
    }
    if (heap->thread_attach) {
        heap->thread_attach();
    }
    return true;
}

static bool choose(const char *name, const mp_allocator_options *options) {
    if (strcmp(name, "crt") == 0) {
        return true;
    }
    bool mixed = strncmp(name, "plugin", 6) == 0;
    const char *small_name = strcmp(name, "plugin") == 0 ? "rpmalloc" : mixed ? "jemalloc" : name;
    small_heap = mp_allocator_named(small_name);
    large_heap = mixed ? mp_allocator_large : NULL;
    return start(small_heap, options) && (!large_heap || start(large_heap, options));
}

/* --- the churn ---------------------------------------------------------------------------------------- */

static uint32_t next_random(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 16);
}

static size_t random_size(void) {
    uint32_t dice = next_random() % 10000;
    if (dice < 6000) {
        return 8 + next_random() % 120;
    }
    if (dice < 9000) {
        return 128 + next_random() % 900;
    }
    if (dice < 9900) {
        return 1024 + next_random() % (15 * 1024);
    }
    if (dice < 9986) {
        return 16384 + next_random() % (100 * 1024);
    }
    return 262144 + next_random() % 2940000;
}

static size_t live, large_bytes, all_bytes;

static bool fill_to(size_t goal) {
    while (live < goal) {
        size_t size = random_size();
        char *pointer = block_count < MOST_BLOCKS ? take(size) : NULL;
        if (!pointer) {
            return false;
        }
        *pointer = 1;
        blocks[block_count].pointer = pointer;
        blocks[block_count++].size = size;
        live += size;
        all_bytes += size;
        large_bytes += size > 262144 ? size : 0;
    }
    return true;
}

static void free_most(void) {
    unsigned kept = 0;
    for (unsigned i = 0; i < block_count; i++) {
        if (next_random() % 10 < 7) {
            give(blocks[i].pointer);
            live -= blocks[i].size;
        } else {
            blocks[kept++] = blocks[i];
        }
    }
    block_count = kept;
}

/* --- what the process holds --------------------------------------------------------------------------- */

typedef struct holding {
    size_t committed, reserved;
    size_t hole;      /* the largest VirtualQuery tells of: under Wine, of where memory is placed first */
    size_t hole_host; /* with what the host has free besides; the same on Windows */
} holding;

/* Under Wine much of the address space that can be had shows as reserved; the host's list of mappings tells,
 * and a file of our own, mapped for as long as we run, which process there is this one. */
static void let_holes_be_seen(void) {
    char name[40];
    wchar_t path[80];
    snprintf(name, sizeof name, "memorypool-space-%08lx%08lx", GetTickCount(), GetCurrentProcessId());
    _snwprintf(path, sizeof path / sizeof path[0], L"\\\\?\\unix\\dev\\shm\\%hs", name);
    HANDLE file =
        CreateFileW(path, GENERIC_READ | GENERIC_WRITE | DELETE, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL,
                    CREATE_NEW, FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, NULL);
    if (file == INVALID_HANDLE_VALUE) {
        return; /* Windows, which tells all by itself */
    }
    HANDLE section = CreateFileMappingW(file, NULL, PAGE_READWRITE, 0, 4096, NULL);
    if (section && MapViewOfFile(section, FILE_MAP_WRITE, 0, 0, 4096)) {
        mp_address_use_host_maps(name);
    }
}

static size_t largest_hole(void) {
    mp_address_space space;
    while (!mp_address_walk(&space)) {
    }
    return (size_t)space.largest_hole;
}

static holding look(void) {
    holding now = {.hole_host = largest_hole()};
    MEMORY_BASIC_INFORMATION region;
    for (char *at = NULL; VirtualQuery(at, &region, sizeof region);
         at = (char *)region.BaseAddress + region.RegionSize) {
        if (region.State == MEM_FREE) {
            now.hole = region.RegionSize > now.hole ? region.RegionSize : now.hole;
        } else if (region.Type == MEM_PRIVATE) {
            now.reserved += region.RegionSize;
            now.committed += region.State == MEM_COMMIT ? region.RegionSize : 0;
        }
        if ((uintptr_t)region.BaseAddress + region.RegionSize < (uintptr_t)at + 1) {
            break;
        }
    }
    return now;
}

static double in_mb(size_t bytes) {
    return (double)bytes / MB;
}

static void print_series(const char *name, const holding *after, size_t offset) {
    printf(",\"%s\":[", name);
    for (unsigned i = 0; i < TRANSITIONS; i++) {
        size_t value;
        memcpy(&value, (const char *)&after[i] + offset, sizeof value);
        printf("%s%.1f", i ? "," : "", in_mb(value));
    }
    printf("]");
}

int main(int argc, char **argv) {
    const char *name = argc > 1 ? argv[1] : "";
    wchar_t folder[260] = L".";
    if (argc > 2) {
        mbstowcs(folder, argv[2], 259);
    }
    threshold = argc > 3 ? (size_t)atoi(argv[3]) * 1024 : MP_LARGE_DEFAULT_THRESHOLD;
    if (argc > 4) {
        seed ^= (uint64_t)atoi(argv[4]) * 0x9E3779B97F4A7C15u;
    }
    let_holes_be_seen();
    holding before = look();
    mp_allocator_options options = {.library_folder = folder, .game_folder = folder};
    if (!choose(name, &options)) {
        return 2;
    }
    holding after[TRANSITIONS];
    LARGE_INTEGER from, to, frequency;
    QueryPerformanceCounter(&from);
    for (unsigned i = 0; i < TRANSITIONS; i++) {
        if (i > 0) {
            free_most();
        }
        if (!fill_to((size_t)(i % 2 == 0 ? 420 : 260) * MB)) {
            printf("{\"allocator\":\"%s\",\"failed\":\"out of memory in transition %u\"}\n", name, i + 1);
            return 1;
        }
        after[i] = look();
        after[i].committed -= before.committed;
        after[i].reserved -= before.reserved;
    }
    QueryPerformanceCounter(&to);
    QueryPerformanceFrequency(&frequency);
    printf("{\"allocator\":\"%s\",\"live_mb\":%.1f,\"share_above_256_kb\":%.2f,\"milliseconds\":%.0f", name,
           in_mb(live), (double)large_bytes / (double)all_bytes,
           1e3 * (double)(to.QuadPart - from.QuadPart) / (double)frequency.QuadPart);
    print_series("committed_mb", after, offsetof(holding, committed));
    print_series("reserved_mb", after, offsetof(holding, reserved));
    print_series("hole_mb", after, offsetof(holding, hole));
    print_series("hole_host_mb", after, offsetof(holding, hole_host));
    printf("}\n");
    return 0;
}
