#include "removal.h"

#include <stdio.h>

#include "engine/budgets.h"
#include "engine/takeover.h"
#include "hook/imports.h"
#include "hook/pages.h"
#include "hook/patch.h"
#include "log.h"
#include "report.h"
#include "stats/stats.h"

static bool requested;
static char text[300] = "nothing was asked for";

/* Blocks other modules still hold are ours to take back, so the imports that do stay until none is left. */
static void give_imports_back(void) {
    mp_totals totals;
    mp_totals_now(&totals);
    const mp_path_counters *path = &totals.path[MP_PATH_IMPORT];
    bool held = path->allocations > path->frees;
    mp_imports_remove(held ? MP_IMPORTS_THAT_ALLOCATE : MP_IMPORTS_ALL);
    if (held)
        mp_log(MP_LOG_INFO, "Other modules still hold %llu blocks; they can be freed as before",
               path->allocations - path->frees);
}

static size_t changed_now(void) {
    return mp_patch_count() + mp_imports_now().slots;
}

size_t mp_removal_run(void) {
    char reason[200];
    size_t before = changed_now();
    if (mp_mode_get() == MP_MODE_REMOVED)
        return before;
    mp_pages_remove();
    give_imports_back();
    mp_takeover_remove(reason, sizeof reason);
    size_t left = changed_now();
    if (left != 0 && reason[0] == '\0')
        snprintf(reason, sizeof reason, "%s",
                 mp_patch_count() == 0 ? "other modules hold blocks of ours"
                                       : "another plugin patched over them");
    mp_property("removal", "%u put back, %u stay", (unsigned)(before - left), (unsigned)left);
    mp_property("removal.reason", "%s", reason);
    snprintf(text, sizeof text, "%u sites and imports put back, %u stay%s%s", (unsigned)(before - left),
             (unsigned)left, left != 0 ? ": " : "", reason);
    mp_log(MP_LOG_INFO, "%s", text);
    return left;
}

size_t mp_removal_request(void) {
    mp_log(MP_LOG_INFO, "The plugin is asked to go");
    requested = true;
    mp_budgets_revert();
    size_t left = mp_removal_run();
    if (left == 0 && mp_mode_get() != MP_MODE_REMOVED)
        mp_mode_set(MP_MODE_REMOVED, "everything was put back on request");
    mp_report_sites();
    return left;
}

bool mp_removal_requested(void) {
    return requested;
}

const char *mp_removal_text(void) {
    return text;
}
