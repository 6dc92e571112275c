#include "engine/budgets.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>

#include "engine/budgets_find.h"
#include "engine/budgets_table.h"
#include "hook/memory.h"
#include "hook/patch.h"
#include "log.h"
#include "stats/stats.h"

#define SETTING_VALUE 4

/* What is known of one budget the configuration names. */
typedef struct target {
    const mp_config_budget *wanted;
    const char *name; /* as the engine spells it, when the table knows it */
    bool is_memory;
    bool found;
    bool default_patched;
    bool object_written;
    uint32_t replaced; /* in the object */
    mp_budget_place place;
} target;

static target targets[MP_CONFIG_MAX_BUDGETS];
static size_t target_count;
static bool collected;

/* --- finding ----------------------------------------------------------------------------------------- */

static bool same(const char *a, const char *b) {
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
    }
    return *a == *b;
}

static const mp_budget_row *row_named(const char *name) {
    for (size_t i = 0; i < mp_budget_row_count; i++) {
        if (same(mp_budget_rows[i].name, name))
            return &mp_budget_rows[i];
    }
    return NULL;
}

static void compare_with_table(const target *budget, const mp_budget_row *row) {
    if (budget->place.object == row->object && budget->place.initialiser == row->initialiser)
        return;
    mp_log(MP_LOG_WARNING, "Budget %s: found at object %08lX, initialiser %08lX; published are %08lX, %08lX",
           budget->name, (unsigned long)budget->place.object, (unsigned long)budget->place.initialiser,
           (unsigned long)row->object, (unsigned long)row->initialiser);
}

static void report_missing(const target *budget) {
    mp_log(MP_LOG_WARNING, "Budget %s: not found in the running program, left alone", budget->name);
    mp_event(MP_EVENT_BUDGET, MP_SEVERITY_WARNING, 0, budget->wanted->value, "%s: not found", budget->name);
}

/* Only unsigned settings: a float's default would be misread. */
static void find(target *budget) {
    const mp_budget_row *row = row_named(budget->wanted->name);
    budget->name = row != NULL ? row->name : budget->wanted->name;
    budget->is_memory = row != NULL && row->is_memory;
    if (budget->name[0] != 'u') {
        mp_log(MP_LOG_WARNING, "Budget %s: not an unsigned setting, left alone", budget->name);
        return;
    }
    budget->found = (row != NULL && mp_budget_read_initialiser(row->initialiser, budget->name, &budget->place)) ||
                    mp_budget_search(budget->name, &budget->place);
    if (!budget->found)
        report_missing(budget);
    else if (row != NULL)
        compare_with_table(budget, row);
}

static void collect(const mp_config *config) {
    if (collected)
        return;
    collected = true;
    for (size_t i = 0; i < config->budget_count; i++) {
        targets[target_count].wanted = &config->budgets[i];
        find(&targets[target_count++]);
    }
}

/* --- first route: the default ------------------------------------------------------------------------ */

static void patch_default(target *budget) {
    uint8_t expected[4];
    memcpy(expected, &budget->place.standard, 4);
    mp_patch_site site = {.address = budget->place.immediate,
                          .group = "budgets",
                          .name = budget->name,
                          .action = MP_PATCH_DWORD,
                          .expected = expected,
                          .expected_length = 4,
                          .value = budget->wanted->value};
    mp_patch_result result;
    budget->default_patched = mp_patch_apply(&site, 1, &result);
}

void mp_budgets_patch_defaults(const mp_config *config) {
    if (!config->budgets_enabled || config->budget_count == 0)
        return;
    collect(config);
    for (size_t i = 0; i < target_count; i++) {
        if (targets[i].found && targets[i].place.immediate != 0)
            patch_default(&targets[i]);
    }
}

/* --- second route: the object ------------------------------------------------------------------------ */

static volatile uint32_t *value_of(const target *budget) {
    return (volatile uint32_t *)(uintptr_t)(budget->place.object + SETTING_VALUE);
}

/* Names of those beyond the limit, for the manager. */
static char beyond_limit[200];

static void flag_if_beyond_limit(const target *budget) {
    SYSTEM_INFO system;
    GetSystemInfo(&system);
    uint32_t limit = (uint32_t)(uintptr_t)system.lpMaximumApplicationAddress;
    if (!budget->is_memory || budget->wanted->value <= limit)
        return;
    mp_log(MP_LOG_WARNING, "Budget %s: %lu MB is more than this process can address (%lu MB)", budget->name,
           (unsigned long)budget->wanted->value >> 20, (unsigned long)limit >> 20);
    mp_event(MP_EVENT_BUDGET, MP_SEVERITY_WARNING, budget->wanted->value, limit,
             "%s is more than this process can address", budget->name);
    size_t used = strlen(beyond_limit);
    snprintf(beyond_limit + used, sizeof beyond_limit - used, "%s%s", used > 0 ? ", " : "", budget->name);
}

static void revert_object(target *budget, uint32_t value) {
    if (mp_memory_readable(budget->place.object, 12) && mp_budget_is_object(budget->place.object, budget->name) &&
        *value_of(budget) == budget->wanted->value)
        *value_of(budget) = value;
}

void mp_budgets_revert(void) {
    for (size_t i = 0; i < target_count; i++) {
        target *budget = &targets[i];
        if (budget->object_written)
            revert_object(budget, budget->replaced);
        else if (budget->default_patched)
            revert_object(budget, budget->place.standard);
        if (budget->default_patched)
            mp_patch_remove_one(budget->place.immediate);
        budget->default_patched = budget->object_written = false;
    }
}

static const char *settle_value(target *budget, bool override_ini) {
    uint32_t present = *value_of(budget);
    uint32_t wanted = budget->wanted->value;
    if (present == wanted)
        return budget->default_patched ? "by its default" : "as it was";
    /* A default that was patched is what the object began with: anything else came from the INI. */
    if ((budget->default_patched || present != budget->place.standard) && !override_ini)
        return "the game's INI has its own value, kept";
    budget->object_written = true;
    budget->replaced = present;
    *value_of(budget) = wanted;
    return *value_of(budget) == wanted ? "by its object" : "could not be written";
}

static void settle(target *budget, bool override_ini) {
    uint32_t before = budget->place.standard, wanted = budget->wanted->value;
    if (!mp_memory_readable(budget->place.object, 12) || !mp_budget_is_object(budget->place.object, budget->name)) {
        mp_log(MP_LOG_WARNING, "Budget %s: no setting at %08lX, left alone", budget->name,
               (unsigned long)budget->place.object);
        return;
    }
    const char *how = settle_value(budget, override_ini);
    uint32_t now = *value_of(budget);
    mp_budget_report(budget->name, before, wanted, now);
    mp_event(MP_EVENT_BUDGET, now == wanted ? MP_SEVERITY_INFO : MP_SEVERITY_WARNING, now, before, "%s: %s",
             budget->name, how);
    mp_log(now == wanted ? MP_LOG_INFO : MP_LOG_WARNING, "Budget %s: before %lu, wanted %lu, now %lu (%s)",
           budget->name, (unsigned long)before, (unsigned long)wanted, (unsigned long)now, how);
    flag_if_beyond_limit(budget);
}

void mp_budgets_settle(const mp_config *config) {
    if (!config->budgets_enabled)
        return;
    collect(config);
    for (size_t i = 0; i < target_count; i++) {
        if (targets[i].found)
            settle(&targets[i], config->budgets_override_game_ini);
    }
    mp_property("budgets.beyondLimit", "%s", beyond_limit);
}
