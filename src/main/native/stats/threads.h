/* Sums over the counters of all threads. For the sampler: callers hold its lock. */
#ifndef MEMORYPOOL_STATS_THREADS_H
#define MEMORYPOOL_STATS_THREADS_H

#include "stats.h"

/* The counters of a thread, of the ended ones, or of all. */
typedef struct mp_counters {
    mp_path_counters path[MP_PATH_COUNT];
    uint64_t histogram[MP_SIZE_BUCKETS];
    uint64_t foreign_frees, quarantined;
    mp_page_counters pages[MP_PAGE_PATTERNS];
    uint64_t other_page_calls;
} mp_counters;

typedef struct mp_thread_sums {
    mp_counters counters;
    uint32_t live;    /* threads with counters of their own now */
    uint64_t started; /* threads ever attached */
    uint64_t sharing; /* threads that had to take the spare */
} mp_thread_sums;

/* Folds the threads that ended and sums. Frees are read before allocations, so what one thread allocated
 * and another has freed meanwhile is never seen as a free alone: live bytes never come out negative. */
void mp_threads_sum(mp_thread_sums *out);

typedef struct mp_thread_view {
    const mp_counters *counters; /* as they were at the last sum */
    mp_thread_role role;
    uint32_t thread_id; /* 0 where it stands for several */
    uint32_t threads;   /* how many it stands for */
    uint64_t since_ns;
    const char *name; /* UTF-8; empty when not known */
} mp_thread_view;

/* Calls visit for each thread there was at the last sum, for the spare if it was used, and for all threads
 * that have ended: together they are that sum. */
void mp_threads_visit(void (*visit)(const mp_thread_view *view, void *context), void *context);

/* Asks the system for the names of the threads; of all, or of those not asked about before. A few system
 * calls a thread: not at every sample. */
void mp_threads_find_names(bool of_all);

/* Finds threads that are gone without having called mp_thread_end; they are folded by the next sum.
 * A system call a thread: not at every sample. */
void mp_threads_find_gone(void);

#endif
