#include "corners.h"

#include "truth/counted.h"

#define TOO_LARGE 0xFFFFFFF0u

/* NULL is given back without effect, and counts as nothing. */
static void free_nothing(void) {
    engine_free(NULL);
    engine_delete(NULL);
    engine_ni_free(NULL, 0);
    crt_entry_free(NULL);
}

/* Two blocks of no bytes are two blocks. */
static void allocate_nothing(truth_path path, void *(*allocate)(size_t), void (*release)(void *)) {
    void *first = counted_allocation(path, 0, allocate(0));
    void *second = counted_allocation(path, 0, allocate(0));
    truth_count_check(first && second && first != second);
    release(first);
    truth_count_free(path, 0);
    release(second);
    truth_count_free(path, 0);
}

static void allocate_too_much(void) {
    truth_count_check(!counted_allocation(TRUTH_CRT, TOO_LARGE, crt_entry_malloc(TOO_LARGE)));
    truth_count_check(!counted_allocation(TRUTH_CRT, 0, crt_entry_calloc(0x10001, 0x10000)));
}

/* A block that cannot grow stays as it was. */
static void grow_too_much(void) {
    uint8_t *block = counted_allocation(TRUTH_CRT, 4, crt_entry_malloc(4));
    block[0] = 0x77;
    void *grown = crt_entry_recalloc(block, 0x10001, 0x10000);
    truth_count_reallocation(TRUTH_CRT, 4, 0, grown);
    truth_count_check(!grown && block[0] == 0x77);
    crt_entry_free(block);
    truth_count_free(TRUTH_CRT, 4);
}

void corners_run(void) {
    free_nothing();
    allocate_nothing(TRUTH_ENGINE, engine_allocate, engine_free);
    allocate_nothing(TRUTH_CRT, crt_entry_malloc, crt_entry_free);
    allocate_too_much();
    grow_too_much();
}
