/* The quarantine by itself, over a back end that notes what is released: how long blocks stay, how many bytes
 * are held at most, what happens to the blocks of threads that end. */
#include "heap/quarantine.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "workers.h"

enum { BLOCKS = 60000, LARGEST = 32 * 1024, MOST = 8 * 1024 * 1024, FRAMES = 3, THREADS = 4 };

/* Stands for a block; only its address and what is noted here matter to the quarantine. */
typedef struct fake {
    uint32_t usable;
    uint32_t released; /* times */
} fake;

static uint32_t released_in_all;

static void release(void *pointer) {
    __atomic_fetch_add(&((fake *)pointer)->released, 1, __ATOMIC_RELAXED);
    __atomic_fetch_add(&released_in_all, 1, __ATOMIC_RELAXED);
}

static size_t usable_size(const void *pointer) {
    return ((const fake *)pointer)->usable;
}

static mp_thread thread = {.thread_id = 1};

static unsigned twice;
static const void *last_twice;

static void freed_twice(mp_thread *by, const void *pointer, size_t usable) {
    twice += by->thread_id != 0 && usable == usable_size(pointer);
    last_twice = pointer;
}

static fake *make(size_t count, uint32_t usable) {
    fake *blocks = calloc(count, sizeof *blocks);
    for (size_t i = 0; i < count; i++)
        blocks[i].usable = usable;
    return blocks;
}

static void put(mp_thread *by, fake *block) {
    if (by->heap_local != NULL)
        mp_quarantine_put(by->heap_local, block, block->usable);
    else
        release(block);
}

static size_t released(const fake *blocks, size_t count) {
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += blocks[i].released;
    return sum;
}

static void blocks_stay_for_the_frames(void) {
    enum { A_FRAME = 300, ROUNDS = 200 };
    fake *blocks = make(A_FRAME * ROUNDS, 64);
    size_t too_early = 0, wrong_sums = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        mp_quarantine_tick();
        for (size_t i = 0; i < A_FRAME; i++)
            put(&thread, &blocks[round * A_FRAME + i]);
        size_t young = round >= FRAMES ? round - FRAMES : 0;
        too_early += released(blocks + young * A_FRAME, (round - young + 1) * A_FRAME);
        size_t held = (round + 1) * A_FRAME - released(blocks, (round + 1) * A_FRAME);
        wrong_sums += mp_quarantine_bytes() != 64 * held;
    }
    CHECK(too_early == 0);
    CHECK(wrong_sums == 0);
    CHECK(released(blocks, A_FRAME * ROUNDS) > A_FRAME * ROUNDS / 2); /* and not much longer */
    CHECK(mp_quarantine_drain(&thread));
    CHECK(released(blocks, A_FRAME * ROUNDS) == A_FRAME * ROUNDS);
    CHECK(thread.quarantined == A_FRAME * ROUNDS);
    CHECK(mp_quarantine_bytes() == 0);
    CHECK(!mp_quarantine_drain(&thread));
    free(blocks);
}

static void bytes_are_bounded(void) {
    fake *blocks = make(BLOCKS, 0);
    uint64_t held = 0, most = 0;
    srand(3);
    for (size_t i = 0; i < BLOCKS; i++) {
        blocks[i].usable = 16 + 16 * ((uint32_t)rand() % (LARGEST / 16));
        if (i % 500 == 0)
            mp_quarantine_tick();
        put(&thread, &blocks[i]);
        held = mp_quarantine_bytes();
        most = held > most ? held : most;
    }
    CHECK(most <= MOST / 2);
    CHECK(most > MOST / 4);
    uint64_t expected = 0;
    for (size_t i = 0; i < BLOCKS; i++) {
        expected += blocks[i].released ? 0 : blocks[i].usable;
    }
    CHECK(held == expected);
    mp_quarantine_drain(&thread);
    CHECK(released(blocks, BLOCKS) == BLOCKS);
    free(blocks);
}

static void a_large_block_is_not_held(void) {
    fake *block = make(1, LARGEST * 200);
    put(&thread, block);
    CHECK(block->released == 1 && mp_quarantine_bytes() == 0);
    free(block);
}

static void one_frame_keeps_its_last_blocks(void) {
    fake *blocks = make(BLOCKS, 16);
    mp_quarantine_tick();
    for (size_t i = 0; i < BLOCKS; i++)
        put(&thread, &blocks[i]);
    CHECK(released(blocks + BLOCKS - MP_QUARANTINE_BLOCKS, MP_QUARANTINE_BLOCKS) == 0);
    CHECK(released(blocks, BLOCKS) >= BLOCKS - MP_QUARANTINE_IN_THREAD * MP_QUARANTINE_BLOCKS);
    mp_quarantine_drain(&thread);
    CHECK(released(blocks, BLOCKS) == BLOCKS);
    free(blocks);
}

static void a_thread_that_rests_lets_go_at_its_next_free(void) {
    fake *blocks = make(501, 32);
    for (size_t i = 0; i < 500; i++)
        put(&thread, &blocks[i]);
    for (int i = 0; i < 100; i++)
        mp_quarantine_tick();
    CHECK(released(blocks, 500) == 0);
    put(&thread, &blocks[500]);
    CHECK(released(blocks, 500) == 500 && blocks[500].released == 0);
    mp_quarantine_drain(&thread);
    free(blocks);
}

static void a_thread_that_ends_lets_go(void) {
    mp_thread other = {.thread_id = 2};
    fake *blocks = make(5000, 48);
    mp_quarantine_attach(&other);
    CHECK(other.heap_local != NULL);
    for (size_t i = 0; i < 5000; i++)
        put(&other, &blocks[i]);
    mp_quarantine_detach(&other);
    CHECK(other.heap_local == NULL && released(blocks, 5000) == 5000 && mp_quarantine_bytes() == 0);
    CHECK(other.quarantined == 5000);
    free(blocks);
}

static void the_next_thread_takes_over_what_a_vanished_one_held(void) {
    mp_thread other = {.thread_id = 2};
    fake *blocks = make(100, 48);
    mp_quarantine_attach(&other);
    for (size_t i = 0; i < 100; i++)
        put(&other, &blocks[i]);
    ((mp_quarantine *)other.heap_local)->bytes -= 48; /* ended between the place and the sum */
    mp_quarantine_attach(&other);
    CHECK(mp_quarantine_bytes() == 4800 && released(blocks, 100) == 0);
    mp_quarantine_detach(&other);
    CHECK(released(blocks, 100) == 100 && mp_quarantine_bytes() == 0);
    free(blocks);
}

/* Frees a block again after so many others and frames. */
static void free_again(fake *blocks, size_t first, size_t between, unsigned frames) {
    unsigned before = twice;
    mp_quarantine_tick();
    for (size_t i = 0; i < first; i++)
        put(&thread, &blocks[i]);
    for (unsigned i = 0; i < frames; i++)
        mp_quarantine_tick();
    put(&thread, &blocks[first]);
    for (size_t i = 0; i < between; i++)
        put(&thread, &blocks[first + 1 + i]);
    put(&thread, &blocks[0]);
    CHECK(twice == before);
    mp_quarantine_tick();
    put(&thread, &blocks[first + 1 + between]);
    CHECK(twice == before + 1 && last_twice == &blocks[0]);
    CHECK(mp_quarantine_bytes() == 64 * (first + between + 2));
    mp_quarantine_drain(&thread);
    CHECK(released(blocks, first + between + 2) == first + between + 2 && blocks[0].released == 1);
    for (size_t i = 0; i < first + between + 2; i++)
        blocks[i].released = 0;
}

static void a_block_freed_twice_is_named_and_released_once(void) {
    fake *blocks = make(4000, 64);
    free_again(blocks, 1, 0, 0);
    free_again(blocks, 1, 10, 0);
    free_again(blocks, 1, 10, 1);
    free_again(blocks, 400, 90, 1); /* in two segments */
    free_again(blocks, 500, 300, 1);
    free_again(blocks, 500, 300, 2);
    free(blocks);
}

/* In one segment: of a frame's frees the others are not compared. */
static void many_freed_twice_and_one_thrice(void) {
    enum { MANY = 200 };
    mp_thread other = {.thread_id = 2};
    fake *blocks = make(MANY + 1, 64);
    unsigned before = twice;
    mp_quarantine_attach(&other);
    for (unsigned times = 0; times < 2; times++)
        for (unsigned i = 0; i < MANY; i++)
            put(&other, &blocks[i]);
    mp_quarantine_tick();
    put(&other, &blocks[0]);
    CHECK(twice == before + MANY);
    mp_quarantine_tick();
    put(&other, &blocks[MANY]);
    CHECK(twice == before + MANY + 1);
    mp_quarantine_detach(&other);
    CHECK(released(blocks, MANY + 1) == MANY + 1 && mp_quarantine_bytes() == 0);
    free(blocks);
}

static void threads_that_share_counters_hold_nothing(void) {
    mp_thread shared = {.thread_id = 0};
    mp_quarantine_attach(&shared);
    CHECK(shared.heap_local == NULL);
}

static mp_thread workers[THREADS];
static fake *work[THREADS];
static size_t beyond_bound;

static void free_and_end(unsigned index) {
    mp_thread *self = &workers[index];
    self->thread_id = 100 + index;
    mp_quarantine_attach(self);
    size_t beyond = 0;
    for (size_t i = 0; i < BLOCKS; i++) {
        if (index == 0 && i % 1000 == 0)
            mp_quarantine_tick();
        put(self, &work[index][i]);
        beyond += i % 64 == 0 && mp_quarantine_bytes() > MOST;
    }
    mp_quarantine_detach(self);
    __atomic_fetch_add(&beyond_bound, beyond, __ATOMIC_RELAXED);
}

static void all_threads_together_are_bounded(void) {
    for (unsigned i = 0; i < THREADS; i++)
        work[i] = make(BLOCKS, 1024 + 512 * i);
    mp_workers_run(THREADS, free_and_end);
    CHECK(beyond_bound == 0);
    for (unsigned i = 0; i < THREADS; i++) {
        size_t wrong = 0;
        for (size_t k = 0; k < BLOCKS; k++)
            wrong += work[i][k].released != 1;
        CHECK(wrong == 0);
        free(work[i]);
    }
    CHECK(mp_quarantine_bytes() == 0);
}

static void stopped_it_lets_go_of_everything(void) {
    fake *blocks = make(101, 64);
    for (size_t i = 0; i < 100; i++)
        put(&thread, &blocks[i]);
    mp_quarantine_stop();
    CHECK(released(blocks, 100) == 0);
    put(&thread, &blocks[100]);
    CHECK(released(blocks, 101) == 101 && thread.heap_local == NULL && mp_quarantine_bytes() == 0);
    mp_quarantine_attach(&thread);
    CHECK(thread.heap_local == NULL);
    free(blocks);
}

int main(void) {
    mp_quarantine_options options = {.frames = FRAMES,
                                     .most_bytes = MOST,
                                     .largest = LARGEST,
                                     .release = release,
                                     .usable_size = usable_size,
                                     .freed_twice = freed_twice};
    mp_quarantine_start(&options);
    mp_quarantine_attach(&thread);
    blocks_stay_for_the_frames();
    bytes_are_bounded();
    a_large_block_is_not_held();
    one_frame_keeps_its_last_blocks();
    a_thread_that_rests_lets_go_at_its_next_free();
    a_thread_that_ends_lets_go();
    the_next_thread_takes_over_what_a_vanished_one_held();
    CHECK(twice == 0); /* nobody is accused of what they did not do */
    a_block_freed_twice_is_named_and_released_once();
    many_freed_twice_and_one_thrice();
    unsigned found = twice;
    threads_that_share_counters_hold_nothing();
    all_threads_together_are_bounded();
    stopped_it_lets_go_of_everything();
    CHECK(twice == found);
    return mp_check_report("quarantine");
}
