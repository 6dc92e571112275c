/* Counters of many threads and their sums, while the threads count, end and begin. */
#include <pthread.h>
#include <stdlib.h>

#include "check.h"
#include "stats/threads.h"

#define WORKERS    6
#define OPERATIONS 40000
#define BLOCKS     64

static uint32_t workers_left;

/* Blocks go round: whoever draws one out of the ring frees it, mostly not who allocated it. */
static void *exchange[BLOCKS];

static void *worker(void *seed_value) {
    unsigned seed = (unsigned)(uintptr_t)seed_value;
    for (int i = 0; i < OPERATIONS; i++) {
        mp_thread *thread = mp_thread_current();
        size_t size = 16 + (size_t)(rand_r(&seed) % 4096);
        mp_count_allocation(thread, MP_PATH_ENGINE, size, size);
        void *mine = (void *)size; /* the usable size stands for the block */
        void *drawn = __atomic_exchange_n(&exchange[(unsigned)i % BLOCKS], mine, __ATOMIC_ACQ_REL);
        if (drawn != NULL) {
            mp_count_free(thread, MP_PATH_ENGINE, (size_t)drawn);
        }
        if (i % 1000 == 999) { /* as if the thread had ended and another had begun */
            mp_thread_end();
        }
    }
    mp_thread_end();
    __atomic_sub_fetch(&workers_left, 1, __ATOMIC_RELEASE);
    return NULL;
}

static void sums_stay_right_while_threads_come_and_go(void) {
    pthread_t threads[WORKERS];
    workers_left = WORKERS;
    for (uintptr_t i = 0; i < WORKERS; i++) {
        pthread_create(&threads[i], NULL, worker, (void *)(i + 1));
    }
    mp_thread_sums sums;
    uint64_t last_allocations = 0, looks = 0;
    bool grows = true, balanced = true;
    while (__atomic_load_n(&workers_left, __ATOMIC_ACQUIRE) > 0) {
        mp_threads_sum(&sums);
        const mp_path_counters *engine = &sums.counters.path[MP_PATH_ENGINE];
        grows = grows && engine->allocations >= last_allocations;
        balanced = balanced && engine->bytes_in >= engine->bytes_out && engine->allocations >= engine->frees;
        last_allocations = engine->allocations;
        looks++;
    }
    for (int i = 0; i < WORKERS; i++) {
        pthread_join(threads[i], NULL);
    }
    CHECK(grows);
    CHECK(balanced);
    CHECK(looks > 0);

    uint64_t held = 0, held_blocks = 0;
    for (int i = 0; i < BLOCKS; i++) {
        held += (size_t)exchange[i];
        held_blocks += exchange[i] != NULL;
    }
    mp_threads_sum(&sums);
    const mp_path_counters *engine = &sums.counters.path[MP_PATH_ENGINE];
    CHECK(engine->allocations == (uint64_t)WORKERS * OPERATIONS);
    CHECK(engine->allocations - engine->frees == held_blocks);
    CHECK(engine->bytes_in - engine->bytes_out == held);
    CHECK(engine->bytes_requested == engine->bytes_in);
    CHECK(sums.live == 0);
    CHECK(sums.started >= WORKERS * (OPERATIONS / 1000));
    CHECK(sums.sharing == 0);
}

/* More threads at once than the first, static counters are for. */
#define MANY 100

static pthread_barrier_t barrier;

static void *waits(void *unused) {
    (void)unused;
    mp_count_allocation(mp_thread_current(), MP_PATH_CRT, 1, 16);
    pthread_barrier_wait(&barrier);
    pthread_barrier_wait(&barrier);
    mp_thread_end();
    return NULL;
}

static void many_threads_have_counters_of_their_own(void) {
    pthread_t threads[MANY];
    pthread_barrier_init(&barrier, NULL, MANY + 1);
    for (int i = 0; i < MANY; i++) {
        pthread_create(&threads[i], NULL, waits, NULL);
    }
    pthread_barrier_wait(&barrier);
    mp_thread_sums sums;
    mp_threads_sum(&sums);
    CHECK(sums.live == MANY);
    CHECK(sums.counters.path[MP_PATH_CRT].allocations == MANY);
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < MANY; i++) {
        pthread_join(threads[i], NULL);
    }
    mp_threads_sum(&sums);
    CHECK(sums.live == 0);
    CHECK(sums.counters.path[MP_PATH_CRT].bytes_in == MANY * 16);
}

/* A 32-bit store of the low half that has wrapped, the high half still to come. */
static void a_read_between_the_halves_is_not_believed(void) {
    mp_thread *thread = mp_thread_current();
    uint64_t *counter = &thread->path[MP_PATH_API].bytes_requested;
    *counter = 0xFFFFFFF0u;
    mp_thread_sums sums;
    mp_threads_sum(&sums);
    CHECK(sums.counters.path[MP_PATH_API].bytes_requested == 0xFFFFFFF0u);
    *counter = 0x10u;
    mp_threads_sum(&sums);
    CHECK(sums.counters.path[MP_PATH_API].bytes_requested == 0xFFFFFFF0u);
    *counter = 0x100000010u;
    mp_threads_sum(&sums);
    CHECK(sums.counters.path[MP_PATH_API].bytes_requested == 0x100000010u);
    mp_thread_end();
}

static mp_thread *attached, *detached;

static void heap_attach(mp_thread *thread) {
    attached = thread;
    CHECK(mp_thread_current() == thread);
}

static void heap_detach(mp_thread *thread) {
    detached = thread;
    mp_count_free(mp_thread_current(), MP_PATH_API, 1);
}

static void the_heap_hears_of_each_thread_once(void) {
    mp_threads_set_heap(heap_attach, heap_detach);
    mp_thread *thread = mp_thread_current();
    CHECK(attached == thread);
    attached = NULL;
    CHECK(mp_thread_attach() == thread);
    CHECK(attached == NULL);
    mp_thread_end();
    CHECK(detached == thread);
    mp_threads_set_heap(NULL, NULL);
    mp_thread_end(); /* without counters nothing happens */
    mp_thread_sums sums;
    mp_threads_sum(&sums);
    CHECK(sums.counters.path[MP_PATH_API].frees == 1);
}

static void sizes_fall_into_their_buckets(void) {
    CHECK(mp_size_bucket(0) == 0 && mp_size_bucket(1) == 0);
    CHECK(mp_size_bucket(2) == 1 && mp_size_bucket(3) == 1 && mp_size_bucket(4) == 2);
    CHECK(mp_size_bucket(4095) == 11 && mp_size_bucket(4096) == 12);
    CHECK(mp_size_bucket(0xFFFFFFFFu) == 31);
}

int main(void) {
    CHECK(mp_threads_start());
    sizes_fall_into_their_buckets();
    many_threads_have_counters_of_their_own();
    sums_stay_right_while_threads_come_and_go();
    a_read_between_the_halves_is_not_believed();
    the_heap_hears_of_each_thread_once();
    return check_result();
}
