#include "workload.h"

#include "paging.h"
#include "truth/counted.h"
#include "worker.h"

#include <windows.h>

#define MOST_THREADS      16
#define THREAD_DATA_BYTES 0x214u

static worker workers[MOST_THREADS];
static HANDLE begin[MOST_THREADS], done[MOST_THREADS];
static unsigned thread_count;
static volatile uint32_t frame_now;

/* Per-thread data of the C runtime, and the thread's name, as every engine thread begins. */
static void enter_thread(unsigned index) {
    truth_attach(index);
    void *data = counted_allocation(TRUTH_CRT, THREAD_DATA_BYTES, crt_entry_calloc_crt(1, THREAD_DATA_BYTES));
    truth_hold(TRUTH_CRT, data);
    if (workers[index].role == ROLE_AI)
        ENTRY(void, 0xC42EA0, void)();
    if (workers[index].role == ROLE_AUDIO)
        ENTRY(void, 0xEC16F0, void)();
}

static DWORD WINAPI run(LPVOID argument) {
    unsigned index = (unsigned)(uintptr_t)argument;
    enter_thread(index);
    SetEvent(done[index]);
    while (WaitForSingleObject(begin[index], INFINITE) == WAIT_OBJECT_0) {
        worker_frame(&workers[index], frame_now);
        SetEvent(done[index]);
    }
    return 0;
}

static void wait_for_all(void) {
    if (thread_count > 1)
        WaitForMultipleObjects(thread_count - 1, done + 1, TRUE, INFINITE);
}

void workload_open(unsigned threads, uint64_t seed, double scale) {
    thread_count = threads;
    for (unsigned index = 0; index < threads; index++) {
        worker_open(&workers[index], index, seed, scale);
        if (index == 0)
            continue;
        begin[index] = CreateEventA(NULL, FALSE, FALSE, NULL);
        done[index] = CreateEventA(NULL, FALSE, FALSE, NULL);
        CloseHandle(CreateThread(NULL, 0, run, (LPVOID)(uintptr_t)index, 0, NULL));
    }
    wait_for_all();
    cell_open(seed, scale);
    paging_open(seed, scale);
}

cell_event workload_frame(uint32_t frame) {
    frame_now = frame;
    for (unsigned index = 1; index < thread_count; index++)
        SetEvent(begin[index]);
    worker_frame(&workers[0], frame);
    cell_event event = cell_frame(frame);
    paging_frame(frame);
    wait_for_all();
    for (unsigned index = 0; index < thread_count; index++)
        worker_hand_over(&workers[index], &workers[(index + 1) % thread_count]);
    truth_mark_peak();
    return event;
}

void workload_finish(uint64_t usable[TRUTH_PATHS]) {
    for (unsigned index = 0; index < thread_count; index++)
        worker_check(&workers[index], usable);
    cell_check(usable);
    paging_check();
}

bool workload_late_frees(unsigned part, unsigned parts) {
    truth_counters sums[TRUTH_PATHS];
    uint64_t checked, before, after;
    truth_sum(sums, &checked, &before);
    for (unsigned index = 0; index < thread_count; index++)
        worker_late_frees(&workers[index], part, parts);
    truth_sum(sums, &checked, &after);
    return after == before;
}
