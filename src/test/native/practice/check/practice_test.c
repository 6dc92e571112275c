/*
 * Whether the practice game keeps its contract (docs/practice-game.md):
 *   practice_test <built game folder> <scratch folder> <PracticeProbe.dll> <TooManyExports.dll>
 * Runs the game many times in the scratch folder; status 0 when everything held.
 */
#include "bench.h"
#include "check.h"
#include "truth_file.h"

#include <stdlib.h>
#include <string.h>
#include <windows.h>

#define GAME      "FalloutNV.exe"
#define PROBE_LOG "Data\\NVSE\\Plugins\\PracticeProbe.log"
#define SHORT     "--frames 20 --speed 0 --scale 0.05 --threads 1 "

unsigned checks_made, checks_failed;

static bool has(const char *text, const char *part) {
    return strstr(text, part) != NULL;
}

/* Every text stands in the log, each behind the one before. */
static bool in_order(const char *log, const char *const *texts) {
    for (; *texts; texts++) {
        log = strstr(log, *texts);
        if (!log) {
            printf("not found in order: %s\n", *texts);
            return false;
        }
    }
    return true;
}

static void test_start_up(void) {
    static const char *const order[] = {
        "preload: loader lock 0, crt heap 0, active heap 0, memory manager 0, heaps 0",
        "image checked: ",
        "query: loader lock 1, crt heap 1, active heap 1, memory manager 1, heaps 3",
        "nvse 06040080, runtime 040020D0, editor 00000000, in editor 0, nogore 0",
        "load: loader lock 1",
        "messaging version 4, handle 1",
        "command registered 1",
        "listening 1",
        "message 0 from NVSE, main thread 1",  /* PostLoad */
        "message 9 from NVSE, main thread 1",  /* PostPostLoad */
        "message 18 from NVSE, main thread 1", /* DeferredInit */
        "message 20 from NVSE, main thread 1", /* MainGameLoop */
        "message 6 from NVSE, main thread 1",  /* PreLoadGame */
        "message 3 from NVSE, main thread 1",  /* LoadGame */
        "message 8 from NVSE, main thread 1",  /* PostLoadGame */
        "message 1 from NVSE, main thread 1",  /* ExitGame */
        "main loop 19",
        NULL,
    };
    CHECK(bench_run(GAME, SHORT "--command PracticeProbe --command NoSuchCommand") == 0);
    const char *log = bench_text(PROBE_LOG);
    CHECK(in_order(log, order));
    CHECK(!has(log, "differs") && !has(log, "does not page"));
    CHECK(truth_number(bench_truth(), "commands", "PracticeProbe") == 42);
    CHECK(truth_number(bench_truth(), "commands", "NoSuchCommand") == -2);
    CHECK(truth_number(bench_truth(), "messages", "MainGameLoop") == 19);
    CHECK(truth_number(bench_truth(), "messages", "PostQueryPlugins") == 1);
    CHECK(has(bench_truth(),
              "{\"file\": \"PracticeProbe.dll\", \"preload\": true, \"query\": true, \"load\": true}"));
    CHECK(has(bench_text("nvse.log"),
              "PracticeProbe.dll (PracticeProbe; version 7; infoVersion 1) loaded correctly"));
}

static void test_loader_choices(const char *too_many) {
    CHECK(bench_run(GAME, SHORT "--no-preload") == 0);
    CHECK(!has(bench_text(PROBE_LOG), "preload:") && has(bench_text(PROBE_LOG), "query:"));
    CHECK(has(bench_truth(), "\"preload\": false, \"query\": true, \"load\": true"));

    CHECK(bench_run(GAME, SHORT "--nvse 6.0.0") == 0); /* Preload came with 6.3.6 */
    CHECK(!has(bench_text(PROBE_LOG), "preload:") && has(bench_text(PROBE_LOG), "nvse 06000000"));

    CHECK(bench_run(GAME, SHORT "--runtime 1.3.0.452") == 0);
    CHECK(has(bench_text(PROBE_LOG), "runtime 03001C40"));

    CHECK(bench_run(GAME, SHORT "--alter AA3E40 --alter ECD1C7 --alter ECD291 --alter AA44C5") == 0);
    CHECK(has(bench_text(PROBE_LOG), "site 00AA3E40 differs") &&
          has(bench_text(PROBE_LOG), "site 00ECD1C7 differs"));
    CHECK(has(bench_text(PROBE_LOG), "site 00ECD291 differs") &&
          has(bench_text(PROBE_LOG), "site 00AA44C0 differs"));
    CHECK(truth_number(bench_truth(), NULL, "blocksCorrupt") == 0); /* changed, and still meaning the same */
    CHECK(!has(bench_text(PROBE_LOG), "site 00AA4060 differs"));

    CHECK(bench_add_plugin(too_many));
    CHECK(bench_run(GAME, SHORT) == 0);
    CHECK(has(bench_text("nvse.log"), "TooManyExports.dll: not taken for a plugin"));
    CHECK(!has(bench_truth(), "TooManyExports"));

    CHECK(bench_run("nvse_loader.exe", SHORT) == 0);
    CHECK(truth_number(bench_truth(), NULL, "frames") == 20);
    CHECK(bench_run(GAME, "--no-such-option 1") == 2);
    CHECK(bench_run(GAME, "--threads 17") == 2);
}

static void test_settings(void) {
    CHECK(bench_write("Fallout.ini",
                      "[General]\r\nuGridsToLoad=5\r\n[BudgetCaps]\r\nuTextureMemory=67108864\r\n"
                      "uActorRefCount=33\r\nfMsRefCount=0.5\r\n"));
    CHECK(bench_run(GAME, SHORT "--ini Fallout.ini") == 0);
    const char *truth = bench_truth();
    CHECK(truth_number(truth, "uTextureMemory", "default") == 20971520);
    CHECK(truth_number(truth, "uTextureMemory", "final") == 67108864);
    CHECK(truth_number(truth, "uActorRefCount", "default") == 20 &&
          truth_number(truth, "uActorRefCount", "final") == 33);
    CHECK(truth_number(truth, "fMsRefCount", "final") == 0.5);
    CHECK(truth_number(truth, "uWaterMemoryInterior", "final") == 10485760);
}

static const char *const counted[] = {"allocations",    "frees",      "reallocations", "failures",
                                      "bytesRequested", "liveBlocks", "peakBytes"};
#define COUNTED (sizeof counted / sizeof *counted)

static void read_counts(const char *truth, double counts[3 * COUNTED]) {
    static const char *const paths[] = {"engine", "crt", "scrap"};
    for (unsigned path = 0; path < 3; path++)
        for (unsigned index = 0; index < COUNTED; index++)
            counts[path * COUNTED + index] = truth_number(truth, paths[path], counted[index]);
}

static void run_seed(unsigned threads, unsigned seed, double counts[3 * COUNTED]) {
    char arguments[200];
    snprintf(arguments, sizeof arguments, "--frames 120 --speed 0 --scale 0.2 --threads %u --seed %u",
             threads, seed);
    CHECK(bench_run(GAME, arguments) == 0);
    read_counts(bench_truth(), counts);
    CHECK(truth_number(bench_truth(), NULL, "blocksChecked") > 10000);
    CHECK(truth_number(bench_truth(), NULL, "blocksCorrupt") == 0);
    CHECK(truth_number(bench_truth(), "engine", "failures") == 0);
    CHECK(counts[0] - counts[1] == counts[5]); /* allocations - frees = live blocks */
}

/* The same options do the same calls whatever the timing; another seed does others. */
static void test_repeatability(void) {
    static const unsigned thread_counts[] = {1, 2, 6};
    double before[3 * COUNTED] = {0}, first[3 * COUNTED], again[3 * COUNTED];
    for (unsigned index = 0; index < 3; index++) {
        for (unsigned seed = 1; seed <= 3; seed++) {
            run_seed(thread_counts[index], seed, first);
            run_seed(thread_counts[index], seed, again);
            CHECK(memcmp(first, again, sizeof first) == 0);
            CHECK(memcmp(first, before, sizeof first) != 0);
            memcpy(before, first, sizeof first);
        }
    }
}

static void test_full_scale(void) {
    CHECK(bench_run(GAME, "--frames 200 --speed 0 --threads 6") == 0);
    CHECK(truth_number(bench_truth(), NULL, "blocksCorrupt") == 0);
    CHECK(truth_number(bench_truth(), "engine", "peakBytes") > 300e6);
    CHECK(truth_number(bench_truth(), "AA8F50", "commit") > 0 &&
          truth_number(bench_truth(), "AA7D60", "decommit") > 0);
}

static void test_page_calls(void) {
    CHECK(bench_run(GAME, "--frames 300 --speed 0 --threads 1 --scale 0.1") == 0);
    static const struct {
        const char *function, *kind;
    } expected[] = {{"9FB170", "release"},  {"9FCC60", "commit"},  {"AA5E30", "commit"},
                    {"AA5E90", "decommit"}, {"AA5EC0", "reserve"}, {"AA5EC0", "commit"},
                    {"AA5F30", "release"},  {"AA65B0", "reserve"}, {"AA6610", "commit"},
                    {"AA6650", "decommit"}, {"AA6680", "release"}, {"AA79A0", "reserve"},
                    {"AA7A30", "release"},  {"AA7A50", "commit"},  {"AA7AB0", "decommit"},
                    {"AA7D60", "decommit"}, {"AA8F50", "commit"},  {"EDE263", "decommit"}};
    for (unsigned index = 0; index < sizeof expected / sizeof *expected; index++) {
        bool called = truth_number(bench_truth(), expected[index].function, expected[index].kind) > 0;
        if (!called)
            printf("%s never made a %s\n", expected[index].function, expected[index].kind);
        CHECK(called);
    }
}

static void test_faults(void) {
    CHECK(bench_run(GAME, SHORT "--fault oom --fault-frame 3") == 0);
    CHECK(has(bench_truth(), "\"end\": \"out of memory\""));
    CHECK(truth_number(bench_truth(), NULL, "outOfMemoryPasses") > 8);
    CHECK(truth_number(bench_truth(), NULL, "blocksCorrupt") == 0);
    CHECK(truth_number(bench_truth(), "engine", "failures") > 0);

    uint32_t status = bench_run(GAME, SHORT "--fault crash --fault-frame 3");
    CHECK(status != 0 && status != UINT32_MAX);
    CHECK(bench_truth()[0] == '\0');

    CHECK(bench_run_and_kill(SHORT "--fault hang --fault-frame 3", 3000));
    CHECK(bench_truth()[0] == '\0');
    CHECK(bench_run_and_kill(SHORT "--hold 30", 4000));
    CHECK(truth_number(bench_truth(), NULL, "frames") == 20); /* written before the hold */
}

static DWORD version_part(const char *file, bool low) {
    static uint8_t data[4096];
    VS_FIXEDFILEINFO *info;
    UINT length;
    if (!GetFileVersionInfoA(bench_path(file), 0, sizeof data, data))
        return 0;
    if (!VerQueryValueA(data, "\\", (void **)&info, &length))
        return 0;
    return low ? info->dwFileVersionLS : info->dwFileVersionMS;
}

static void test_versions(void) {
    CHECK(version_part(GAME, false) == 0x00010004 && version_part(GAME, true) == 0x0000020D);
    static const char *const loaders[] = {"nvse_1_4.dll", "nvse_steam_loader.dll", "nvse_loader.exe"};
    for (unsigned index = 0; index < 3; index++)
        CHECK(version_part(loaders[index], false) == 0x00000006 &&
              version_part(loaders[index], true) == 0x00040008);
}

int main(int count, char **arguments) {
    if (count != 5)
        return 2;
    SetErrorMode(SEM_NOGPFAULTERRORBOX | SEM_FAILCRITICALERRORS); /* children inherit it */
    CHECK(bench_open(arguments[1], arguments[2]));
    test_versions();
    CHECK(bench_add_plugin(arguments[3]));
    test_start_up();
    test_loader_choices(arguments[4]);
    bench_clear_plugins();
    test_settings();
    test_page_calls();
    test_repeatability();
    test_full_scale();
    test_faults();
    printf("%u of %u checks failed\n", checks_failed, checks_made);
    return checks_failed != 0;
}
