#include "outside.h"

#include <stdint.h>
#include <stdlib.h>

/* The heaps' range and everything else of a 64-bit process lies above 4 GB, where the tests look. */
bool mp_test_is_free(const void *pointer) {
    return (uintptr_t)pointer >> 32 == 0;
}

void *mp_test_other_block(size_t size) {
    return malloc(size);
}

void mp_test_other_release(void *block) {
    free(block);
}
