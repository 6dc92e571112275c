#include "hook/pages.h"

#include <inttypes.h>
#include <stdio.h>
#include <windows.h>

#include "hook/memory.h"
#include "hook/page_cover.h"
#include "hook/patch.h"
#include "log.h"
#include "stats/stats.h"

#define GROUP            "page calls"
#define KEPT_BYTES       (96u << 20)
#define KEEP_MS          30000
#define AHEAD_PAGES      64
#define AGE_PERIOD_MS    1000
#define LARGEST_FUNCTION 4096
#define MAX_FUNCTIONS    32

/* Below either, what is hot or kept goes back at every walk of the address space, and no released
 * reservation is kept. */
#define SCARCE_HOLE (48u << 20)
#define SCARCE_FREE (160u << 20)

typedef void *(WINAPI *virtual_alloc)(void *, SIZE_T, DWORD, DWORD);
typedef BOOL(WINAPI *virtual_free)(void *, SIZE_T, DWORD);

static const mp_page_profile *profile;
static virtual_alloc real_allocate;
static virtual_free real_release;
static bool installed;
static bool proven[MAX_FUNCTIONS]; /* by index in the profile, as found at installation */
static unsigned covered_functions; /* atomic: as last looked at */
static bool scarce;                /* sampler thread */

/* --- the doors --------------------------------------------------------------------------------------- */

static void *system_allocate(void *address, size_t size, uint32_t type, uint32_t protection) {
    return real_allocate(address, size, type, protection);
}

static bool system_release(void *address, size_t size, uint32_t type) {
    return real_release(address, size, type) != 0;
}

static uint32_t system_milliseconds(void) {
    return GetTickCount();
}

/* Who called, when that was a function whose body was proven to come through here. */
static const mp_page_function *caller_at(const void *return_address) {
    const mp_page_function *function = mp_page_function_at(profile, (uint32_t)(uintptr_t)return_address);
    return function != NULL && proven[function - profile->functions] ? function : NULL;
}

static void account(const mp_page_function *caller, const mp_page_outcome *outcome) {
    mp_thread *thread = mp_thread_current();
    if (caller == NULL || !caller->listed) {
        mp_counter_add(&thread->other_page_calls, 1);
        return;
    }
    mp_page_counters *counters = &thread->pages[caller->pattern];
    mp_counter_add(&counters->calls, 1);
    mp_counter_add(&counters->saved, outcome->system_calls == 0);
    mp_counter_add(&counters->system_calls, outcome->system_calls);
}

static void *WINAPI allocate_door(void *address, SIZE_T size, DWORD type, DWORD protection) {
    const mp_page_function *caller = caller_at(__builtin_return_address(0));
    mp_page_outcome outcome;
    void *result = mp_page_cover_allocate(address, size, type, protection, caller != NULL, &outcome);
    DWORD error = outcome.error != 0 ? outcome.error : GetLastError();
    account(caller, &outcome);
    if (result == NULL)
        SetLastError(error);
    return result;
}

static BOOL WINAPI release_door(void *address, SIZE_T size, DWORD type) {
    const mp_page_function *caller = caller_at(__builtin_return_address(0));
    mp_page_outcome outcome;
    bool done = mp_page_cover_free(address, size, type, &outcome);
    DWORD error = outcome.error != 0 ? outcome.error : GetLastError();
    account(caller, &outcome);
    if (!done)
        SetLastError(error);
    return done;
}

/* --- proof ------------------------------------------------------------------------------------------- */

static mp_page_body look_at(const mp_page_profile *of, const mp_page_function *function) {
    uint8_t code[LARGEST_FUNCTION];
    if (function->size > sizeof code || !mp_memory_copy(code, function->address, function->size))
        return MP_PAGE_BODY_UNREADABLE;
    return mp_page_body_read(of, function, code);
}

static unsigned count_covered(const mp_page_profile *of) {
    unsigned covered = 0;
    for (size_t i = 0; i < of->count; i++)
        covered += of->functions[i].listed && look_at(of, &of->functions[i]) == MP_PAGE_BODY_REACHES;
    return covered;
}

static void prove(const mp_page_profile *of) {
    for (size_t i = 0; i < of->count && i < MAX_FUNCTIONS; i++)
        proven[i] = look_at(of, &of->functions[i]) == MP_PAGE_BODY_REACHES;
}

static void report_functions(const mp_page_profile *of, bool taken) {
    for (size_t i = 0; i < of->count; i++) {
        const mp_page_function *function = &of->functions[i];
        if (!function->listed)
            continue;
        uint8_t found[16];
        mp_page_body body = look_at(of, function);
        bool readable =
            body != MP_PAGE_BODY_UNREADABLE && mp_memory_copy(found, function->address, sizeof found);
        mp_patch_status status = body != MP_PAGE_BODY_REACHES ? MP_PATCH_MISMATCH
                                 : taken                      ? MP_PATCH_APPLIED
                                                              : MP_PATCH_REMOVED;
        mp_patch_report(function->address, GROUP, function->name, status, NULL, readable ? found : NULL,
                        readable ? sizeof found : 0);
        if (body == MP_PAGE_BODY_ALTERED)
            mp_log(MP_LOG_WARNING, "%08lX %s does not begin as it should and is not covered",
                   (unsigned long)function->address, function->name);
        else if (body != MP_PAGE_BODY_REACHES)
            mp_log(MP_LOG_WARNING, "%08lX %s does not reach VirtualAlloc or VirtualFree and is not covered",
                   (unsigned long)function->address, function->name);
    }
}

static bool slots_are_ours(void) {
    uint32_t allocate, release;
    return mp_memory_copy(&allocate, profile->allocate_slot, 4) &&
           mp_memory_copy(&release, profile->release_slot, 4) &&
           allocate == (uint32_t)(uintptr_t)allocate_door && release == (uint32_t)(uintptr_t)release_door;
}

unsigned mp_pages_covered_functions(void) {
    unsigned covered = installed && slots_are_ours() ? count_covered(profile) : 0;
    __atomic_store_n(&covered_functions, covered, __ATOMIC_RELAXED);
    return covered;
}

/* --- pressure ---------------------------------------------------------------------------------------- */

size_t mp_pages_relieve(void) {
    return installed ? mp_page_cover_relieve() : 0;
}

/* Sampler thread, after each walk of the address space. */
static void on_address_space(uint64_t free, uint64_t largest_hole) {
    mp_pages_covered_functions();
    bool now = free < SCARCE_FREE || largest_hole < SCARCE_HOLE;
    if (now != scarce)
        mp_page_cover_keep(now ? MP_PAGE_KEEP_PAGES : MP_PAGE_KEEP_ALL);
    size_t given = now ? mp_page_cover_relieve() : 0;
    if (now && !scarce)
        mp_event(MP_EVENT_INFO, MP_SEVERITY_WARNING, given, largest_hole,
                 "address space is scarce: %lu KB of hot pages given back", (unsigned long)(given >> 10));
    scarce = now;
}

static void gauges(mp_page_gauges *out) {
    mp_page_state state;
    mp_page_cover_state(&state);
    out->hot_bytes = state.hot_bytes;
    out->kept_bytes = state.kept_bytes;
    out->covered_functions = __atomic_load_n(&covered_functions, __ATOMIC_RELAXED);
}

void mp_pages_frame(void) {
    static DWORD last;
    DWORD now = GetTickCount();
    if (!installed || now - last < AGE_PERIOD_MS)
        return;
    last = now;
    mp_page_cover_age();
}

/* --- life -------------------------------------------------------------------------------------------- */

static bool read_slots(const mp_page_profile *of, char *reason, size_t reason_size) {
    if (mp_memory_copy(&real_allocate, of->allocate_slot, sizeof real_allocate) &&
        mp_memory_copy(&real_release, of->release_slot, sizeof real_release) &&
        mp_memory_readable((uint32_t)(uintptr_t)real_allocate, 1) &&
        mp_memory_readable((uint32_t)(uintptr_t)real_release, 1))
        return true;
    snprintf(reason, reason_size,
             "the import slots of VirtualAlloc and VirtualFree are not where they should be");
    return false;
}

static bool take_slots(const mp_page_profile *of, char *reason, size_t reason_size) {
    const mp_patch_site sites[] = {
        {.address = of->allocate_slot,
         .group = GROUP,
         .name = "import slot of VirtualAlloc",
         .action = MP_PATCH_SLOT,
         .handler = (const void *)allocate_door},
        {.address = of->release_slot,
         .group = GROUP,
         .name = "import slot of VirtualFree",
         .action = MP_PATCH_SLOT,
         .handler = (const void *)release_door},
    };
    mp_patch_result result;
    if (mp_patch_apply(sites, 2, &result))
        return true;
    snprintf(reason, reason_size, "%s", result.reason);
    return false;
}

bool mp_pages_install(const mp_config *config, const mp_page_profile *chosen, char *reason,
                      size_t reason_size) {
    if (installed)
        return true;
    unsigned covered = count_covered(chosen);
    if (covered == 0) {
        report_functions(chosen, false);
        snprintf(reason, reason_size, "none of the functions reaches VirtualAlloc or VirtualFree");
        return false;
    }
    if (!read_slots(chosen, reason, reason_size))
        return false;

    const mp_page_system system = {system_allocate, system_release, system_milliseconds};
    const mp_page_limits limits = {
        .hot_bytes = config->hot_pages_max_bytes,
        .kept_bytes = KEPT_BYTES,
        .keep_ms = KEEP_MS,
        .ahead = AHEAD_PAGES,
    };
    profile = chosen;
    prove(chosen);
    mp_page_cover_start(&system, 0, &limits);
    if (!take_slots(chosen, reason, reason_size))
        return false;
    installed = true;
    covered_functions = covered;
    report_functions(chosen, true);
    mp_stats_set_page_source(gauges);
    mp_stats_set_address_listener(on_address_space);
    mp_log(MP_LOG_INFO, "Page calls: %u functions covered, at most %lu MB kept hot", covered,
           (unsigned long)(limits.hot_bytes >> 20));
    return true;
}

bool mp_pages_remove(void) {
    if (!installed)
        return true;
    mp_stats_set_address_listener(NULL);
    mp_stats_set_page_source(NULL);
    bool back = mp_patch_remove_one(profile->allocate_slot);
    back = mp_patch_remove_one(profile->release_slot) && back;
    mp_page_cover_stop();
    installed = false;
    covered_functions = 0;
    if (back)
        report_functions(profile, false);
    return back;
}

static const char *const pattern_names[MP_PAGE_PATTERNS] = {
    [MP_PAGES_MEDIA_BUFFERS] = "media buffers", [MP_PAGES_SCRAP_EXTENT] = "scrap heap extent",
    [MP_PAGES_SCRAP_REGION] = "scrap regions",  [MP_PAGES_POOL_ARENA] = "pool arenas",
    [MP_PAGES_POOL_PAGE] = "pool pages",        [MP_PAGES_HEAP_REGION] = "heap ranges",
    [MP_PAGES_HEAP_GROWTH] = "heap growth",     [MP_PAGES_HEAP_DECOMMIT] = "heap decommit",
    [MP_PAGES_HEAP_CORE] = "heap core",         [MP_PAGES_CRT_BLOCKS] = "C runtime blocks",
};

static void say(const char *name, const mp_page_counters *counters, void (*line)(void *, const char *),
                void *context) {
    char text[160];
    snprintf(text, sizeof text, "%s: %" PRIu64 " page calls, %" PRIu64 " saved, %" PRIu64 " system calls",
             name, counters->calls, counters->saved, counters->system_calls);
    line(context, text);
}

void mp_pages_report(const mp_totals *totals, void (*line)(void *context, const char *text), void *context) {
    char name[64];
    if (!installed)
        return;
    snprintf(name, sizeof name, "%u functions covered", mp_pages_covered_functions());
    say(name, &totals->all_pages, line, context);
    for (int i = 0; i < MP_PAGE_PATTERNS; i++) {
        if (totals->pages[i].calls != 0)
            say(pattern_names[i], &totals->pages[i], line, context);
    }
}
