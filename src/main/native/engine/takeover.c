#include "engine/takeover.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/outofmemory.h"
#include "engine/profile.h"
#include "engine/scrapheap.h"
#include "heap/heap.h"
#include "hook/patch.h"
#include "hook/trampoline.h"
#include "log.h"
#include "stats/stats.h"

#define MAX_SITES 64

typedef void(__attribute__((thiscall)) * manager_function)(void *manager);

static size_t collect_sites(mp_patch_site *sites, bool scrap_heap) {
    size_t count = 0;
    for (size_t i = 0; i < mp_profile_entry_count; i++)
        sites[count++] = mp_profile_entries[i].site;
    for (size_t i = 0; i < mp_profile_vanilla_off_count; i++)
        sites[count++] = mp_profile_vanilla_off[i];
    for (size_t i = 0; i < mp_profile_scrap_count && scrap_heap; i++)
        sites[count++] = mp_profile_scrap[i];
    return count;
}

static void report_skipped(const mp_patch_site *sites, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint8_t length = sites[i].expected_length > 16 ? 16 : sites[i].expected_length;
        mp_patch_report(sites[i].address, sites[i].group, sites[i].name, MP_PATCH_SKIPPED, sites[i].expected, NULL,
                        length);
    }
}

static bool make_trampolines(char *reason, size_t reason_size) {
    bool made = mp_trampoline_unlock();
    for (size_t i = 0; i < mp_profile_entry_count && made; i++) {
        const mp_profile_entry *entry = &mp_profile_entries[i];
        *entry->original = mp_trampoline_make(entry->site.address, entry->site.expected, entry->carried);
        made = *entry->original != NULL;
    }
    mp_trampoline_lock();
    if (!made)
        snprintf(reason, reason_size, "the ways back to the original functions could not be made");
    return made;
}

bool mp_takeover_begin(const mp_config *config, const mp_allocator_options *options, char *reason,
                       size_t reason_size) {
    mp_patch_site sites[MAX_SITES];
    bool scrap_heap = config->scrap_heap && mp_scrapheap_start();
    size_t count = collect_sites(sites, scrap_heap);
    mp_patch_result result;

    /* Validated before an allocator is loaded for nothing, and again, whole, by the transaction itself. */
    if (!mp_patch_validate(sites, count, &result)) {
        snprintf(reason, reason_size, "%s", result.reason);
        return false;
    }
    if (!make_trampolines(reason, reason_size) || !mp_heap_start(config, options, reason, reason_size))
        return false;
    mp_outofmemory_find_pass();
    if (!mp_patch_apply(sites, count, &result)) {
        mp_heap_drain();
        snprintf(reason, reason_size, "%s", result.reason);
        return false;
    }
    if (!scrap_heap)
        report_skipped(mp_profile_scrap, mp_profile_scrap_count);
    mp_property("scrapHeap", "%s", scrap_heap ? "on" : "off");
    mp_log(MP_LOG_INFO, "%u sites of the engine patched", (unsigned)count);
    return true;
}

bool mp_takeover_in_place(void) {
    return mp_patch_original(mp_profile_entries[0].site.address) != NULL;
}

static unsigned engine_heaps(void) {
    return *(volatile uint16_t *)(MP_ADDRESS_MEMORY_MANAGER + MP_OFFSET_HEAP_COUNT);
}

static bool build_engine_heaps(void) {
    void *manager = (void *)MP_ADDRESS_MEMORY_MANAGER;
    if (engine_heaps() == 0) {
        ((manager_function)MP_ADDRESS_BUILD_HEAPS)(manager);
        ((manager_function)MP_ADDRESS_BUILD_POOLS)(manager);
    }
    return engine_heaps() != 0;
}

bool mp_takeover_step_back(void) {
    for (size_t i = 0; i < mp_profile_vanilla_off_count; i++) {
        if (!mp_patch_remove_one(mp_profile_vanilla_off[i].address))
            return false;
    }
    if (!build_engine_heaps())
        return false;
    mp_heap_drain();
    return true;
}

static bool scrap_heap_taken(void) {
    return mp_patch_original(mp_profile_scrap[0].address) != NULL;
}

/* Nothing of the engine has run: it makes its own heaps once the sites are as they were. */
static bool before_the_engine(void) {
    return *(void *volatile *)MP_ADDRESS_CRT_HEAP == NULL;
}

static const char *standing_in_the_way(void) {
    if (before_the_engine())
        return NULL;
    if (engine_heaps() == 0)
        return "the engine's own heaps were never built";
    return scrap_heap_taken() ? "threads of the game hold scrap heaps of ours" : NULL;
}

/* False, and why, while the engine's entries are needed. */
static bool entries_may_go(char *reason, size_t reason_size) {
    mp_totals totals;
    mp_totals_now(&totals);
    const char *obstacle = standing_in_the_way();
    if (totals.live_bytes != 0)
        snprintf(reason, reason_size,
                 "the game holds %" PRIu64 " blocks, %" PRIu64 " KB, that only the patched functions can take back",
                 totals.all.allocations - totals.all.frees, (totals.live_bytes + 1023) / 1024);
    else if (obstacle != NULL)
        snprintf(reason, reason_size, "%s", obstacle);
    return totals.live_bytes == 0 && obstacle == NULL;
}

size_t mp_takeover_remove(char *reason, size_t reason_size) {
    static const char *const groups[] = {"engine heap", "crt", "heaps and pools", "scrap heap"};
    size_t others = 0;
    reason[0] = '\0';
    mp_patch_remove_group("budgets");
    if (mp_takeover_in_place() && entries_may_go(reason, reason_size)) {
        mp_heap_drain();
        for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
            others += mp_patch_remove_group(groups[i]);
    }
    if (others != 0)
        snprintf(reason, reason_size, "another plugin patched over %u of them", (unsigned)others);
    return mp_patch_count();
}
