/* What a test knows of the memory that is not the subject's. */
#ifndef MEMORYPOOL_TEST_OUTSIDE_H
#define MEMORYPOOL_TEST_OUTSIDE_H

#include <stdbool.h>
#include <stddef.h>

/* True when nobody has that part of the address space. */
bool mp_test_is_free(const void *pointer);

/* A block of a heap that has nothing to do with any subject, behind everybody's back. */
void *mp_test_other_block(size_t size);
void mp_test_other_release(void *block);

#endif
