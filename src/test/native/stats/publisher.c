/*
 * A 32-bit Windows program that publishes known statistics through the real block, for the readers' tests.
 *
 *   publisher.exe SECONDS [--no-close] [--hang] [--probe] [--hold SECONDS]
 *
 * It counts from four threads (one of them ended), reports patches, properties, budgets, events and
 * frames, prints one line of JSON with what a reader must find, runs SECONDS with frames at 60 a second,
 * closes the statistics, holds them for the other SECONDS, and ends. One thread has a description. --no-close ends without closing, --hang
 * stops the frames after half of the time while the process lives on; --probe prints a second line: how much
 * of the holes the block tells of can really be had.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <windows.h>

#include "stats/stats.h"

#define WORKERS    3
#define OPERATIONS 100000

static volatile LONG running = WORKERS;
static HANDLE may_end;

static void count_some(unsigned seed) {
    for (unsigned i = 0; i < OPERATIONS; i++) {
        size_t requested = (i * 37 + seed) % 5000;
        size_t usable = (requested + 16) & ~(size_t)15;
        mp_thread *thread = mp_thread_current();
        mp_count_allocation(thread, MP_PATH_ENGINE, requested, usable);
        if (i % 4 == 0) {
            mp_count_reallocation(thread, MP_PATH_CRT, requested + 1, 0, 16);
        }
        if (i % 2 == 0) {
            mp_count_free(thread, MP_PATH_ENGINE, usable);
        }
    }
}

typedef HRESULT(WINAPI *set_description)(HANDLE thread, const wchar_t *description);

static void describe_this_thread(const wchar_t *description) {
    HMODULE kernel = GetModuleHandleW(L"kernelbase.dll");
    set_description set = (set_description)(uintptr_t)GetProcAddress(kernel, "SetThreadDescription");
    if (set != NULL) {
        set(GetCurrentThread(), description);
    }
}

/* Worker 0 ends at once, so that its counters are folded; the others stay. */
static DWORD WINAPI worker(void *number) {
    if ((uintptr_t)number == 1) {
        describe_this_thread(L"W\u00E4chter");
    }
    count_some((unsigned)(uintptr_t)number);
    InterlockedDecrement(&running);
    if ((uintptr_t)number != 0) {
        WaitForSingleObject(may_end, INFINITE);
    }
    mp_thread_end();
    return 0;
}

static void heap_source(mp_heap_state *out) {
    out->small.reserved = 64u << 20;
    out->small.committed = 32u << 20;
    out->small.live = 16u << 20;
    out->small.regions = 7;
    out->large.reserved = 128u << 20;
    out->large.largest_free = 96u << 20;
    out->quarantine_bytes = 4096;
}

static void report(void) {
    static const uint8_t expected[] = {0x55, 0x8B, 0xEC};
    static const uint8_t found[] = {0x55, 0x90, 0xEC};
    mp_patch_report(0xAA3E40, "engine heap", "Allocate", MP_PATCH_APPLIED, expected, expected,
                    sizeof expected);
    mp_patch_report(0xAA4060, "engine heap", "Free", MP_PATCH_MISMATCH, expected, found, sizeof expected);
    mp_property("plugin.version", "%s", "1.0.0-test");
    mp_property("game.version", "%s", "1.4.0.525");
    mp_property("text.utf8", "%s", "Grüße, Ödland");
    mp_budget_report("uTextureMemoryInterior", 20971520, 268435456, 268435456);
    mp_mode_set(MP_MODE_ACTIVE, "published by a test program");
    mp_event(MP_EVENT_FALLBACK, MP_SEVERITY_WARNING, 42, 0x123456789ABCDEFull, "a test event: %d", 7);
}

static bool can_be_reserved(uint64_t size) {
    void *memory = VirtualAlloc(NULL, (size_t)size, MEM_RESERVE, PAGE_NOACCESS);
    return memory != NULL && VirtualFree(memory, 0, MEM_RELEASE);
}

/* The largest block the system hands out, to the megabyte. */
static uint64_t largest_reserved(void) {
    uint64_t can = 0, cannot = 4096;
    while (cannot - can > 1) {
        uint64_t middle = (can + cannot) / 2;
        *(can_be_reserved(middle << 20) ? &can : &cannot) = middle;
    }
    return can << 20;
}

static uint64_t reserved_in_pieces(size_t piece) {
    static void *pieces[4096];
    size_t count = 0;
    while (count < 4096 && (pieces[count] = VirtualAlloc(NULL, piece, MEM_RESERVE, PAGE_NOACCESS)) != NULL) {
        count++;
    }
    for (size_t i = 0; i < count; i++) {
        VirtualFree(pieces[i], 0, MEM_RELEASE);
    }
    return (uint64_t)count * piece;
}

/* What the block tells of free address space, after the first walk, and what can really be had. */
static void probe_holes(void) {
    mp_totals totals;
    do {
        Sleep(10);
        mp_totals_now(&totals);
    } while (totals.address_free == UINT64_MAX);
    uint64_t largest = largest_reserved();
    printf("{\"free\": %" PRIu64 ", \"largestHole\": %" PRIu64 ", \"largestReserved\": %" PRIu64
           ", \"reserved\": %" PRIu64 "}\n",
           totals.address_free, totals.address_largest_hole, largest, reserved_in_pieces(1 << 20));
}

/* Where in this program a function begins. */
static unsigned long offset_of(const void *function) {
    return (unsigned long)((uintptr_t)function - (uintptr_t)GetModuleHandleW(NULL));
}

/* Where the program's first thread begins. */
static unsigned long entry_offset(void) {
    const uint8_t *base = (const uint8_t *)GetModuleHandleW(NULL);
    const IMAGE_DOS_HEADER *dos = (const void *)base;
    return ((const IMAGE_NT_HEADERS32 *)(const void *)(base + dos->e_lfanew))->OptionalHeader.AddressOfEntryPoint;
}

/* The number behind an option, 0 without it. */
static double number(int count, char **arguments, const char *name) {
    for (int i = 2; i + 1 < count; i++) {
        if (strcmp(arguments[i], name) == 0) {
            return atof(arguments[i + 1]);
        }
    }
    return 0;
}

static bool option(int count, char **arguments, const char *name) {
    for (int i = 2; i < count; i++) {
        if (strcmp(arguments[i], name) == 0) {
            return true;
        }
    }
    return false;
}

int main(int count, char **arguments) {
    const double seconds = count > 1 ? atof(arguments[1]) : 5;
    const bool hang = option(count, arguments, "--hang");
    const mp_stats_options options = {100, 1000};
    char reason[200];
    if (!mp_threads_start() || !mp_stats_start(&options, reason, sizeof reason)) {
        printf("{\"error\": \"%s\"}\n", reason);
        return 1;
    }
    mp_stats_set_heap_source(heap_source);
    report();
    may_end = CreateEventW(NULL, TRUE, FALSE, NULL);
    HANDLE threads[WORKERS];
    for (uintptr_t i = 0; i < WORKERS; i++) {
        threads[i] = CreateThread(NULL, 0, worker, (void *)i, 0, NULL);
    }
    count_some(WORKERS);
    while (running > 0) {
        Sleep(1);
    }
    WaitForSingleObject(threads[0], INFINITE);
    mp_stats_flush();

    mp_totals totals;
    mp_totals_now(&totals);
    printf("{\"pid\": %lu, \"engineAllocations\": %" PRIu64 ", \"engineFrees\": %" PRIu64
           ", \"crtReallocations\": %" PRIu64 ", \"bytesRequested\": %" PRIu64 ", \"liveBytes\": %" PRIu64
           ", \"expectedAllocations\": %u, \"worker\": \"0x%lX\", \"entry\": \"0x%lX\"}\n",
           GetCurrentProcessId(), totals.path[MP_PATH_ENGINE].allocations, totals.path[MP_PATH_ENGINE].frees,
           totals.path[MP_PATH_CRT].reallocations, totals.all.bytes_requested, totals.live_bytes,
           (WORKERS + 1) * OPERATIONS, offset_of((const void *)(uintptr_t)worker), entry_offset());
    fflush(stdout);

    if (option(count, arguments, "--probe")) {
        probe_holes();
        fflush(stdout);
    }
    DWORD begin = GetTickCount();
    while (GetTickCount() - begin < seconds * 1000) {
        if (!hang || GetTickCount() - begin < seconds * 500) {
            mp_frame();
        }
        Sleep(16);
    }
    SetEvent(may_end);
    WaitForMultipleObjects(WORKERS, threads, TRUE, INFINITE);
    if (!option(count, arguments, "--no-close")) {
        mp_event(MP_EVENT_EXIT, MP_SEVERITY_INFO, 0, 0, "the test program ends");
        mp_stats_close();
        Sleep((DWORD)(number(count, arguments, "--hold") * 1000));
        mp_stats_end();
    }
    return 0;
}
