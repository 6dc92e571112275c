/*
 * The table of metrics: written once here, published in the block, bound by name in the manager. A new
 * metric is a new line in metrics.c, a new name below and one assignment in sampler.c.
 */
#ifndef MEMORYPOOL_STATS_METRICS_H
#define MEMORYPOOL_STATS_METRICS_H

#include "layout.h"
#include "stats.h"

typedef enum mp_metric_kind {
    MP_COUNTER = 1, /* only grows while the process lives: charts show its rate */
    MP_GAUGE,       /* a state now */
    MP_PEAK         /* the highest value of a gauge so far */
} mp_metric_kind;

/* The metrics of one path, in this order, for each path in the order of mp_path. */
typedef enum mp_path_metric {
    MP_PATH_ALLOCATIONS,
    MP_PATH_FREES,
    MP_PATH_REALLOCATIONS,
    MP_PATH_FAILURES,
    MP_PATH_FALLBACKS,
    MP_PATH_BYTES_REQUESTED,
    MP_PATH_LIVE_BYTES,
    MP_PATH_METRICS
} mp_path_metric;

/* The metrics of the small-block and of the large-block heap, in this order. */
typedef enum mp_heap_metric {
    MP_HEAP_RESERVED,
    MP_HEAP_COMMITTED,
    MP_HEAP_LIVE,
    MP_HEAP_FREE,
    MP_HEAP_LARGEST_FREE,
    MP_HEAP_REGIONS,
    MP_HEAP_CORRUPTION,
    MP_HEAP_METRICS
} mp_heap_metric;

/* The metrics of one page-call pattern, in this order, for each in the order of mp_page_pattern. */
typedef enum mp_page_metric {
    MP_PAGE_CALLS,
    MP_PAGE_SAVED,
    MP_PAGE_SYSTEM_CALLS,
    MP_PAGE_METRICS
} mp_page_metric;

/* Index in the directory and slot in the live values. */
typedef enum mp_metric {
    MP_METRIC_PATHS = 0, /* + path * MP_PATH_METRICS + mp_path_metric */
    MP_METRIC_TOTAL = MP_METRIC_PATHS + MP_PATH_COUNT * MP_PATH_METRICS, /* + mp_path_metric */
    MP_METRIC_PEAK_BYTES = MP_METRIC_TOTAL + MP_PATH_METRICS,
    MP_METRIC_FRAME_COUNT,
    MP_METRIC_FRAME_LAST,
    MP_METRIC_FRAME_AVERAGE,
    MP_METRIC_FRAME_LONGEST,
    MP_METRIC_FRAME_SLOWEST_1_PERCENT,
    MP_METRIC_ADDRESS_LIMIT,
    MP_METRIC_ADDRESS_FREE,
    MP_METRIC_ADDRESS_LARGEST_HOLE,
    MP_METRIC_ADDRESS_IMAGE,
    MP_METRIC_ADDRESS_MAPPED,
    MP_METRIC_ADDRESS_PRIVATE,
    MP_METRIC_ADDRESS_OURS,
    MP_METRIC_ADDRESS_COMMITTED,
    MP_METRIC_SMALL_HEAP,                                          /* + mp_heap_metric */
    MP_METRIC_LARGE_HEAP = MP_METRIC_SMALL_HEAP + MP_HEAP_METRICS, /* + mp_heap_metric */
    MP_METRIC_FOREIGN_FREES = MP_METRIC_LARGE_HEAP + MP_HEAP_METRICS,
    MP_METRIC_QUARANTINED,
    MP_METRIC_QUARANTINE_BYTES,
    MP_METRIC_PAGE_CALLS,
    MP_METRIC_PAGE_CALLS_SAVED,
    MP_METRIC_PAGE_SYSTEM_CALLS,
    MP_METRIC_PAGE_CALLS_OTHER,
    MP_METRIC_PAGES_POOL,
    MP_METRIC_PAGES_REGION,
    MP_METRIC_PAGES_ALIGNED,
    MP_METRIC_PAGES_LARGE,
    MP_METRIC_PAGES_HOT,
    MP_METRIC_PAGES_KEPT,
    MP_METRIC_PAGES_COVERED,
    MP_METRIC_THREADS_LIVE,
    MP_METRIC_THREADS_STARTED,
    MP_METRIC_THREADS_SHARING,
    MP_METRIC_SAMPLER_COST,
    MP_METRIC_SAMPLER_COST_TOTAL,
    MP_METRIC_SAMPLER_WALK_COST,
    MP_METRIC_EVENTS_LOST,
    MP_METRIC_SIZES, /* + bucket */
    MP_METRIC_PAGES =
        MP_METRIC_SIZES + MP_SIZE_BUCKETS, /* + mp_page_pattern * MP_PAGE_METRICS + mp_page_metric */
    MP_METRIC_COUNT = MP_METRIC_PAGES + MP_PAGE_PATTERNS * MP_PAGE_METRICS
} mp_metric;

/* Writes MP_METRIC_COUNT directory entries and returns how many of them have a slot in the ring. */
uint32_t mp_metrics_describe(mp_block_metric *out);

/* How many metrics have a slot in the ring. */
uint32_t mp_metrics_in_ring(void);

/* The ring slot of each metric, in the order of the directory; MP_BLOCK_NO_SLOT for none. */
void mp_metrics_ring_slots(uint32_t slots[MP_METRIC_COUNT]);

#endif
