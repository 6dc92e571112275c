#include "commands.h"

#include <stdio.h>
#include <string.h>

#include "engine/takeover.h"
#include "heap/heap.h"
#include "hook/pages.h"
#include "log.h"
#include "removal.h"
#include "report.h"
#include "stats/stats.h"

#define MB (1024.0 * 1024.0)

static const nvse_console *console;

static mp_totals totals(void) {
    mp_totals now;
    mp_totals_now(&now);
    return now;
}

/* --- the commands' values ---------------------------------------------------------------------------- */

static double is_active(void) {
    return mp_heap_serving();
}

static double is_hooked(void) {
    return mp_takeover_in_place();
}

static double usage(void) {
    return (double)totals().live_bytes / MB;
}

static double peak(void) {
    return (double)totals().peak_bytes / MB;
}

static double allocations(void) {
    return (double)totals().all.allocations;
}

static double frees(void) {
    return (double)totals().all.frees;
}

static double fallbacks(void) {
    return (double)totals().all.fallbacks;
}

static double saved_system_calls(void) {
    return (double)totals().saved_page_calls;
}

static double largest_free_block(void) {
    return (double)totals().address_largest_hole / MB;
}

static double covered_functions(void) {
    return mp_pages_covered_functions();
}

static double is_memory_system_active(void) {
    return mp_pages_covered_functions() > 0;
}

/* xNVSE's own PrintC writes a line on the console. Its text is a format in quotes: what either would take for
 * its own is replaced. */
static void to_console(const char *text) {
    if (console == NULL || console->run_script_line == NULL)
        return;
    char line[256];
    int length = snprintf(line, sizeof line, "PrintC \"%s", text);
    for (char *at = line + sizeof "PrintC \"" - 1; *at != '\0'; at++) {
        if (*at == '"' || *at == '%')
            *at = *at == '"' ? '\'' : '/';
    }
    if (length < 0 || (size_t)length > sizeof line - 2)
        return;
    strcpy(line + length, "\"");
    console->run_script_line(line, NULL);
}

static void print(void *context, const char *text) {
    (void)context;
    mp_log(MP_LOG_INFO, "%s", text);
    to_console(text);
}

static double remove_all(void) {
    double left = (double)mp_removal_request();
    to_console(mp_removal_text());
    return left;
}

static double statistics(void) {
    mp_report(print, NULL);
    return allocations();
}

/* --- the table --------------------------------------------------------------------------------------- */

#define COMMANDS(row)                                                                                              \
    row(IsMemoryPoolActive, is_active, "1 when the plugin serves the game's memory")                               \
    row(IsMemoryPoolHooked, is_hooked, "1 when the engine's heap functions lead to the plugin")                    \
    row(GetMemoryPoolUsage, usage, "MB the game holds through the plugin")                                         \
    row(GetMemoryPoolStats, statistics, "prints the statistics, returns the number of allocations")                \
    row(GetTotalAllocations, allocations, "allocations so far")                                                    \
    row(GetTotalFrees, frees, "frees so far")                                                                      \
    row(GetSavedSyscalls, saved_system_calls, "page calls answered without the system")                            \
    row(GetMemoryPoolPeak, peak, "most MB ever held through the plugin")                                           \
    row(GetMemoryPoolFallbacks, fallbacks, "allocations the original heap had to serve")                           \
    row(GetLargestFreeBlock, largest_free_block, "MB of the largest hole in the address space")                    \
    row(GetPatchCount, covered_functions, "functions of the seventeen whose page calls come through the plugin") \
    row(IsMemorySystemActive, is_memory_system_active, "1 when the plugin answers the engine's page calls")        \
    row(RemoveMemoryPool, remove_all, "puts back what nothing depends on, returns how many sites and imports stay")

/* Every command takes nothing and answers with a number. */
#define EXECUTE(name, value, help)                                                                                 \
    static bool execute_##name(const nvse_parameter *parameters, void *script_data, void *this_object,             \
                               void *containing_object, void *script, void *event_list, double *result,            \
                               uint32_t *opcode_offset) {                                                          \
        (void)parameters, (void)script_data, (void)this_object, (void)containing_object, (void)script;             \
        (void)event_list, (void)opcode_offset;                                                                     \
        *result = value();                                                                                         \
        return true;                                                                                               \
    }
COMMANDS(EXECUTE)

#define ROW(name, value, help) {#name, help, execute_##name},

/* In the order of their opcodes, with which scripts are compiled: a new one goes to the end. */
static const struct {
    const char *name, *help;
    nvse_execute execute;
} commands[] = {COMMANDS(ROW)};

unsigned mp_commands_register(const nvse_interface *nvse, uint32_t opcode_base) {
    unsigned registered = 0;
    console = nvse->query_interface(NVSE_INTERFACE_CONSOLE);
    nvse->set_opcode_base(opcode_base);
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        nvse_command command = {.long_name = commands[i].name,
                                .short_name = "",
                                .help = commands[i].help,
                                .execute = commands[i].execute};
        if (nvse->register_command(&command))
            registered++;
        else
            mp_log(MP_LOG_WARNING, "xNVSE refused the command %s", commands[i].name);
    }
    return registered;
}
