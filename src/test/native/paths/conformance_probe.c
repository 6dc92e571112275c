/*
 * ConformanceProbe.dll: an NVSE plugin that puts the conformance suite to every way into the heap, one way a
 * frame, in a process in which the plugin's real hooks stand. Run in the practice game by ConformanceIT.
 *
 * Environment: MEMORYPOOL_PROBE_OUT names the JSON to write (beside it, each check to NAME.log);
 * MEMORYPOOL_PROBE_MODE is original, bounded, small or anything else (entry_paths.h); MEMORYPOOL_PROBE_SHARE
 * is the share of the work; MEMORYPOOL_PROBE_ONLY, when set, names the only way to take.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

#include "entry_paths.h"
#include "heap/check.h"
#include "nvse/nvse.h"

enum { MOST = 32 };

static struct {
    const char *name;
    unsigned checks, failed;
} results[MOST];

static entry_options options;
static const subject *paths;
static unsigned path_count, frame;
static bool finished;

static const char *setting(const char *name, const char *otherwise) {
    const char *text = getenv(name);
    return text != NULL && *text != '\0' ? text : otherwise;
}

static void begin(const char *name) {
    printf("--- %s\n", name);
    mp_checks = mp_checks_failed = 0;
}

static void end(unsigned row, const char *name) {
    results[row].name = name;
    results[row].checks += mp_checks;
    results[row].failed += mp_checks_failed;
}

static void run_path(unsigned index, void (*suite)(const subject *)) {
    const char *only = setting("MEMORYPOOL_PROBE_ONLY", "");
    if (*only != '\0' && strcmp(only, paths[index].name) != 0)
        return;
    begin(paths[index].name);
    suite(&paths[index]);
    end(index, paths[index].name);
}

/* Blocks of ours pass through every way but the scrap heap's. */
static void run_mixed(void) {
    const subject *mixed[MOST];
    unsigned count = 0;
    for (unsigned i = 0; i < path_count; i++) {
        if (!(paths[i].traits & SUBJECT_OF_ITS_THREAD))
            mixed[count++] = &paths[i];
    }
    begin("mixed");
    suite_run_mixed(mixed, count);
    end(path_count, "mixed");
}

static void write_results(void) {
    FILE *out = fopen(setting("MEMORYPOOL_PROBE_OUT", "conformance.json"), "w");
    unsigned written = 0;
    if (out == NULL)
        return;
    fprintf(out, "[");
    for (unsigned i = 0; i <= path_count; i++) {
        if (results[i].name == NULL)
            continue;
        fprintf(out, "%s{\"name\": \"%s\", \"checks\": %u, \"failed\": %u}", written++ == 0 ? "\n" : ",\n",
                results[i].name, results[i].checks, results[i].failed);
    }
    fprintf(out, "\n]\n");
    fclose(out);
}

/* What uses memory up comes last: a bounded pool stays full. */
static void one_frame(void) {
    if (frame == 0) {
        paths = entry_paths(&options, &path_count);
        if (!options.original)
            run_mixed();
    } else if (frame <= path_count) {
        run_path(frame - 1, suite_run);
    } else if (frame <= 2 * path_count) {
        run_path(frame - 1 - path_count, suite_run_to_the_end);
    } else {
        write_results();
        finished = true;
    }
    frame++;
}

static void on_message(nvse_message *message) {
    if (message->type == NVSE_MESSAGE_MAIN_GAME_LOOP && !finished)
        one_frame();
}

__declspec(dllexport) bool NVSEPlugin_Query(const nvse_interface *nvse, nvse_plugin_info *info) {
    (void)nvse;
    *info = (nvse_plugin_info){1, "ConformanceProbe", 1};
    return true;
}

__declspec(dllexport) bool NVSEPlugin_Load(const nvse_interface *nvse) {
    const char *mode = setting("MEMORYPOOL_PROBE_MODE", ""), *missing;
    char log[MAX_PATH];
    snprintf(log, sizeof log, "%s.log", setting("MEMORYPOOL_PROBE_OUT", "conformance.json"));
    if (freopen(log, "w", stdout) == NULL)
        return false;
    options = (entry_options){.original = strcmp(mode, "original") == 0,
                              .bounded = strcmp(mode, "bounded") == 0,
                              .small_alone = strcmp(mode, "small") == 0,
                              .share = (unsigned)atoi(setting("MEMORYPOOL_PROBE_SHARE", "8"))};
    if (!entry_paths_load(".", &missing)) {
        printf("%s is missing\n", missing);
        return false;
    }
    nvse_messaging *messaging = nvse->query_interface(NVSE_INTERFACE_MESSAGING);
    return messaging->register_listener(nvse->plugin_handle(), "NVSE", on_message);
}
