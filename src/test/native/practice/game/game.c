/*
 * The program around the engine: what runs before anything else, WinMain's parts as the image calls them
 * (image/application.inc), and the report.
 */
#include "alter.h"
#include "engine/settings.h"
#include "faults.h"
#include "loader/link.h"
#include "loader/nvse_abi.h"
#include "options.h"
#include "report.h"
#include "truth/counted.h"
#include "window.h"
#include "workload/workload.h"

#include <string.h>
#include <windows.h>

#define EXIT_CHANGED_LATE 3

static options game_options;
static uint32_t frame;
static double started, next_frame_at;
static uint64_t usable_bytes[TRUTH_PATHS];
static bool finished;
static double hold_until;

uint32_t frame_skips_pool_sort;

static double seconds_now(void) {
    LARGE_INTEGER count, frequency;
    QueryPerformanceCounter(&count);
    QueryPerformanceFrequency(&frequency);
    return (double)count.QuadPart / (double)frequency.QuadPart;
}

static void dispatch(uint32_t type, void *data, uint32_t length) {
    HMODULE nvse = GetModuleHandleA("nvse_1_4.dll");
    practice_dispatch_function send =
        nvse ? (practice_dispatch_function)(uintptr_t)GetProcAddress(nvse, "PracticeDispatch") : NULL;
    if (send)
        send(type, data, length);
}

/* --- before the C runtime (entry of the image) ---------------------------------------------------------- */

static void refuse(const wchar_t *problem) {
    static const char text[] = "practice game: option not understood: ";
    char narrow[OPTIONS_PATH];
    DWORD written;
    HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
    int length = WideCharToMultiByte(CP_ACP, 0, problem, -1, narrow, sizeof narrow, NULL, NULL);
    WriteFile(out, text, sizeof text - 1, &written, NULL);
    if (length > 1)
        WriteFile(out, narrow, (DWORD)length - 1, &written, NULL);
    WriteFile(out, "\r\n", 2, &written, NULL);
    ExitProcess(2);
}

void practice_prepare(void) {
    wchar_t problem[OPTIONS_PATH];
    truth_begin();
    if (!options_read(&game_options, problem, OPTIONS_PATH))
        refuse(problem);
    for (unsigned index = 0; index < game_options.altered_count; index++)
        alter_byte(game_options.altered[index]);
}

/* --- static objects that allocate while the program starts ---------------------------------------------- */

#define EARLY_STATICS 40u
#define LATE_STATICS  24u

void early_statics(void) {
    for (uint32_t index = 0; index < EARLY_STATICS; index++)
        memset(counted_engine_object(16 + index * 12), 0x11, 16 + index * 12);
}

void late_statics(void) {
    for (uint32_t index = 0; index < LATE_STATICS; index++) {
        uint32_t size = 24 + index * 20;
        void *block = counted_allocation(TRUTH_CRT, size, crt_entry_malloc(size));
        truth_hold(TRUTH_CRT, block);
        memset(block, 0x22, size);
    }
}

/* --- WinMain -------------------------------------------------------------------------------------------- */

void game_begin(void) {
    settings_remember_defaults();
    if (game_options.ini[0])
        settings_read_ini(game_options.ini);
    ENTRY(void, 0x86C560, void)(); /* names the main thread */
    ENTRY(void, 0xAA3050, void)();
    window_open(game_options.window);
    workload_open(game_options.threads, game_options.seed, game_options.scale);
    started = next_frame_at = seconds_now();
}

/* Everything is still held; nothing allocates from here on. */
static void finish(void) {
    report_facts facts = {.options = &game_options, .frames = frame, .seconds = seconds_now() - started};
    facts.end = faults_outcome();
    workload_finish(usable_bytes);
    if (game_options.give_back)
        truth_give_back();
    report_run_commands(&game_options);
    report_write(&facts, usable_bytes);
    finished = true;
    hold_until = seconds_now() + game_options.hold;
}

int game_wants_frame(void) {
    if (!finished) {
        bool over = game_options.seconds > 0 ? seconds_now() - started >= game_options.seconds
                                             : frame >= game_options.frames;
        if (!over)
            return 1;
        finish();
    }
    return seconds_now() < hold_until;
}

static void pace(void) {
    double rate = finished && game_options.speed == 0 ? 60 : game_options.speed;
    if (rate <= 0)
        return;
    next_frame_at += 1 / rate;
    double wait = next_frame_at - seconds_now();
    if (wait > 0)
        Sleep((DWORD)(wait * 1000));
    else
        next_frame_at = seconds_now();
}

void game_frame(void) {
    window_pump();
    dispatch(frame == 0 ? NVSE_DEFERRED_INIT : NVSE_MAIN_GAME_LOOP, NULL, 0);
    if (!finished) {
        if (frame == game_options.fault_frame)
            faults_run(game_options.fault);
        char save[] = "practice.fos";
        cell_event event = workload_frame(frame);
        if (event == CELL_LOAD_BEGINS)
            dispatch(NVSE_PRE_LOAD_GAME, save, sizeof save - 1);
        if (event == CELL_LOAD_ENDS) {
            dispatch(NVSE_LOAD_GAME, save, sizeof save - 1);
            dispatch(NVSE_POST_LOAD_GAME, (void *)1, 1);
        }
    }
    frame++;
    pace();
}

static bool changed_late;

/* What the game frees after it has said good-bye: half as WinMain ends, half as its static objects go. */
static void free_late(unsigned part) {
    if (game_options.late_frees && !workload_late_frees(part, 2))
        changed_late = true;
}

void game_end(void) {
    dispatch(NVSE_EXIT_GAME, NULL, 0);
    free_late(0);
}

/* Nothing registered with atexit runs; without --late-frees no engine entry is called any more. */
void game_exit(int status) {
    free_late(1);
    ExitProcess(changed_late ? EXIT_CHANGED_LATE : (UINT)status);
}
