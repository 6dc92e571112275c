/* The table of threads: together its entries are the totals, whatever threads come, go and number. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "stats/samples.h"
#include "stats/thread_rows.h"
#include "thread_names_host.h"

#define ROOM  (MP_MAX_THREADS - MP_THREAD_SUMS)
#define CROWD (ROOM + 20)

static uint8_t *memory;
static mp_block_thread rows[MP_MAX_THREADS];
static uint32_t used;
static uint64_t rows_time;

static const mp_block_part *part(mp_part_kind kind) {
    const mp_block_header *header = (const void *)memory;
    return (const mp_block_part *)(const void *)(memory + header->part_table) + (kind - 1);
}

static const uint8_t *head(mp_part_kind kind) {
    return memory + part(kind)->offset;
}

static uint64_t live(uint32_t metric) {
    return *(const uint64_t *)(const void *)(head(MP_PART_LIVE) + part(MP_PART_LIVE)->entries + 8 * metric);
}

static uint64_t total(mp_path_metric metric) {
    return live(MP_METRIC_TOTAL + (uint32_t)metric);
}

static uint64_t sample_time(void) {
    return ((const mp_block_live *)(const void *)head(MP_PART_LIVE))->time_ns;
}

static void read_rows(void) {
    const mp_block_table *table = (const void *)head(MP_PART_THREADS);
    CHECK(table->sequence % 2 == 0 && table->used <= MP_MAX_THREADS);
    used = table->used;
    rows_time = table->time_ns;
    memcpy(rows, head(MP_PART_THREADS) + part(MP_PART_THREADS)->entries, used * sizeof rows[0]);
}

static const mp_block_thread *of_role(mp_thread_role role) {
    for (uint32_t i = 0; i < used; i++) {
        if (rows[i].role == (uint32_t)role) {
            return &rows[i];
        }
    }
    return NULL;
}

static uint32_t count_of(mp_thread_role role) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < used; i++) {
        count += rows[i].role == (uint32_t)role;
    }
    return count;
}

static mp_block_thread sum_of_rows(void) {
    mp_block_thread sum = {0};
    for (uint32_t i = 0; i < used; i++) {
        sum.threads += rows[i].threads;
        sum.allocations += rows[i].allocations;
        sum.frees += rows[i].frees;
        sum.reallocations += rows[i].reallocations;
        sum.failures += rows[i].failures;
        sum.bytes_requested += rows[i].bytes_requested;
        sum.balance += rows[i].balance;
        sum.page_calls += rows[i].page_calls;
    }
    return sum;
}

static bool rows_are_the_totals(void) {
    mp_block_thread sum = sum_of_rows();
    return rows_time == sample_time() && sum.allocations == total(MP_PATH_ALLOCATIONS) &&
           sum.frees == total(MP_PATH_FREES) && sum.reallocations == total(MP_PATH_REALLOCATIONS) &&
           sum.failures == total(MP_PATH_FAILURES) && sum.bytes_requested == total(MP_PATH_BYTES_REQUESTED) &&
           sum.balance >= 0 && (uint64_t)sum.balance == total(MP_PATH_LIVE_BYTES) &&
           sum.page_calls == live(MP_METRIC_PAGE_CALLS);
}

static void the_main_thread_is_marked_and_named(void) {
    mp_thread *thread = mp_thread_current();
    mp_count_allocation(thread, MP_PATH_ENGINE, 100, 112);
    mp_count_allocation(thread, MP_PATH_CRT, 200, 208);
    mp_count_reallocation(thread, MP_PATH_CRT, 300, 208, 304);
    mp_count_free(thread, MP_PATH_ENGINE, 112);
    mp_counter_add(&thread->path[MP_PATH_IMPORT].failures, 4);
    mp_counter_add(&thread->pages[MP_PAGES_POOL_PAGE].calls, 6);
    mp_stats_flush();
    read_rows();
    CHECK(used == 1 && rows_are_the_totals());
    const mp_block_thread *main_thread = of_role(MP_THREAD_MAIN);
    CHECK(main_thread != NULL);
    CHECK(main_thread->thread_id == thread->thread_id && main_thread->threads == 1);
    CHECK(main_thread->allocations == 2 && main_thread->frees == 1 && main_thread->reallocations == 1);
    CHECK(main_thread->failures == 4 && main_thread->page_calls == 6);
    CHECK(main_thread->bytes_requested == 600 && main_thread->balance == 304);
    CHECK(main_thread->since_ns > 0 && main_thread->since_ns < sample_time());
    CHECK(strncmp(main_thread->name, "host ", 5) == 0);
}

static void *frees_what_others_allocated(void *unused) {
    (void)unused;
    mp_count_free(mp_thread_current(), MP_PATH_CRT, 304);
    mp_stats_flush();
    read_rows();
    const mp_block_thread *this_thread = of_role(MP_THREAD_ONE);
    CHECK(this_thread != NULL && this_thread->balance == -304 && this_thread->frees == 1);
    CHECK(rows_are_the_totals() && count_of(MP_THREADS_ENDED) == 0);
    mp_thread_end();
    return NULL;
}

static void a_balance_can_be_below_zero_and_the_ended_are_summed(void) {
    pthread_t thread;
    pthread_create(&thread, NULL, frees_what_others_allocated, NULL);
    pthread_join(thread, NULL);
    mp_stats_flush();
    read_rows();
    const mp_block_thread *ended = of_role(MP_THREADS_ENDED);
    CHECK(ended != NULL && ended->threads == 1 && ended->thread_id == 0 && ended->since_ns == 0);
    CHECK(ended->frees == 1 && ended->balance == -304 && ended->name[0] == 0);
    CHECK(rows_are_the_totals() && used == 2);
    mp_count_allocation(mp_thread_current(), MP_PATH_CRT, 304, 304);
    mp_stats_flush();
    CHECK(live(MP_METRIC_PEAK_BYTES) == 304);
    mp_details details; /* looks at threads alone and must not take one's balance of 608 for a peak */
    mp_details_now(&details);
    CHECK(details.thread_count == 2);
    mp_totals totals;
    mp_totals_now(&totals);
    CHECK(totals.peak_bytes == 304);
}

static void names_are_asked_for_once_and_looked_at_again_in_peace(void) {
    uint32_t asked = mp_thread_names_host_asked();
    mp_thread_names_host_prefix(
        "a name far too long for its field, with two bytes where it is cut, in the middle: ö");
    mp_stats_flush();
    CHECK(mp_thread_names_host_asked() == asked);
    mp_samples_find_gone();
    CHECK(mp_thread_names_host_asked() == asked + 1);
    mp_stats_flush();
    read_rows();
    CHECK(strlen(of_role(MP_THREAD_MAIN)->name) == sizeof rows[0].name - 1);
    mp_thread_names_host_prefix("host");
}

static void the_table_keeps_its_own_pace(void) {
    read_rows();
    const uint64_t before = rows_time;
    mp_count_allocation(mp_thread_current(), MP_PATH_ENGINE, 1, 16);
    CHECK(mp_samples_take());
    read_rows();
    CHECK(rows_time == before && !rows_are_the_totals());
    mp_stats_flush();
    read_rows();
    CHECK(rows_time > before && rows_are_the_totals());
    mp_count_free(mp_thread_current(), MP_PATH_ENGINE, 16);
}

static pthread_barrier_t barrier;
static uint32_t crowd_ids[CROWD];

/* The calls grow with the number, so it tells who is busier. */
static void *of_the_crowd(void *number_value) {
    uintptr_t number = (uintptr_t)number_value;
    for (uintptr_t i = 0; i <= number; i++) {
        mp_count_allocation(mp_thread_current(), MP_PATH_SCRAP, 8, 8);
    }
    crowd_ids[number] = mp_thread_current()->thread_id;
    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    mp_thread_end();
    return NULL;
}

static bool shown(uint32_t id) {
    for (uint32_t i = 0; i < used; i++) {
        if (rows[i].thread_id == id) {
            return true;
        }
    }
    return false;
}

static void the_busiest_of_many_are_shown_and_the_others_counted(void) {
    pthread_t threads[CROWD];
    pthread_barrier_init(&barrier, NULL, CROWD + 1);
    for (uintptr_t i = 0; i < CROWD; i++) {
        pthread_create(&threads[i], NULL, of_the_crowd, (void *)i);
    }
    pthread_barrier_wait(&barrier);
    mp_stats_flush();
    read_rows();
    CHECK(live(MP_METRIC_THREADS_LIVE) == CROWD + 1);
    CHECK(count_of(MP_THREAD_ONE) == ROOM - 1 && count_of(MP_THREAD_MAIN) == 1);
    const mp_block_thread *unshown = of_role(MP_THREADS_UNSHOWN);
    CHECK(unshown != NULL && unshown->threads == CROWD + 1 - ROOM);
    for (uint32_t i = 0; i < CROWD; i++) {
        CHECK(shown(crowd_ids[i]) == (i >= CROWD + 1 - ROOM));
    }
    CHECK(rows_are_the_totals());
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < CROWD; i++) {
        pthread_join(threads[i], NULL);
    }
    mp_stats_flush();
    read_rows();
    CHECK(of_role(MP_THREADS_ENDED)->threads == CROWD + 1 && of_role(MP_THREADS_UNSHOWN) == NULL);
    CHECK(rows_are_the_totals());
}

#define WORKERS 4

static uint32_t workers_left;

static void *comes_and_goes(void *seed_value) {
    unsigned seed = (unsigned)(uintptr_t)seed_value;
    for (int i = 0; i < 30000; i++) {
        size_t size = 16 + (size_t)(rand_r(&seed) % 4096);
        mp_count_allocation(mp_thread_current(), MP_PATH_ENGINE, size, size);
        mp_count_free(mp_thread_current(), MP_PATH_ENGINE, size);
        if (i % 500 == 499) {
            mp_thread_end();
        }
    }
    mp_thread_end();
    __atomic_sub_fetch(&workers_left, 1, __ATOMIC_RELEASE);
    return NULL;
}

static void entries_are_the_totals_of_their_sample_at_any_time(void) {
    pthread_t threads[WORKERS];
    workers_left = WORKERS;
    for (uintptr_t i = 0; i < WORKERS; i++) {
        pthread_create(&threads[i], NULL, comes_and_goes, (void *)(i + 1));
    }
    bool always = true;
    while (__atomic_load_n(&workers_left, __ATOMIC_ACQUIRE) > 0) {
        mp_stats_flush();
        read_rows();
        always = always && rows_are_the_totals();
    }
    for (int i = 0; i < WORKERS; i++) {
        pthread_join(threads[i], NULL);
    }
    CHECK(always);
}

static void the_last_table_stands_after_closing(void) {
    mp_count_allocation(mp_thread_current(), MP_PATH_API, 8, 8);
    mp_stats_close();
    read_rows();
    CHECK(rows_are_the_totals());
    CHECK(of_role(MP_THREAD_MAIN)->balance == 608 + 8);
}

int main(void) {
    CHECK(mp_threads_start());
    memory = aligned_alloc(64, mp_block_size());
    memset(memory, 0, mp_block_size());
    const mp_block_identity identity = {.process_id = 1, .sample_period_ms = 100, .address_period_ms = 1000};
    mp_samples_open(memory, mp_block_size(), &identity);
    the_main_thread_is_marked_and_named();
    a_balance_can_be_below_zero_and_the_ended_are_summed();
    names_are_asked_for_once_and_looked_at_again_in_peace();
    the_table_keeps_its_own_pace();
    the_busiest_of_many_are_shown_and_the_others_counted();
    entries_are_the_totals_of_their_sample_at_any_time();
    the_last_table_stands_after_closing();
    free(memory);
    return check_result();
}
