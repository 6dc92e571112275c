/*
 * AllocBench.dll: an NVSE plugin that measures, inside the practice game and so through the real hooked
 * entries with statistics on, what a malloc/free pair costs: the plugin's path (MemoryManager::Allocate and
 * Free at their addresses), the C runtime's heap (msvcrt malloc/free), and rpmalloc called directly in a
 * second, private copy of its DLL. Everything runs in one process, the three in turn in every round, and
 * the ratios are medians over the rounds.
 *
 * Size mix and slots: engine-like, 60 % 8-127 B, 30 % 128-1027 B, 9 % 1-16 KB, 1 % 16-116 KB, 8,192 live
 * slots a thread. Environment: MEMORYPOOL_BENCH_OUT names the JSON to write, MEMORYPOOL_BENCH_RPMALLOC the
 * private copy of rpmalloc's DLL.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

#include "nvse/nvse.h"

enum { SLOTS = 8192, ROUNDS = 7, MAX_THREADS = 4 };

typedef void *(*allocate_fn)(size_t);
typedef void (*release_fn)(void *);

typedef struct {
    const char *name;
    allocate_fn allocate;
    release_fn release;
    void (*thread_begin)(void);
    void (*thread_end)(void);
    uint32_t pairs[MAX_THREADS + 1]; /* a thread, by number of threads: slow heaps get fewer */
} contender;

static inline __attribute__((always_inline)) void *engine_allocate(size_t size) {
    return ((void *(__thiscall *)(void *, size_t))0xAA3E40)((void *)0x11F6238, size);
}

static inline __attribute__((always_inline)) void engine_release(void *block) {
    ((void(__thiscall *)(void *, void *))0xAA4060)((void *)0x11F6238, block);
}

static void(__stdcall *raw_thread_initialize)(void *, void *);
static void(__stdcall *raw_thread_finalize)(void *, void *, int);

static void raw_thread_begin(void) {
    raw_thread_initialize(NULL, NULL);
}

static void raw_thread_end(void) {
    raw_thread_finalize(NULL, NULL, 1);
}

static contender contenders[] = {
    {"crt", NULL, NULL, NULL, NULL, {0, 300000, 100000, 60000, 60000}},
    {"rpmalloc", NULL, NULL, raw_thread_begin, raw_thread_end, {0, 3000000, 3000000, 2000000, 2000000}},
    {"plugin", engine_allocate, engine_release, NULL, NULL, {0, 3000000, 3000000, 2000000, 2000000}},
};

static uint32_t next_random(uint32_t *state) {
    uint32_t x = *state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return *state = x;
}

static size_t next_size(uint32_t *state) {
    uint32_t kind = next_random(state) % 100, r = next_random(state);
    if (kind < 60)
        return 8 + r % 120;
    if (kind < 90)
        return 128 + r % 900;
    if (kind < 99)
        return 1024 + r % 15360;
    return 16384 + r % 102400;
}

typedef struct {
    const contender *who;
    uint32_t pairs, seed;
    volatile LONG *ready;
    volatile LONG *go;
    LONGLONG ticks;
    void **slots;
} job;

/* Written once for each contender with its calls inlined, so that each is called as its own callers do: the
 * engine's entries directly with the manager in ECX, the others through a pointer. */
static inline __attribute__((always_inline)) void run(job *j, allocate_fn allocate, release_fn release) {
    uint32_t state = j->seed;
    for (unsigned i = 0; i < SLOTS; i++)
        j->slots[i] = allocate(next_size(&state));
    InterlockedIncrement(j->ready);
    while (!*j->go)
        Sleep(0);
    LARGE_INTEGER begin, end;
    QueryPerformanceCounter(&begin);
    for (uint32_t n = 0; n < j->pairs; n++) {
        void **slot = &j->slots[next_random(&state) & (SLOTS - 1)];
        release(*slot);
        *slot = allocate(next_size(&state));
        *(volatile uint32_t *)*slot = n;
    }
    QueryPerformanceCounter(&end);
    j->ticks = end.QuadPart - begin.QuadPart;
    for (unsigned i = 0; i < SLOTS; i++)
        release(j->slots[i]);
}

static DWORD WINAPI run_job(void *argument) {
    job *j = argument;
    if (j->who->thread_begin)
        j->who->thread_begin();
    if (j->who->allocate == engine_allocate)
        run(j, engine_allocate, engine_release);
    else
        run(j, j->who->allocate, j->who->release);
    if (j->who->thread_end)
        j->who->thread_end();
    return 0;
}

/* Mean nanoseconds a pair takes one thread. */
static double measure(const contender *who, unsigned threads, unsigned round) {
    static job jobs[MAX_THREADS];
    HANDLE handles[MAX_THREADS] = {NULL};
    volatile LONG ready = 0, go = 0;
    for (unsigned t = 0; t < threads; t++) {
        void **slots = jobs[t].slots;
        if (!slots)
            slots = VirtualAlloc(NULL, SLOTS * sizeof(void *), MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
        jobs[t] = (job){who, who->pairs[threads], 0x9E3779B9u * (t + 1) + round, &ready, &go, 0, slots};
        handles[t] = CreateThread(NULL, 0, run_job, &jobs[t], 0, NULL);
    }
    while (ready != (LONG)threads)
        Sleep(1);
    go = 1;
    WaitForMultipleObjects(threads, handles, TRUE, INFINITE);
    LARGE_INTEGER frequency;
    QueryPerformanceFrequency(&frequency);
    double total = 0;
    for (unsigned t = 0; t < threads; t++) {
        CloseHandle(handles[t]);
        total += (double)jobs[t].ticks / (double)jobs[t].pairs;
    }
    return total / threads * 1e9 / (double)frequency.QuadPart;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values) {
    qsort(values, ROUNDS, sizeof *values, by_value);
    return values[ROUNDS / 2];
}

static bool load_contenders(const char **problem) {
    HMODULE crt = GetModuleHandleA("msvcrt.dll");
    contenders[0].allocate = (allocate_fn)(void *)GetProcAddress(crt, "malloc");
    contenders[0].release = (release_fn)(void *)GetProcAddress(crt, "free");

    const char *path = getenv("MEMORYPOOL_BENCH_RPMALLOC");
    HMODULE raw = path ? LoadLibraryA(path) : NULL;
    if (!raw) {
        *problem = "the private copy of rpmalloc could not be loaded";
        return false;
    }
    typedef int64_t(__stdcall * getter)(void *, void *);
    getter allocate =
        (getter)(void *)GetProcAddress(raw, "_Java_org_lwjgl_system_rpmalloc_RPmalloc_rpmalloc_1address@8");
    getter release =
        (getter)(void *)GetProcAddress(raw, "_Java_org_lwjgl_system_rpmalloc_RPmalloc_rpfree_1address@8");
    int(__stdcall * initialize)(void *, void *) =
        (void *)GetProcAddress(raw, "_Java_org_lwjgl_system_rpmalloc_RPmalloc_nrpmalloc_1initialize@8");
    raw_thread_initialize = (void *)GetProcAddress(
        raw, "_Java_org_lwjgl_system_rpmalloc_RPmalloc_rpmalloc_1thread_1initialize@8");
    raw_thread_finalize = (void *)GetProcAddress(
        raw, "_Java_org_lwjgl_system_rpmalloc_RPmalloc_nrpmalloc_1thread_1finalize@12");
    if (!allocate || !release || !initialize || !raw_thread_initialize || !raw_thread_finalize) {
        *problem = "the private copy of rpmalloc lacks an expected function";
        return false;
    }
    initialize(NULL, NULL);
    contenders[1].allocate = (allocate_fn)(uintptr_t)(uint32_t)allocate(NULL, NULL);
    contenders[1].release = (release_fn)(uintptr_t)(uint32_t)release(NULL, NULL);
    if (*(const uint8_t *)0xAA3E40 != 0xE9) {
        *problem = "the plugin does not own the heap: MemoryManager::Allocate is not patched";
        return false;
    }
    return true;
}

static void run_bench(FILE *out) {
    const char *problem = NULL;
    if (!load_contenders(&problem)) {
        fprintf(out, "{\"error\": \"%s\"}\n", problem);
        return;
    }
    static const unsigned counts[] = {1, 2, 4};
    fprintf(out, "{\"rounds\": %d", ROUNDS);
    for (unsigned c = 0; c < 3; c++) {
        unsigned threads = counts[c];
        double ns[3][ROUNDS], crt_ratio[ROUNDS], raw_ratio[ROUNDS];
        for (unsigned k = 0; k < 3; k++)
            measure(&contenders[k], threads, 1000);
        for (unsigned round = 0; round < ROUNDS; round++) {
            for (unsigned k = 0; k < 3; k++) {
                unsigned who = (k + round) % 3;
                ns[who][round] = measure(&contenders[who], threads, round);
            }
            crt_ratio[round] = ns[0][round] / ns[2][round];
            raw_ratio[round] = ns[2][round] / ns[1][round];
        }
        for (unsigned k = 0; k < 3; k++)
            fprintf(out, ", \"%s_ns_%ut\": %.2f", contenders[k].name, threads, median(ns[k]));
        fprintf(out, ", \"crt_over_plugin_%ut\": %.3f", threads, median(crt_ratio));
        fprintf(out, ", \"plugin_over_rpmalloc_%ut\": %.3f", threads, median(raw_ratio));
    }
    fprintf(out, "}\n");
}

static void on_message(nvse_message *message) {
    if (message->type != NVSE_MESSAGE_DEFERRED_INIT)
        return;
    const char *path = getenv("MEMORYPOOL_BENCH_OUT");
    FILE *out = path ? fopen(path, "w") : NULL;
    if (out) {
        run_bench(out);
        fclose(out);
    }
    ExitProcess(out ? 0 : 1);
}

bool NVSEPlugin_Query(const nvse_interface *nvse, nvse_plugin_info *info) {
    (void)nvse;
    *info = (nvse_plugin_info){1, "AllocBench", 1};
    return true;
}

bool NVSEPlugin_Load(const nvse_interface *nvse) {
    nvse_messaging *messaging = nvse->query_interface(NVSE_INTERFACE_MESSAGING);
    return messaging->register_listener(nvse->plugin_handle(), "NVSE", on_message);
}
