/* From counters, tables and events to the block, without a sampler thread. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "stats/samples.h"

static uint8_t *memory;

static const mp_block_header *header(void) {
    return (const mp_block_header *)(const void *)memory;
}

static const mp_block_part *part(mp_part_kind kind) {
    return (const mp_block_part *)(const void *)(memory + header()->part_table) + (kind - 1);
}

static const void *entry(mp_part_kind kind, uint32_t index) {
    return memory + part(kind)->offset + part(kind)->entries + part(kind)->stride * index;
}

static uint64_t live(uint32_t metric) {
    return *(const uint64_t *)entry(MP_PART_LIVE, metric);
}

static uint32_t used(mp_part_kind kind) {
    return ((const mp_block_table *)(const void *)(memory + part(kind)->offset))->used;
}

static uint64_t newest(mp_part_kind kind) {
    return ((const mp_block_ring *)(const void *)(memory + part(kind)->offset))->newest;
}

static void heap_source(mp_heap_state *out) {
    CHECK(out->small.live == UINT64_MAX && out->small.regions == 0);
    out->small.reserved = 1000;
    out->large.reserved = 500;
    out->large.live = 400;
    out->quarantine_bytes = 64;
}

static void what_happened_before_the_block_is_in_it(void) {
    CHECK(used(MP_PART_PROPERTIES) == 1);
    CHECK(strcmp(((const mp_block_property *)entry(MP_PART_PROPERTIES, 0))->value, "early") == 0);
    CHECK(newest(MP_PART_EVENTS) == 1);
    CHECK(strcmp(((const mp_block_event *)entry(MP_PART_EVENTS, 0))->text, "early 1") == 0);
    CHECK(header()->state == MP_BLOCK_STARTING && header()->heartbeat == 1);
    CHECK(newest(MP_PART_SAMPLES) == 0);
}

static void *other_thread(void *unused) {
    (void)unused;
    mp_count_free(mp_thread_current(), MP_PATH_ENGINE, 112);
    mp_thread_end();
    return NULL;
}

static void a_sample_holds_what_was_counted(void) {
    mp_thread *thread = mp_thread_current();
    mp_count_allocation(thread, MP_PATH_ENGINE, 100, 112);
    mp_count_allocation(thread, MP_PATH_ENGINE, 5000, 5008);
    mp_count_reallocation(thread, MP_PATH_CRT, 64, 0, 64);
    mp_counter_add(&thread->path[MP_PATH_ENGINE].fallbacks, 3);
    mp_counter_add(&thread->foreign_frees, 9);
    mp_stats_flush();
    CHECK(header()->state == MP_BLOCK_LIVE);
    CHECK(newest(MP_PART_SAMPLES) == 1);
    CHECK(live(MP_METRIC_TOTAL + MP_PATH_LIVE_BYTES) == 112 + 5008 + 64);

    pthread_t other;
    pthread_create(&other, NULL, other_thread, NULL);
    pthread_join(other, NULL);
    mp_stats_flush();
    CHECK(live(MP_METRIC_PATHS + MP_PATH_ENGINE * MP_PATH_METRICS + MP_PATH_ALLOCATIONS) == 2);
    CHECK(live(MP_METRIC_PATHS + MP_PATH_ENGINE * MP_PATH_METRICS + MP_PATH_FREES) == 1);
    CHECK(live(MP_METRIC_PATHS + MP_PATH_ENGINE * MP_PATH_METRICS + MP_PATH_LIVE_BYTES) == 5008);
    CHECK(live(MP_METRIC_TOTAL + MP_PATH_REALLOCATIONS) == 1);
    CHECK(live(MP_METRIC_TOTAL + MP_PATH_BYTES_REQUESTED) == 5164);
    CHECK(live(MP_METRIC_TOTAL + MP_PATH_FALLBACKS) == 3);
    CHECK(live(MP_METRIC_TOTAL + MP_PATH_LIVE_BYTES) == 5072);
    CHECK(live(MP_METRIC_PEAK_BYTES) == 5184);
    CHECK(live(MP_METRIC_FOREIGN_FREES) == 9);
    CHECK(live(MP_METRIC_SIZES + 6) == 2 && live(MP_METRIC_SIZES + 12) == 1);
    CHECK(live(MP_METRIC_THREADS_LIVE) == 1 && live(MP_METRIC_THREADS_STARTED) == 2);
    CHECK(live(MP_METRIC_SMALL_HEAP + MP_HEAP_LIVE) == MP_BLOCK_NO_VALUE);
    CHECK(live(MP_METRIC_LARGE_HEAP + MP_HEAP_LIVE) == 400);
    CHECK(live(MP_METRIC_ADDRESS_OURS) == 1500);
    CHECK(live(MP_METRIC_ADDRESS_FREE) == MP_BLOCK_NO_VALUE);
    CHECK(live(MP_METRIC_SAMPLER_COST) > 0 && live(MP_METRIC_SAMPLER_COST) < 1000000000u);

    const mp_block_sample *second = entry(MP_PART_SAMPLES, 1);
    uint32_t slots[MP_METRIC_COUNT];
    mp_metrics_ring_slots(slots);
    CHECK(second->serial == 2);
    CHECK(second->values[slots[MP_METRIC_PEAK_BYTES]] == 5184);
    const mp_block_live *head = (const void *)(memory + part(MP_PART_LIVE)->offset);
    CHECK(head->serial == 2 && head->sequence % 2 == 0 && head->time_ns == second->time_ns);
}

static void frames_are_measured(void) {
    CHECK(live(MP_METRIC_FRAME_COUNT) == 0 && live(MP_METRIC_FRAME_LAST) == MP_BLOCK_NO_VALUE);
    for (int i = 0; i < 11; i++) {
        mp_frame();
        usleep(i == 5 ? 30000 : 2000);
    }
    mp_stats_flush();
    CHECK(live(MP_METRIC_FRAME_COUNT) == 10);
    CHECK(live(MP_METRIC_FRAME_LONGEST) >= 30000000u);
    CHECK(live(MP_METRIC_FRAME_SLOWEST_1_PERCENT) == live(MP_METRIC_FRAME_LONGEST));
    CHECK(live(MP_METRIC_FRAME_AVERAGE) >= 4000000u);
    CHECK(live(MP_METRIC_FRAME_AVERAGE) < live(MP_METRIC_FRAME_LONGEST));
    const uint64_t longest = live(MP_METRIC_FRAME_LONGEST);
    mp_stats_flush();
    CHECK(live(MP_METRIC_FRAME_COUNT) == 10 && live(MP_METRIC_FRAME_LONGEST) == longest);
    for (int i = 0; i < 1000; i++) { /* more than the queue holds: times are lost, frames are counted */
        mp_frame();
    }
    mp_stats_flush();
    CHECK(live(MP_METRIC_FRAME_COUNT) == 1010);
}

static void tables_follow_what_is_reported(void) {
    static const uint8_t expected[] = {1, 2, 3};
    mp_patch_report(0x1000, "group", "name", MP_PATCH_PENDING, expected, NULL, sizeof expected);
    mp_patch_report(0x2000, "group", "other", MP_PATCH_SKIPPED, NULL, NULL, 0);
    mp_patch_report(0x1000, "group", "name", MP_PATCH_APPLIED, NULL, NULL, 0);
    mp_budget_report("uTextureMemory", 1, 2, 3);
    mp_budget_report("uTextureMemory", 1, 2, 2);
    mp_property("key", "%d", 1);
    mp_property("key", "%d", 2);
    mp_mode_set(MP_MODE_OBSERVE, "a reason");
    CHECK(mp_samples_beat());
    CHECK(used(MP_PART_PATCHES) == 2 && used(MP_PART_BUDGETS) == 1);
    const mp_block_patch *patch = entry(MP_PART_PATCHES, 0);
    CHECK(patch->status == MP_PATCH_APPLIED && patch->length == 3 && patch->bytes == MP_PATCH_HAS_EXPECTED);
    CHECK(memcmp(patch->expected, expected, 3) == 0 && strcmp(patch->name, "name") == 0);
    CHECK(((const mp_block_budget *)entry(MP_PART_BUDGETS, 0))->now == 2);
    CHECK(used(MP_PART_PROPERTIES) == 3);
    CHECK(strcmp(((const mp_block_property *)entry(MP_PART_PROPERTIES, 1))->value, "2") == 0);
    CHECK(header()->mode == MP_MODE_OBSERVE && mp_mode_get() == MP_MODE_OBSERVE);
    CHECK(strcmp(((const mp_block_property *)entry(MP_PART_PROPERTIES, 2))->value, "a reason") == 0);
    for (int i = 0; i < 300; i++) { /* a full table keeps what it has */
        mp_patch_report(0x5000 + (uint32_t)i, "group", "many", MP_PATCH_APPLIED, NULL, NULL, 0);
    }
    CHECK(mp_samples_beat());
    CHECK(used(MP_PART_PATCHES) == part(MP_PART_PATCHES)->count);
    CHECK(((const mp_block_patch *)entry(MP_PART_PATCHES, 0))->address == 0x1000);
}

static void the_last_sums_stand_after_closing(void) {
    mp_count_allocation(mp_thread_current(), MP_PATH_SCRAP, 8, 8);
    mp_stats_close();
    CHECK(header()->state == MP_BLOCK_CLOSING && header()->closed_ns > 0);
    CHECK(live(MP_METRIC_PATHS + MP_PATH_SCRAP * MP_PATH_METRICS + MP_PATH_ALLOCATIONS) == 1);
    const uint64_t samples = newest(MP_PART_SAMPLES);
    mp_count_allocation(mp_thread_current(), MP_PATH_SCRAP, 8, 8);
    mp_stats_close();
    CHECK(!mp_samples_take() && !mp_samples_beat());
    CHECK(newest(MP_PART_SAMPLES) == samples);
    mp_totals totals;
    mp_totals_now(&totals);
    CHECK(totals.path[MP_PATH_SCRAP].allocations == 2 && totals.live_bytes == 5072 + 16);
    CHECK(totals.peak_bytes == 5184 && totals.address_limit == UINT64_MAX);
    mp_stats_end();
    CHECK(header()->state == MP_BLOCK_DEAD);
}

int main(void) {
    CHECK(mp_threads_start());
    CHECK(!mp_samples_take()); /* no block yet */
    mp_property("when", "early");
    mp_event(MP_EVENT_INFO, MP_SEVERITY_INFO, 0, 0, "early %d", 1);
    mp_stats_set_heap_source(heap_source);
    memory = aligned_alloc(64, mp_block_size());
    memset(memory, 0, mp_block_size());
    const mp_block_identity identity = {.process_id = 1, .sample_period_ms = 100, .address_period_ms = 1000};
    mp_samples_open(memory, mp_block_size(), &identity);
    what_happened_before_the_block_is_in_it();
    a_sample_holds_what_was_counted();
    frames_are_measured();
    tables_follow_what_is_reported();
    the_last_sums_stand_after_closing();
    free(memory);
    return check_result();
}
