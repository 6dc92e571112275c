/*
 * What really happened, counted where the engine's entries are called, never inside them: the totals are
 * those of a perfect observer of the entries from the program's first instruction on. Definitions as at the
 * head of the plugin's stats/stats.h. Counters belong to one thread; everything lives in static storage, so
 * that counting never allocates.
 */
#ifndef PRACTICE_TRUTH_H
#define PRACTICE_TRUTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TRUTH_THREADS 24 /* workload threads, and room for strays */

typedef enum truth_path { TRUTH_ENGINE, TRUTH_CRT, TRUTH_SCRAP, TRUTH_PATHS } truth_path;

typedef struct truth_counters {
    uint64_t allocations, frees, reallocations, failures, bytes_requested;
    int64_t live_blocks, live_requested; /* may be negative in one thread: another one freed */
} truth_counters;

typedef struct truth_thread {
    truth_counters path[TRUTH_PATHS];
    uint64_t blocks_checked, blocks_corrupt;
    uint32_t heap_context; /* the engine's TLS word: which heap serves this thread now */
    uint32_t id;           /* as the system counts; 0: nobody was this thread */
} __attribute__((aligned(64))) truth_thread;

/* Before any other function: the main thread is thread 0. */
void truth_begin(void);

/* Makes the calling thread thread `index`, below TRUTH_THREADS. */
void truth_attach(unsigned index);

truth_thread *truth_self(void);

/* Thread `index`, or NULL when nobody was it. Its counts are exact only while the workload stands still. */
const truth_thread *truth_thread_at(unsigned index);

/* Sums over all threads. Exact only while the workload stands still. */
void truth_sum(truth_counters out[TRUTH_PATHS], uint64_t *checked, uint64_t *corrupt);

/* Remembers the sum of live requested bytes if it is the highest so far. Between frames. */
void truth_mark_peak(void);
int64_t truth_peak(truth_path path);

void truth_count_allocation(truth_path path, size_t requested, const void *result);
void truth_count_free(truth_path path, size_t requested);
void truth_count_reallocation(truth_path path, size_t old_requested, size_t requested, const void *result);

/* One block's contents were looked at. */
void truth_count_check(bool intact);

/* Blocks the engine itself holds until the end, for the sum of their sizes. */
void truth_hold(truth_path path, void *block);
void truth_release(const void *block);

/* Frees every block in truth_hold, uncounted: the engine is not to be used afterwards. */
void truth_give_back(void);

/* Sum of the entry point's own Size over the blocks in truth_hold. */
uint64_t truth_held_bytes(truth_path path);

/* Page calls of the functions that make them, one record a function; a call counts under each flag. */
typedef struct truth_pages {
    volatile uint32_t commit, reserve, decommit, release;
} truth_pages;

void truth_count_pages(truth_pages *pages, uint32_t flags);

#define TRUTH_PAGE_FUNCTIONS(ROW)                                                                            \
    ROW(9FB170)                                                                                              \
    ROW(9FCC60)                                                                                              \
    ROW(AA5E30) ROW(AA5E90) ROW(AA5EC0) ROW(AA5F30) ROW(AA65B0) ROW(AA6610) ROW(AA6650) ROW(AA6680)          \
        ROW(AA79A0) ROW(AA7A30) ROW(AA7A50) ROW(AA7AB0) ROW(AA7D60) ROW(AA8F50) ROW(EDE263)
#define TRUTH_PAGES_DECLARED(address) extern truth_pages page_truth_##address;
TRUTH_PAGE_FUNCTIONS(TRUTH_PAGES_DECLARED)
#undef TRUTH_PAGES_DECLARED

#endif
