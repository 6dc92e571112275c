#include "report.h"

#include "engine/out_of_memory.h"
#include "engine/settings.h"
#include "loader/link.h"
#include "loader/nvse_abi.h"

#include <stdio.h>
#include <windows.h>

static struct {
    bool known;
    double value;
} results[OPTIONS_MOST];

static void *nvse_function(const char *name) {
    HMODULE nvse = GetModuleHandleA("nvse_1_4.dll");
    return nvse ? (void *)(uintptr_t)GetProcAddress(nvse, name) : NULL;
}

void report_run_commands(const options *options) {
    practice_command_function run = (practice_command_function)nvse_function("PracticeCommand");
    for (unsigned index = 0; index < options->command_count; index++)
        results[index].known = run && run(options->commands[index], &results[index].value);
}

static const char *const names[TRUTH_PATHS] = {"engine", "crt", "scrap"};

static void write_paths(FILE *out, const truth_counters sums[TRUTH_PATHS],
                        const uint64_t usable[TRUTH_PATHS]) {
    for (truth_path path = TRUTH_ENGINE; path < TRUTH_PATHS; path++) {
        const truth_counters *sum = &sums[path];
        uint64_t live =
            path == TRUTH_SCRAP ? (uint64_t)sum->live_requested : usable[path] + truth_held_bytes(path);
        fprintf(
            out,
            "%s\n    \"%s\": {\"allocations\": %I64u, \"frees\": %I64u, \"reallocations\": %I64u, "
            "\"failures\": %I64u, \"bytesRequested\": %I64u, \"liveBytes\": %I64u, \"liveBlocks\": %I64d, "
            "\"peakBytes\": %I64d}",
            path ? "," : "", names[path], sum->allocations, sum->frees, sum->reallocations, sum->failures,
            sum->bytes_requested, live, sum->live_blocks, truth_peak(path));
    }
}

static void write_threads(FILE *out) {
    const truth_thread *thread;
    bool first = true;
    for (unsigned index = 0; index < TRUTH_THREADS; index++) {
        if (!(thread = truth_thread_at(index)))
            continue;
        fprintf(out, "%s\n    {\"id\": %lu", first ? "" : ",", (unsigned long)thread->id);
        first = false;
        for (truth_path path = TRUTH_ENGINE; path < TRUTH_PATHS; path++) {
            const truth_counters *of = &thread->path[path];
            fprintf(out,
                    ", \"%s\": {\"allocations\": %I64u, \"frees\": %I64u, \"reallocations\": %I64u, "
                    "\"failures\": %I64u, \"bytesRequested\": %I64u}",
                    names[path], of->allocations, of->frees, of->reallocations, of->failures,
                    of->bytes_requested);
        }
        fputs("}", out);
    }
}

static void write_pages(FILE *out) {
    bool first = true;
#define PAGES_WRITTEN(address)                                                                               \
    fprintf(out,                                                                                             \
            "%s\n    \"" #address "\": {\"commit\": %lu, \"reserve\": %lu, \"decommit\": %lu, "              \
            "\"release\": %lu}",                                                                             \
            first ? "" : ",", (unsigned long)page_truth_##address.commit,                                    \
            (unsigned long)page_truth_##address.reserve, (unsigned long)page_truth_##address.decommit,       \
            (unsigned long)page_truth_##address.release);                                                    \
    first = false;
    TRUTH_PAGE_FUNCTIONS(PAGES_WRITTEN)
#undef PAGES_WRITTEN
}

static void write_string(FILE *out, const char *text) {
    fputc('"', out);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            fputc('\\', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

static void write_commands(FILE *out, const options *options) {
    for (unsigned index = 0; index < options->command_count; index++) {
        fputs(index ? ", " : "", out);
        write_string(out, options->commands[index]);
        if (results[index].known)
            fprintf(out, ": %.9g", results[index].value);
        else
            fputs(": null", out);
    }
}

static void write_messages(FILE *out) {
    static const struct {
        uint32_t type;
        const char *name;
    } messages[] = {{NVSE_POST_LOAD, "PostLoad"},          {NVSE_POST_POST_LOAD, "PostPostLoad"},
                    {NVSE_PRE_LOAD_GAME, "PreLoadGame"},   {NVSE_LOAD_GAME, "LoadGame"},
                    {NVSE_POST_LOAD_GAME, "PostLoadGame"}, {NVSE_DEFERRED_INIT, "DeferredInit"},
                    {NVSE_MAIN_GAME_LOOP, "MainGameLoop"}, {NVSE_POST_QUERY_PLUGINS, "PostQueryPlugins"}};
    practice_message_count_function count =
        (practice_message_count_function)nvse_function("PracticeMessageCount");
    for (unsigned index = 0; index < sizeof messages / sizeof messages[0]; index++)
        fprintf(out, "%s\"%s\": %lu", index ? ", " : "", messages[index].name,
                count ? (unsigned long)count(messages[index].type) : 0ul);
}

static void write_plugins(FILE *out) {
    practice_plugin_function plugin_at = (practice_plugin_function)nvse_function("PracticePlugin");
    practice_plugin plugin;
    for (unsigned index = 0; plugin_at && plugin_at(index, &plugin); index++) {
        fputs(index ? ", {\"file\": " : "{\"file\": ", out);
        write_string(out, plugin.file);
        fprintf(out, ", \"preload\": %s, \"query\": %s, \"load\": %s}", plugin.preloaded ? "true" : "false",
                plugin.queried ? "true" : "false", plugin.loaded ? "true" : "false");
    }
}

static void write_all(FILE *out, const report_facts *facts, const uint64_t usable[TRUTH_PATHS]) {
    truth_counters sums[TRUTH_PATHS];
    uint64_t checked, corrupt;
    truth_sum(sums, &checked, &corrupt);
    fprintf(
        out,
        "{ \"schema\": 1, \"seed\": %I64u, \"threads\": %u, \"frames\": %lu, \"seconds\": %.3f, \"end\": ",
        facts->options->seed, facts->options->threads, (unsigned long)facts->frames, facts->seconds);
    write_string(out, facts->end);
    fputs(",\n  \"paths\": {", out);
    write_paths(out, sums, usable);
    fputs("},\n  \"byThread\": [", out);
    write_threads(out);
    fputs("],\n  \"pageCalls\": {", out);
    write_pages(out);
    fprintf(out,
            "},\n  \"blocksChecked\": %I64u, \"blocksCorrupt\": %I64u, \"outOfMemoryPasses\": %lu,\n  "
            "\"budgets\": ",
            checked, corrupt, (unsigned long)out_of_memory_passes());
    settings_write_json(out);
    fputs(",\n  \"commands\": {", out);
    write_commands(out, facts->options);
    fputs("},\n  \"messages\": {", out);
    write_messages(out);
    fputs("},\n  \"plugins\": [", out);
    write_plugins(out);
    fputs("] }\n", out);
}

bool report_write(const report_facts *facts, const uint64_t usable[TRUTH_PATHS]) {
    wchar_t part[OPTIONS_PATH + 8];
    _snwprintf(part, OPTIONS_PATH + 8, L"%ls.part", facts->options->truth);
    FILE *out = _wfopen(part, L"wb");
    if (!out)
        return false;
    write_all(out, facts, usable);
    bool written = !ferror(out);
    written = fclose(out) == 0 && written;
    return written && MoveFileExW(part, facts->options->truth, MOVEFILE_REPLACE_EXISTING);
}
