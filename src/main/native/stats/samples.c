#include "samples.h"

#include <string.h>

#include "events.h"
#include "frames.h"
#include "os.h"
#include "thread_rows.h"
#include "threads.h"

#define THREADS_PERIOD_NS 1000000000u

static mp_lock lock = MP_LOCK_FREE; /* everything below */
static mp_block block;
static bool open, closed, sampled;
static uint64_t peak_bytes, cost_last, cost_total, threads_due;
static mp_block_thread threads[MP_MAX_THREADS];
static mp_address_space address = {UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX,
                                   UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX};
static void (*heap_source)(mp_heap_state *);
static void (*page_source)(mp_page_gauges *);
static void (*address_listener)(uint64_t free, uint64_t largest_hole);

static uint64_t live_bytes(const mp_path_counters *path) {
    return path->bytes_in > path->bytes_out ? path->bytes_in - path->bytes_out : 0;
}

static void add_path(mp_path_counters *to, const mp_path_counters *from) {
    to->allocations += from->allocations;
    to->frees += from->frees;
    to->reallocations += from->reallocations;
    to->failures += from->failures;
    to->bytes_requested += from->bytes_requested;
    to->bytes_in += from->bytes_in;
    to->bytes_out += from->bytes_out;
    to->fallbacks += from->fallbacks;
}

static mp_path_counters sum_paths(const mp_counters *counters) {
    mp_path_counters all = {0};
    for (int path = 0; path < MP_PATH_COUNT; path++) {
        add_path(&all, &counters->path[path]);
    }
    return all;
}

static void note_peak(const mp_path_counters *all) {
    uint64_t live = live_bytes(all);
    peak_bytes = live > peak_bytes ? live : peak_bytes;
}

static void put_path(uint64_t *values, const mp_path_counters *path) {
    values[MP_PATH_ALLOCATIONS] = path->allocations;
    values[MP_PATH_FREES] = path->frees;
    values[MP_PATH_REALLOCATIONS] = path->reallocations;
    values[MP_PATH_FAILURES] = path->failures;
    values[MP_PATH_FALLBACKS] = path->fallbacks;
    values[MP_PATH_BYTES_REQUESTED] = path->bytes_requested;
    values[MP_PATH_LIVE_BYTES] = live_bytes(path);
}

static mp_page_counters sum_pages(const mp_page_counters *patterns) {
    mp_page_counters all = {0};
    for (int pattern = 0; pattern < MP_PAGE_PATTERNS; pattern++) {
        all.calls += patterns[pattern].calls;
        all.saved += patterns[pattern].saved;
        all.system_calls += patterns[pattern].system_calls;
    }
    return all;
}

static void put_page_counters(uint64_t *values, const mp_page_counters *pattern) {
    values[MP_PAGE_CALLS] = pattern->calls;
    values[MP_PAGE_SAVED] = pattern->saved;
    values[MP_PAGE_SYSTEM_CALLS] = pattern->system_calls;
}

static void put_pages(uint64_t *values, const mp_counters *counters) {
    const mp_page_counters *of = counters->pages;
    mp_page_counters all = sum_pages(of);
    values[MP_METRIC_PAGE_CALLS] = all.calls + counters->other_page_calls;
    values[MP_METRIC_PAGE_CALLS_SAVED] = all.saved;
    values[MP_METRIC_PAGE_SYSTEM_CALLS] = all.system_calls;
    values[MP_METRIC_PAGE_CALLS_OTHER] = counters->other_page_calls;
    values[MP_METRIC_PAGES_POOL] = of[MP_PAGES_POOL_ARENA].calls + of[MP_PAGES_POOL_PAGE].calls;
    values[MP_METRIC_PAGES_REGION] =
        of[MP_PAGES_SCRAP_REGION].calls + of[MP_PAGES_SCRAP_EXTENT].calls + of[MP_PAGES_MEDIA_BUFFERS].calls;
    values[MP_METRIC_PAGES_ALIGNED] = of[MP_PAGES_HEAP_GROWTH].calls + of[MP_PAGES_HEAP_DECOMMIT].calls;
    values[MP_METRIC_PAGES_LARGE] = of[MP_PAGES_HEAP_REGION].calls + of[MP_PAGES_HEAP_CORE].calls;
    for (int pattern = 0; pattern < MP_PAGE_PATTERNS; pattern++) {
        put_page_counters(&values[MP_METRIC_PAGES + pattern * MP_PAGE_METRICS], &of[pattern]);
    }
}

static void put_page_gauges(uint64_t *values) {
    mp_page_gauges gauges = {MP_BLOCK_NO_VALUE, MP_BLOCK_NO_VALUE, MP_BLOCK_NO_VALUE};
    if (page_source != NULL) {
        page_source(&gauges);
    }
    values[MP_METRIC_PAGES_HOT] = gauges.hot_bytes;
    values[MP_METRIC_PAGES_KEPT] = gauges.kept_bytes;
    values[MP_METRIC_PAGES_COVERED] = gauges.covered_functions;
}

static void put_counters(uint64_t *values, const mp_thread_sums *sums) {
    const mp_counters *counters = &sums->counters;
    for (int path = 0; path < MP_PATH_COUNT; path++) {
        put_path(&values[MP_METRIC_PATHS + path * MP_PATH_METRICS], &counters->path[path]);
    }
    mp_path_counters all = sum_paths(counters);
    note_peak(&all);
    put_path(&values[MP_METRIC_TOTAL], &all);
    values[MP_METRIC_PEAK_BYTES] = peak_bytes;
    values[MP_METRIC_FOREIGN_FREES] = counters->foreign_frees;
    values[MP_METRIC_QUARANTINED] = counters->quarantined;
    put_pages(values, counters);
    values[MP_METRIC_THREADS_LIVE] = sums->live;
    values[MP_METRIC_THREADS_STARTED] = sums->started;
    values[MP_METRIC_THREADS_SHARING] = sums->sharing;
    memcpy(&values[MP_METRIC_SIZES], counters->histogram, sizeof counters->histogram);
}

static void put_frames(uint64_t *values) {
    mp_frame_times times;
    mp_frames_drain(&times);
    values[MP_METRIC_FRAME_COUNT] = times.count;
    values[MP_METRIC_FRAME_LAST] = times.last;
    values[MP_METRIC_FRAME_AVERAGE] = times.average;
    values[MP_METRIC_FRAME_LONGEST] = times.longest;
    values[MP_METRIC_FRAME_SLOWEST_1_PERCENT] = times.slowest_1_percent;
}

static void put_heap(uint64_t *values, const mp_allocator_state *state) {
    values[MP_HEAP_RESERVED] = state->reserved;
    values[MP_HEAP_COMMITTED] = state->committed;
    values[MP_HEAP_LIVE] = state->live;
    values[MP_HEAP_FREE] = state->free_inside;
    values[MP_HEAP_LARGEST_FREE] = state->largest_free;
    values[MP_HEAP_REGIONS] = state->reserved == UINT64_MAX ? MP_BLOCK_NO_VALUE : state->regions;
    values[MP_HEAP_CORRUPTION] = state->corruption;
}

static uint64_t reserved_by(const mp_allocator_state *state) {
    return state->reserved == UINT64_MAX ? 0 : state->reserved;
}

static void put_heaps(uint64_t *values) {
    mp_heap_state state;
    memset(&state, 0xFF, sizeof state);
    state.small.regions = state.large.regions = 0;
    if (heap_source != NULL) {
        heap_source(&state);
    }
    put_heap(&values[MP_METRIC_SMALL_HEAP], &state.small);
    put_heap(&values[MP_METRIC_LARGE_HEAP], &state.large);
    values[MP_METRIC_QUARANTINE_BYTES] = state.quarantine_bytes;
    values[MP_METRIC_ADDRESS_OURS] =
        heap_source == NULL ? MP_BLOCK_NO_VALUE : reserved_by(&state.small) + reserved_by(&state.large);
}

static void put_address(uint64_t *values) {
    values[MP_METRIC_ADDRESS_LIMIT] = address.limit;
    values[MP_METRIC_ADDRESS_FREE] = address.free;
    values[MP_METRIC_ADDRESS_LARGEST_HOLE] = address.largest_hole;
    values[MP_METRIC_ADDRESS_IMAGE] = address.image;
    values[MP_METRIC_ADDRESS_MAPPED] = address.mapped;
    values[MP_METRIC_ADDRESS_PRIVATE] = address.private_bytes;
    values[MP_METRIC_ADDRESS_COMMITTED] = address.committed;
    values[MP_METRIC_SAMPLER_WALK_COST] = address.walk_ns;
}

static void publish_table(const mp_table *table, void *context) {
    (void)context;
    if (table->changed) {
        mp_block_table_put(&block, table);
    }
}

static void publish_rest(uint64_t now) {
    mp_tables_visit(publish_table, NULL);
    mp_block_event event;
    while (mp_events_take(&event)) {
        mp_block_event_put(&block, &event, mp_events_lost());
    }
    mp_block_mode(&block, (uint32_t)mp_mode_get());
    mp_block_heartbeat(&block, now, mp_clock_now());
}

/* As they were at the sample just taken. */
static void publish_threads(uint64_t now) {
    mp_threads_find_names(false);
    mp_table table = {
        MP_PART_THREADS, threads, sizeof threads[0], mp_thread_rows(threads, MP_MAX_THREADS), true, now};
    mp_block_table_put(&block, &table);
    threads_due = now + THREADS_PERIOD_NS;
}

static void take(bool with_threads) {
    uint64_t values[MP_METRIC_COUNT];
    uint64_t begin = mp_clock_ns();
    mp_thread_sums sums;
    mp_threads_sum(&sums);
    put_counters(values, &sums);
    put_frames(values);
    put_heaps(values);
    put_page_gauges(values);
    put_address(values);
    values[MP_METRIC_SAMPLER_COST] = sampled ? cost_last : MP_BLOCK_NO_VALUE;
    values[MP_METRIC_SAMPLER_COST_TOTAL] = cost_total;
    values[MP_METRIC_EVENTS_LOST] = mp_events_lost();
    mp_block_sample_put(&block, begin, values);
    if (with_threads || begin >= threads_due) {
        publish_threads(begin);
    }
    publish_rest(begin);
    if (sums.sharing != 0) {
        mp_block_flag(&block, MP_BLOCK_FLAG_SHARED_SPARE);
    }
    if (!sampled) {
        sampled = true;
        mp_block_state_set(&block, MP_BLOCK_LIVE, begin);
    }
    cost_last = mp_clock_ns() - begin;
    cost_total += cost_last;
}

void mp_samples_open(void *base, uint32_t size, const mp_block_identity *identity) {
    mp_lock_take(&lock);
    mp_block_create(&block, base, size, identity);
    open = true;
    publish_rest(mp_clock_ns());
    mp_lock_give(&lock);
}

static bool take_if_alive(bool with_threads) {
    mp_lock_take(&lock);
    bool alive = open && !closed;
    if (alive) {
        take(with_threads);
    }
    mp_lock_give(&lock);
    return alive;
}

bool mp_samples_take(void) {
    return take_if_alive(false);
}

bool mp_samples_beat(void) {
    mp_lock_take(&lock);
    bool alive = open && !closed;
    if (alive) {
        publish_rest(mp_clock_ns());
    }
    mp_lock_give(&lock);
    return alive;
}

void mp_samples_address(const mp_address_space *space) {
    mp_lock_take(&lock);
    cost_total += space->walk_ns == UINT64_MAX ? 0 : space->walk_ns;
    address = *space;
    void (*listener)(uint64_t, uint64_t) = address_listener;
    mp_lock_give(&lock);
    if (listener != NULL) {
        listener(space->free, space->largest_hole);
    }
}

void mp_samples_find_gone(void) {
    mp_lock_take(&lock);
    mp_threads_find_gone();
    mp_threads_find_names(true);
    mp_lock_give(&lock);
}

void mp_stats_set_heap_source(void (*source)(mp_heap_state *out)) {
    mp_lock_take(&lock);
    heap_source = source;
    mp_lock_give(&lock);
}

void mp_stats_set_page_source(void (*source)(mp_page_gauges *out)) {
    mp_lock_take(&lock);
    page_source = source;
    mp_lock_give(&lock);
}

void mp_stats_set_address_listener(void (*listener)(uint64_t free, uint64_t largest_hole)) {
    mp_lock_take(&lock);
    address_listener = listener;
    mp_lock_give(&lock);
}

void mp_stats_flush(void) {
    take_if_alive(true);
}

void mp_stats_close(void) {
    mp_lock_take(&lock);
    if (open && !closed) {
        take(true);
        mp_block_state_set(&block, MP_BLOCK_CLOSING, mp_clock_ns());
    }
    closed = true;
    mp_lock_give(&lock);
}

void mp_stats_end(void) {
    if (open) {
        mp_block_state_set(&block, MP_BLOCK_DEAD, 0);
    }
}

void mp_totals_now(mp_totals *out) {
    mp_lock_take(&lock);
    mp_thread_sums sums;
    mp_threads_sum(&sums);
    memcpy(out->path, sums.counters.path, sizeof out->path);
    out->all = sum_paths(&sums.counters);
    note_peak(&out->all);
    out->live_bytes = live_bytes(&out->all);
    out->peak_bytes = peak_bytes;
    out->address_free = address.free;
    out->address_largest_hole = address.largest_hole;
    out->address_limit = address.limit;
    memcpy(out->pages, sums.counters.pages, sizeof out->pages);
    out->all_pages = sum_pages(out->pages);
    out->other_page_calls = sums.counters.other_page_calls;
    out->saved_page_calls = out->all_pages.saved;
    mp_lock_give(&lock);
}

void mp_details_now(mp_details *out) {
    mp_lock_take(&lock);
    mp_thread_sums sums;
    mp_threads_sum(&sums);
    memcpy(out->histogram, sums.counters.histogram, sizeof out->histogram);
    out->foreign_frees = sums.counters.foreign_frees;
    out->quarantined = sums.counters.quarantined;
    out->threads_started = sums.started;
    mp_threads_find_names(false);
    out->thread_count = mp_thread_rows(out->threads, sizeof out->threads / sizeof out->threads[0]);
    mp_lock_give(&lock);
}
