#include "report.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "heap/heap.h"
#include "hook/pages.h"
#include "log.h"
#include "stats/stats.h"
#include "stats/tables.h"

typedef struct sink {
    void (*line)(void *context, const char *text);
    void *context;
} sink;

__attribute__((format(printf, 2, 3))) static void say(const sink *to, const char *format, ...) {
    char text[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    to->line(to->context, text);
}

static const char *mode_name(void) {
    switch (mp_mode_get()) {
    case MP_MODE_STARTING:
        return "starting";
    case MP_MODE_ACTIVE:
        return "active";
    case MP_MODE_OBSERVE:
        return "observing";
    case MP_MODE_REMOVED:
        return "removed";
    }
    return "?";
}

static const char *const path_names[MP_PATH_COUNT] = {
    [MP_PATH_ENGINE] = "engine heap", [MP_PATH_CRT] = "C runtime",    [MP_PATH_IMPORT] = "other modules",
    [MP_PATH_API] = "exports",        [MP_PATH_SCRAP] = "scrap heap",
};

static void say_path(const sink *to, const char *name, const mp_path_counters *c) {
    uint64_t requests = c->allocations + c->reallocations;
    if (requests == 0 && c->frees == 0 && c->failures == 0)
        return;
    say(to,
        "%s: %" PRIu64 " allocations, %" PRIu64 " frees, %" PRIu64 " reallocations, %" PRIu64
        " failures, %" PRIu64 " fallbacks",
        name, c->allocations, c->frees, c->reallocations, c->failures, c->fallbacks);
    say(to,
        "%s: %" PRIu64 " bytes asked for, %" PRIu64 " on average, %" PRIu64 " in, %" PRIu64 " out, %" PRIu64
        " bytes live",
        name, c->bytes_requested, requests != 0 ? c->bytes_requested / requests : 0, c->bytes_in,
        c->bytes_out, c->bytes_in - c->bytes_out);
}

/* Requests by the power of two they reach: "16: 10, 32: 4" counts sizes 16..31 and 32..63. */
static void say_histogram(const sink *to, const mp_details *details) {
    char text[160];
    size_t used = 0;
    for (int bucket = 0; bucket < MP_SIZE_BUCKETS; bucket++) {
        if (details->histogram[bucket] == 0)
            continue;
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%lu: %" PRIu64, used != 0 ? ", " : "",
                                 bucket == 0 ? 0ul : 1ul << bucket, details->histogram[bucket]);
        if (used > sizeof text - 40) {
            say(to, "requests by size from: %s", text);
            used = 0;
        }
    }
    if (used != 0)
        say(to, "requests by size from: %s", text);
}

/* "thread 96 (main thread, FalloutNV.exe+0xACC46B)", or who the several are. */
static void name_thread(const mp_block_thread *thread, char *name, size_t size) {
    unsigned count = (unsigned)thread->threads;
    switch ((mp_thread_role)thread->role) {
    case MP_THREAD_ONE:
        snprintf(name, size, "thread %lu%s%s%s", (unsigned long)thread->thread_id,
                 thread->name[0] != 0 ? " (" : "", thread->name, thread->name[0] != 0 ? ")" : "");
        break;
    case MP_THREAD_MAIN:
        snprintf(name, size, "thread %lu (main thread%s%s)", (unsigned long)thread->thread_id,
                 thread->name[0] != 0 ? ", " : "", thread->name);
        break;
    case MP_THREADS_ENDED:
        snprintf(name, size, "ended threads (%u)", count);
        break;
    case MP_THREADS_UNSHOWN:
        snprintf(name, size, "other threads (%u)", count);
        break;
    case MP_THREADS_SPARE:
        snprintf(name, size, "threads without counters of their own (%u)", count);
        break;
    }
}

static void say_thread(const sink *to, const mp_block_thread *thread) {
    char name[140] = "?";
    if (thread->allocations + thread->frees + thread->reallocations + thread->failures + thread->page_calls ==
        0)
        return;
    name_thread(thread, name, sizeof name);
    say(to,
        "%s: %" PRIu64 " allocations, %" PRIu64 " frees, %" PRIu64 " reallocations, %" PRIu64
        " failures, %" PRIu64 " bytes asked for, %+" PRId64 " bytes live, %" PRIu64 " page calls",
        name, thread->allocations, thread->frees, thread->reallocations, thread->failures,
        thread->bytes_requested, thread->balance, thread->page_calls);
}

static void say_details(const sink *to) {
    mp_details details;
    mp_details_now(&details);
    say_histogram(to, &details);
    say(to, "%" PRIu64 " threads, %" PRIu64 " foreign frees, %" PRIu64 " blocks quarantined",
        details.threads_started, details.foreign_frees, details.quarantined);
    for (uint32_t i = 0; i < details.thread_count; i++)
        say_thread(to, &details.threads[i]);
}

static void say_back_end(const sink *to, const mp_allocator *allocator) {
    if (allocator == NULL)
        return;
    mp_allocator_state state;
    allocator->state(&state);
    if (state.reserved == UINT64_MAX) /* the back end cannot know */
        return;
    say(to, "%s: %" PRIu64 " MB reserved, %" PRIu64 " MB committed in %u regions", allocator->name,
        state.reserved >> 20, state.committed >> 20, (unsigned)state.regions);
}

void mp_report(void (*line)(void *context, const char *text), void *context) {
    sink to = {line, context};
    mp_totals totals;
    mp_totals_now(&totals);
    say(&to, "MemoryPoolNVSE " MEMORYPOOL_VERSION ", %s, allocator %s", mode_name(),
        mp_heap_allocator_name());
    for (int path = 0; path < MP_PATH_COUNT; path++)
        say_path(&to, path_names[path], &totals.path[path]);
    say_path(&to, "all", &totals.all);
    say_back_end(&to, mp_heap_small());
    say_back_end(&to, mp_heap_large());
    say(&to, "live %" PRIu64 " MB, peak %" PRIu64 " MB", totals.live_bytes >> 20, totals.peak_bytes >> 20);
    say(&to, "address space: %" PRIu64 " MB free of %" PRIu64 " MB, largest hole %" PRIu64 " MB",
        totals.address_free >> 20, totals.address_limit >> 20, totals.address_largest_hole >> 20);
    mp_pages_report(&totals, line, context);
    say_details(&to);
}

static void log_line(void *context, const char *text) {
    (void)context;
    mp_log(MP_LOG_INFO, "%s", text);
}

void mp_report_log(void) {
    mp_report(log_line, NULL);
}

/* --- what was switched on, and what became of it -------------------------------------------------------- */

static const char *on_off(bool on) {
    return on ? "on" : "off";
}

void mp_report_features(const mp_config *config) {
    mp_log(MP_LOG_INFO,
           "Features: mode %s, allocator %s, large blocks from %lu KB, quarantine %lu frames, scrap heap %s, "
           "import tables %s, page calls %s (%u functions), budgets %s (%s, %u values), leak tracking %s, "
           "corruption watch %s",
           mode_name(), mp_heap_allocator_name(),
           (unsigned long)(mp_heap_large() != NULL ? config->large_block_threshold : 0) / 1024,
           (unsigned long)config->quarantine_frames, on_off(config->scrap_heap),
           on_off(config->import_tables), on_off(config->page_calls), mp_pages_covered_functions(),
           on_off(config->budgets_enabled), config->preset, (unsigned)config->budget_count,
           on_off(config->leak_tracking), on_off(config->corruption_watch));
}

static const char *const outcomes[] = {
    [MP_PATCH_PENDING] = "pending",
    [MP_PATCH_APPLIED] = "applied",
    [MP_PATCH_MISMATCH] = "other bytes found",
    [MP_PATCH_ROLLED_BACK] = "rolled back",
    [MP_PATCH_SKIPPED] = "switched off",
    [MP_PATCH_REMOVED] = "put back",
    [MP_PATCH_FAILED] = "failed",
};

static void log_sites(const mp_table *table, void *context) {
    (void)context;
    if (table->kind != MP_PART_PATCHES)
        return;
    const mp_block_patch *sites = table->entries;
    for (uint32_t i = 0; i < table->used; i++) {
        const char *outcome =
            sites[i].status < sizeof outcomes / sizeof outcomes[0] ? outcomes[sites[i].status] : "?";
        mp_log(MP_LOG_INFO, "Site %08lX  %-17s %s (%s)", (unsigned long)sites[i].address, outcome,
               sites[i].name, sites[i].group);
    }
}

void mp_report_sites(void) {
    mp_tables_look(log_sites, NULL);
}
