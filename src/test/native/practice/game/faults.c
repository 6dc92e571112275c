#include "faults.h"

#include "engine/out_of_memory.h"
#include "truth/counted.h"

#include <windows.h>

#define BALLAST_BLOCKS    64u
#define BALLAST_BYTES     0x100000u
#define GLUT_BLOCKS       2048u
#define GLUT_BYTES        0x400000u
#define BALLAST_PER_STAGE 8u

#define HARMED_BYTES 200u
#define LARGE_BYTES  300000u
#define PAST_END     20u
#define LEAKED       100u
#define LEAKED_BYTES 12345u

static void *ballast[BALLAST_BLOCKS], *glut[GLUT_BLOCKS];
static bool ran_out;

/* What the game can do without: some ballast at each stage. */
static bool purge(int stage) {
    (void)stage;
    unsigned freed = 0;
    for (unsigned index = 0; index < BALLAST_BLOCKS && freed < BALLAST_PER_STAGE; index++) {
        if (!ballast[index])
            continue;
        engine_free(ballast[index]);
        truth_count_free(TRUTH_ENGINE, BALLAST_BYTES);
        ballast[index] = NULL;
        freed++;
    }
    return freed > 0;
}

static void *take(uint32_t size) {
    return counted_allocation(TRUTH_ENGINE, size, engine_allocate(size));
}

/* Allocates until the entry gives up, then lets everything go and plays on. */
static void run_out_of_memory(void) {
    unsigned taken = 0;
    for (unsigned index = 0; index < BALLAST_BLOCKS; index++)
        ballast[index] = take(BALLAST_BYTES);
    out_of_memory_purge_with(purge);
    while (taken < GLUT_BLOCKS && (glut[taken] = take(GLUT_BYTES)))
        taken++;
    out_of_memory_purge_with(NULL);
    while (taken) {
        engine_free(glut[--taken]);
        truth_count_free(TRUTH_ENGINE, GLUT_BYTES);
    }
    while (purge(0))
        continue;
    ran_out = true;
}

/* --- misuse of blocks, as a faulty mod does it ------------------------------------------------------------ */

static void give(void *block, uint32_t size) {
    engine_free(block);
    truth_count_free(TRUTH_ENGINE, size);
}

static void write_past_end(uint32_t size) {
    volatile uint8_t *block = take(size);
    uint32_t end = engine_size((void *)block);
    for (uint32_t index = 0; index < PAST_END; index++)
        block[end + index] = 0xEE;
    give((void *)block, size);
}

static void write_freed(void) {
    volatile uint8_t *block = take(HARMED_BYTES);
    give((void *)block, HARMED_BYTES);
    block[16] ^= 0xFF;
}

static void free_twice(void) {
    void *block = take(HARMED_BYTES);
    give(block, HARMED_BYTES);
    engine_free(block);
}

static void free_what_is_no_block(void) {
    static uint8_t nobodys[64];
    engine_free(nobodys + 16);
}

static void lose_blocks(void) {
    for (unsigned index = 0; index < LEAKED; index++)
        truth_hold(TRUTH_ENGINE, take(LEAKED_BYTES));
}

void faults_run(fault_kind fault) {
    switch (fault) {
    case FAULT_NONE:
        return;
    case FAULT_CRASH:
        *(volatile uint32_t *)(uintptr_t)0x0000BAD4 = 1;
        return;
    case FAULT_HANG:
        for (;;)
            Sleep(1000);
    case FAULT_OOM:
        run_out_of_memory();
        return;
    case FAULT_OVERRUN:
        write_past_end(HARMED_BYTES);
        return;
    case FAULT_OVERRUN_LARGE:
        write_past_end(LARGE_BYTES);
        return;
    case FAULT_WRITE_FREED:
        write_freed();
        return;
    case FAULT_DOUBLE_FREE:
        free_twice();
        return;
    case FAULT_FOREIGN_FREE:
        free_what_is_no_block();
        return;
    case FAULT_LEAK:
        lose_blocks();
        return;
    }
}

const char *faults_outcome(void) {
    return ran_out ? "out of memory" : "completed";
}
