/*
 * The same calls, counted. All code of the practice game outside the replaced bodies goes through here.
 * `old` and `size` at a free or reallocation are what the caller asked for when it got the block.
 */
#ifndef PRACTICE_TRUTH_COUNTED_H
#define PRACTICE_TRUTH_COUNTED_H

#include "engine/entries.h"
#include "truth.h"

static inline void *counted_allocation(truth_path path, size_t size, void *result) {
    truth_count_allocation(path, size, result);
    return result;
}

/* A new block through operator new, held by the engine until the end. */
static inline void *counted_engine_object(size_t size) {
    void *block = counted_allocation(TRUTH_ENGINE, size, engine_new(size));
    truth_hold(TRUTH_ENGINE, block);
    return block;
}

static inline void counted_engine_object_delete(void *block, size_t size) {
    truth_release(block);
    engine_delete(block);
    truth_count_free(TRUTH_ENGINE, size);
}

/* True when the entry still has its own first byte, or the one --alter puts there: nobody took it over. */
static inline bool entry_untouched(uintptr_t address) {
    uint8_t first = *(const volatile uint8_t *)address;
    return first == 0x55 || first == 0xCC;
}

/*
 * The reallocation at `entry`, counted as an observer of Allocate, Free and the entry would: when the entry
 * itself was left alone and Allocate was not, its body shows as an allocation and a free.
 */
static inline void counted_engine_reallocation(uintptr_t entry, size_t old, size_t size, const void *result) {
    if (entry_untouched(entry) && !entry_untouched(0xAA3E40)) {
        truth_count_allocation(TRUTH_ENGINE, size, result);
        if (result)
            truth_count_free(TRUTH_ENGINE, old);
    } else {
        truth_count_reallocation(TRUTH_ENGINE, old, size, result);
    }
}

#endif
