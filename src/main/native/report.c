#include "report.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "heap/heap.h"
#include "hook/pages.h"
#include "log.h"
#include "stats/stats.h"

typedef struct sink {
    void (*line)(void *context, const char *text);
    void *context;
} sink;

__attribute__((format(printf, 2, 3))) static void say(const sink *to, const char *format, ...) {
    char text[200];
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
    [MP_PATH_ENGINE] = "engine heap", [MP_PATH_CRT] = "C runtime",   [MP_PATH_IMPORT] = "other modules",
    [MP_PATH_API] = "exports",        [MP_PATH_SCRAP] = "scrap heap",
};

static void say_path(const sink *to, const char *name, const mp_path_counters *c) {
    uint64_t requests = c->allocations + c->reallocations;
    if (requests == 0 && c->frees == 0 && c->failures == 0)
        return;
    say(to, "%s: %" PRIu64 " allocations, %" PRIu64 " frees, %" PRIu64 " reallocations, %" PRIu64 " failures, %" PRIu64
            " fallbacks", name, c->allocations, c->frees, c->reallocations, c->failures, c->fallbacks);
    say(to, "%s: %" PRIu64 " bytes asked for, %" PRIu64 " on average, %" PRIu64 " in, %" PRIu64 " out, %" PRIu64
            " bytes live", name, c->bytes_requested, requests != 0 ? c->bytes_requested / requests : 0, c->bytes_in,
        c->bytes_out, c->bytes_in - c->bytes_out);
}

static void say_back_end(const sink *to, const mp_allocator *allocator) {
    if (allocator == NULL)
        return;
    mp_allocator_state state;
    allocator->state(&state);
    if (state.reserved == UINT64_MAX) /* the back end cannot know */
        return;
    say(to, "%s: %" PRIu64 " MB reserved, %" PRIu64 " MB committed in %u regions", allocator->name, state.reserved >> 20,
        state.committed >> 20, (unsigned)state.regions);
}

void mp_report(void (*line)(void *context, const char *text), void *context) {
    sink to = {line, context};
    mp_totals totals;
    mp_totals_now(&totals);
    say(&to, "MemoryPoolNVSE " MEMORYPOOL_VERSION ", %s, allocator %s", mode_name(), mp_heap_allocator_name());
    for (int path = 0; path < MP_PATH_COUNT; path++)
        say_path(&to, path_names[path], &totals.path[path]);
    say_path(&to, "all", &totals.all);
    say_back_end(&to, mp_heap_small());
    say_back_end(&to, mp_heap_large());
    say(&to, "live %" PRIu64 " MB, peak %" PRIu64 " MB", totals.live_bytes >> 20, totals.peak_bytes >> 20);
    say(&to, "address space: %" PRIu64 " MB free of %" PRIu64 " MB, largest hole %" PRIu64 " MB",
        totals.address_free >> 20, totals.address_limit >> 20, totals.address_largest_hole >> 20);
    mp_pages_report(&totals, line, context);
}

static void log_line(void *context, const char *text) {
    (void)context;
    mp_log(MP_LOG_INFO, "%s", text);
}

void mp_report_log(void) {
    mp_report(log_line, NULL);
}
