#include "metrics.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "text.h"

typedef struct description {
    const char *id, *unit;
    mp_metric_kind kind;
    bool ring; /* in every sample, so that it has a history */
    const char *group, *label, *sentence;
} description;

typedef struct family {
    const char *id, *label, *what;
} family;

static const family paths[MP_PATH_COUNT] = {
    [MP_PATH_ENGINE] = {"engine", "Engine heap", "through the engine's memory manager"},
    [MP_PATH_CRT] = {"crt", "C runtime", "through the executable's static C runtime"},
    [MP_PATH_IMPORT] = {"import", "Other modules", "through the import tables of other modules"},
    [MP_PATH_API] = {"api", "Plugin exports", "through the functions exported to other mods"},
    [MP_PATH_SCRAP] = {"scrap", "Scrap heap", "through the engine's scrap heap"},
};

static const family total = {"total", "All", "through all paths together"};

/* The id follows the family's and a dot, the sentence starts a phrase that the family's ends. */
static const description path_metrics[MP_PATH_METRICS] = {
    [MP_PATH_ALLOCATIONS] = {"allocations", "count", MP_COUNTER, true, NULL, "allocations",
                             "Blocks handed out"},
    [MP_PATH_FREES] = {"frees", "count", MP_COUNTER, true, NULL, "frees", "Blocks given back"},
    [MP_PATH_REALLOCATIONS] = {"reallocations", "count", MP_COUNTER, true, NULL, "reallocations",
                               "Blocks resized, moved or not,"},
    [MP_PATH_FAILURES] = {"failures", "count", MP_COUNTER, false, NULL, "failures", "Requests that failed"},
    [MP_PATH_FALLBACKS] = {"fallbacks", "count", MP_COUNTER, false, NULL, "fallbacks",
                           "Requests handed on to the original function"},
    [MP_PATH_BYTES_REQUESTED] = {"bytes_requested", "bytes", MP_COUNTER, false, NULL, "bytes requested",
                                 "Bytes asked for"},
    [MP_PATH_LIVE_BYTES] = {"live_bytes", "bytes", MP_GAUGE, true, NULL, "live bytes",
                            "Usable bytes of the blocks held"},
};

static const family heaps[2] = {
    {"heap", "Small-block heap", "the small-block heap"},
    {"large", "Large-block heap", "the large-block heap"},
};

static const description heap_metrics[MP_HEAP_METRICS] = {
    [MP_HEAP_RESERVED] = {"reserved", "bytes", MP_GAUGE, true, NULL, "reserved", "Address space held by"},
    [MP_HEAP_COMMITTED] = {"committed", "bytes", MP_GAUGE, true, NULL, "committed",
                           "Memory backed by RAM or page file in"},
    [MP_HEAP_LIVE] = {"live", "bytes", MP_GAUGE, true, NULL, "live", "Usable bytes handed out by"},
    [MP_HEAP_FREE] = {"free", "bytes", MP_GAUGE, true, NULL, "free inside",
                      "Bytes held but not handed out by"},
    [MP_HEAP_LARGEST_FREE] = {"largest_free", "bytes", MP_GAUGE, true, NULL, "largest free block",
                              "Largest block to be had without asking the system from"},
    [MP_HEAP_REGIONS] = {"regions", "count", MP_GAUGE, true, NULL, "regions",
                         "Spans, arenas or pools held by"},
    [MP_HEAP_CORRUPTION] = {"corruption", "count", MP_COUNTER, false, NULL, "damaged or misused blocks",
                            "Damaged headers and blocks freed twice met so far by"},
};

#define SINGLES_FROM MP_METRIC_PEAK_BYTES

static const description singles[] = {
    [MP_METRIC_PEAK_BYTES - SINGLES_FROM] = {"total.peak_bytes", "bytes", MP_PEAK, true, "Totals",
                                             "Peak live bytes",
                                             "Highest live bytes of all paths, as seen at a sample."},
    [MP_METRIC_FRAME_COUNT - SINGLES_FROM] = {"frame.count", "count", MP_COUNTER, true, "Frames", "Frames",
                                              "Turns of the game's main loop."},
    [MP_METRIC_FRAME_LAST - SINGLES_FROM] = {"frame.last", "ns", MP_GAUGE, true, "Frames", "Last frame time",
                                             "Length of the newest frame."},
    [MP_METRIC_FRAME_AVERAGE - SINGLES_FROM] = {"frame.average", "ns", MP_GAUGE, true, "Frames",
                                                "Average frame time",
                                                "Mean length of the frames that ended in the sample period."},
    [MP_METRIC_FRAME_LONGEST -
        SINGLES_FROM] = {"frame.longest", "ns", MP_GAUGE, true, "Frames", "Longest frame time",
                         "Length of the longest frame that ended in the sample period."},
    [MP_METRIC_FRAME_SLOWEST_1_PERCENT -
        SINGLES_FROM] = {"frame.slowest_1_percent", "ns", MP_GAUGE, true, "Frames", "Slowest 1 % of frames",
                         "Mean length of the slowest 1 % of the last 1000 frames."},
    [MP_METRIC_ADDRESS_LIMIT - SINGLES_FROM] = {"address.limit", "bytes", MP_GAUGE, false, "Address space",
                                                "Address space limit",
                                                "What the system lets this process address."},
    [MP_METRIC_ADDRESS_FREE - SINGLES_FROM] = {"address.free", "bytes", MP_GAUGE, true, "Address space",
                                               "Free address space", "Sum of all holes below the limit."},
    [MP_METRIC_ADDRESS_LARGEST_HOLE -
        SINGLES_FROM] = {"address.largest_hole", "bytes", MP_GAUGE, true, "Address space", "Largest hole",
                         "Largest free range an allocation could take, from a 64 KB boundary on."},
    [MP_METRIC_ADDRESS_IMAGE - SINGLES_FROM] = {"address.image", "bytes", MP_GAUGE, true, "Address space",
                                                "Programs and libraries",
                                                "Address space held by executable images."},
    [MP_METRIC_ADDRESS_MAPPED - SINGLES_FROM] = {"address.mapped", "bytes", MP_GAUGE, true, "Address space",
                                                 "Mapped files",
                                                 "Address space held by mapped files and sections."},
    [MP_METRIC_ADDRESS_PRIVATE -
        SINGLES_FROM] = {"address.private", "bytes", MP_GAUGE, true, "Address space", "Private memory",
                         "Private address space of the process, reserved or committed, ours included."},
    [MP_METRIC_ADDRESS_OURS -
        SINGLES_FROM] = {"address.ours", "bytes", MP_GAUGE, true, "Address space", "Held by our heaps",
                         "Address space held by the plugin's small-block and large-block heaps."},
    [MP_METRIC_ADDRESS_COMMITTED -
        SINGLES_FROM] = {"address.committed", "bytes", MP_GAUGE, true, "Address space", "Committed memory",
                         "Pages of any kind that are backed by RAM, page file or a file."},
    [MP_METRIC_FOREIGN_FREES -
        SINGLES_FROM] = {"foreign.frees", "count", MP_COUNTER, true, "Heap", "Foreign frees",
                         "Pointers that were not ours and were passed on to whoever made them."},
    [MP_METRIC_QUARANTINED -
        SINGLES_FROM] = {"quarantine.blocks", "count", MP_COUNTER, true, "Heap", "Quarantined blocks",
                         "Small blocks that were held back for a few frames before reuse."},
    [MP_METRIC_QUARANTINE_BYTES - SINGLES_FROM] = {"quarantine.bytes", "bytes", MP_GAUGE, true, "Heap",
                                                   "Bytes in quarantine", "Usable bytes held back now."},
    [MP_METRIC_PAGE_CALLS -
        SINGLES_FROM] = {"pages.calls", "count", MP_COUNTER, true, "Page calls", "Page calls",
                         "Calls of VirtualAlloc and VirtualFree that came through the plugin."},
    [MP_METRIC_PAGE_CALLS_SAVED - SINGLES_FROM] = {"pages.saved", "count", MP_COUNTER, true, "Page calls",
                                                   "Page calls saved",
                                                   "Page calls answered without a system call."},
    [MP_METRIC_PAGE_SYSTEM_CALLS -
        SINGLES_FROM] = {"pages.system", "count", MP_COUNTER, true, "Page calls",
                         "System calls made for page calls",
                         "What the page calls of the seventeen functions still cost."},
    [MP_METRIC_PAGE_CALLS_OTHER - SINGLES_FROM] =
        {"pages.other", "count", MP_COUNTER, false, "Page calls", "Other page calls",
         "Calls through the same import slots from elsewhere in the program; they are passed on."},
    [MP_METRIC_PAGES_POOL - SINGLES_FROM] = {"pages.pool", "count", MP_COUNTER, false, "Page calls",
                                             "Pool page calls",
                                             "Page calls for arenas and pages of the engine's memory pools."},
    [MP_METRIC_PAGES_REGION -
        SINGLES_FROM] = {"pages.region", "count", MP_COUNTER, false, "Page calls", "Region page calls",
                         "Page calls for scrap-heap regions, their extent, and media buffers."},
    [MP_METRIC_PAGES_ALIGNED - SINGLES_FROM] =
        {"pages.aligned", "count", MP_COUNTER, false, "Page calls", "Aligned page calls",
         "Page calls rounded to a heap's page size: growth, trimming and decommit inside free blocks."},
    [MP_METRIC_PAGES_LARGE -
        SINGLES_FROM] = {"pages.large", "count", MP_COUNTER, false, "Page calls", "Large page calls",
                         "Page calls for whole heap ranges and of the heap's allocation core."},
    [MP_METRIC_PAGES_HOT - SINGLES_FROM] = {"pages.hot", "bytes", MP_GAUGE, true, "Page calls", "Hot pages",
                                            "Pages the engine gave back that are still backed."},
    [MP_METRIC_PAGES_KEPT - SINGLES_FROM] =
        {"pages.kept", "bytes", MP_GAUGE, true, "Page calls", "Kept reservations",
         "Address space of reservations the engine released that are kept for its next request."},
    [MP_METRIC_PAGES_COVERED -
        SINGLES_FROM] = {"pages.covered", "count", MP_GAUGE, false, "Page calls", "Covered functions",
                         "Functions of the seventeen whose page calls were seen to come through the plugin."},
    [MP_METRIC_THREADS_LIVE - SINGLES_FROM] = {"threads.live", "count", MP_GAUGE, true, "Threads", "Threads",
                                               "Threads that allocated and still run."},
    [MP_METRIC_THREADS_STARTED - SINGLES_FROM] = {"threads.started", "count", MP_COUNTER, false, "Threads",
                                                  "Threads so far", "Threads that ever allocated."},
    [MP_METRIC_THREADS_SHARING -
        SINGLES_FROM] = {"threads.sharing", "count", MP_COUNTER, false, "Threads",
                         "Threads without own counters",
                         "Threads for whose counters no memory was left; above 0 the counts may be too low."},
    [MP_METRIC_SAMPLER_COST -
        SINGLES_FROM] = {"sampler.cost", "ns", MP_GAUGE, true, "Statistics", "Cost of a sample",
                         "Time the newest sample before this one took on the sampler thread."},
    [MP_METRIC_SAMPLER_COST_TOTAL - SINGLES_FROM] =
        {"sampler.cost_total", "ns", MP_COUNTER, false, "Statistics", "Cost of all samples",
         "Time all samples together took on the sampler thread, address-space walks included."},
    [MP_METRIC_SAMPLER_WALK_COST -
        SINGLES_FROM] = {"sampler.walk_cost", "ns", MP_GAUGE, false, "Statistics",
                         "Cost of an address-space walk",
                         "Time the newest complete walk took, all its slices together."},
    [MP_METRIC_EVENTS_LOST - SINGLES_FROM] = {"events.lost", "count", MP_COUNTER, false, "Statistics",
                                              "Events lost",
                                              "Events that came faster than they could be kept."},
};

_Static_assert(sizeof singles / sizeof singles[0] == MP_METRIC_SIZES - SINGLES_FROM, "one line a metric");

static const family page_patterns[MP_PAGE_PATTERNS] = {
    [MP_PAGES_MEDIA_BUFFERS] = {"pages.media_buffers", "Media buffers", "of DirectShow's buffers"},
    [MP_PAGES_SCRAP_EXTENT] = {"pages.scrap_extent", "Scrap heap extent",
                               "that grow and shrink a scrap heap"},
    [MP_PAGES_SCRAP_REGION] = {"pages.scrap_region", "Scrap heap regions", "for scrap-heap regions"},
    [MP_PAGES_POOL_ARENA] = {"pages.pool_arena", "Pool arenas", "for arenas of memory pools"},
    [MP_PAGES_POOL_PAGE] = {"pages.pool_page", "Pool pages", "for single pages of memory pools"},
    [MP_PAGES_HEAP_REGION] = {"pages.heap_region", "Heap ranges", "for whole ranges of engine heaps"},
    [MP_PAGES_HEAP_GROWTH] = {"pages.heap_growth", "Heap growth", "that grow and trim an engine heap"},
    [MP_PAGES_HEAP_DECOMMIT] = {"pages.heap_decommit", "Heap decommit", "for pages inside large free blocks"},
    [MP_PAGES_HEAP_CORE] = {"pages.heap_core", "Heap core", "of the engine heap's allocation core"},
    [MP_PAGES_CRT_BLOCKS] = {"pages.crt_blocks", "C runtime blocks", "of the C runtime's small-block heap"},
};

static const description page_metrics[MP_PAGE_METRICS] = {
    [MP_PAGE_CALLS] = {"calls", "count", MP_COUNTER, false, NULL, "page calls", "Page calls"},
    [MP_PAGE_SAVED] = {"saved", "count", MP_COUNTER, false, NULL, "saved",
                       "Answered without a system call: page calls"},
    [MP_PAGE_SYSTEM_CALLS] = {"system", "count", MP_COUNTER, false, NULL, "system calls",
                              "System calls made for page calls"},
};

static void put(mp_block_metric *out, const description *metric) {
    mp_text_copy(out->id, sizeof out->id, metric->id);
    mp_text_copy(out->unit, sizeof out->unit, metric->unit);
    mp_text_copy(out->group, sizeof out->group, metric->group);
    mp_text_copy(out->label, sizeof out->label, metric->label);
    mp_text_copy(out->description, sizeof out->description, metric->sentence);
    out->kind = (uint32_t)metric->kind;
}

static void put_member(mp_block_metric *out, const family *of, const description *metric, const char *group) {
    char id[sizeof out->id], label[sizeof out->label], sentence[sizeof out->description];
    snprintf(id, sizeof id, "%s.%s", of->id, metric->id);
    snprintf(label, sizeof label, "%s: %s", of->label, metric->label);
    snprintf(sentence, sizeof sentence, "%s %s.", metric->sentence, of->what);
    description whole = *metric;
    whole.id = id;
    whole.label = label;
    whole.sentence = sentence;
    whole.group = group;
    put(out, &whole);
}

static void put_bucket(mp_block_metric *out, unsigned bucket) {
    char id[sizeof out->id], label[sizeof out->label], sentence[sizeof out->description];
    unsigned low = bucket == 0 ? 0 : 1u << bucket;
    unsigned high = bucket == 31 ? UINT32_MAX : (2u << bucket) - 1;
    snprintf(id, sizeof id, "size.%02u", bucket);
    snprintf(label, sizeof label, "Requests of %u to %u bytes", low, high);
    snprintf(sentence, sizeof sentence, "Allocations and reallocations that asked for %u to %u bytes.", low,
             high);
    const description whole = {id, "count", MP_COUNTER, false, "Sizes", label, sentence};
    put(out, &whole);
}

static bool in_ring(unsigned metric) {
    if (metric < SINGLES_FROM) {
        unsigned member = metric % MP_PATH_METRICS;
        return metric >= MP_METRIC_TOTAL || path_metrics[member].ring;
    }
    if (metric >= MP_METRIC_SMALL_HEAP && metric < MP_METRIC_FOREIGN_FREES) {
        return heap_metrics[(metric - MP_METRIC_SMALL_HEAP) % MP_HEAP_METRICS].ring;
    }
    return metric < MP_METRIC_SIZES && singles[metric - SINGLES_FROM].ring;
}

void mp_metrics_ring_slots(uint32_t slots[MP_METRIC_COUNT]) {
    uint32_t next = 0;
    for (unsigned metric = 0; metric < MP_METRIC_COUNT; metric++) {
        slots[metric] = in_ring(metric) ? next++ : MP_BLOCK_NO_SLOT;
    }
}

uint32_t mp_metrics_in_ring(void) {
    uint32_t count = 0;
    for (unsigned metric = 0; metric < MP_METRIC_COUNT; metric++) {
        count += in_ring(metric);
    }
    return count;
}

uint32_t mp_metrics_describe(mp_block_metric *out) {
    memset(out, 0, MP_METRIC_COUNT * sizeof *out);
    for (unsigned path = 0; path < MP_PATH_COUNT; path++) {
        for (unsigned member = 0; member < MP_PATH_METRICS; member++) {
            put_member(&out[MP_METRIC_PATHS + path * MP_PATH_METRICS + member], &paths[path],
                       &path_metrics[member], paths[path].label);
        }
    }
    for (unsigned member = 0; member < MP_PATH_METRICS; member++) {
        put_member(&out[MP_METRIC_TOTAL + member], &total, &path_metrics[member], "Totals");
    }
    for (unsigned heap = 0; heap < 2; heap++) {
        for (unsigned member = 0; member < MP_HEAP_METRICS; member++) {
            put_member(&out[MP_METRIC_SMALL_HEAP + heap * MP_HEAP_METRICS + member], &heaps[heap],
                       &heap_metrics[member], heaps[heap].label);
        }
    }
    for (unsigned metric = SINGLES_FROM; metric < MP_METRIC_SIZES; metric++) {
        if (metric < MP_METRIC_SMALL_HEAP || metric >= MP_METRIC_FOREIGN_FREES) {
            put(&out[metric], &singles[metric - SINGLES_FROM]);
        }
    }
    for (unsigned bucket = 0; bucket < MP_SIZE_BUCKETS; bucket++) {
        put_bucket(&out[MP_METRIC_SIZES + bucket], bucket);
    }
    for (unsigned pattern = 0; pattern < MP_PAGE_PATTERNS; pattern++) {
        for (unsigned member = 0; member < MP_PAGE_METRICS; member++) {
            put_member(&out[MP_METRIC_PAGES + pattern * MP_PAGE_METRICS + member], &page_patterns[pattern],
                       &page_metrics[member], "Page calls");
        }
    }
    uint32_t slots[MP_METRIC_COUNT];
    mp_metrics_ring_slots(slots);
    for (unsigned metric = 0; metric < MP_METRIC_COUNT; metric++) {
        out[metric].live_slot = metric;
        out[metric].ring_slot = slots[metric];
    }
    return mp_metrics_in_ring();
}
