/* The back ends a test build holds, by name; the large-block heap is one of them here. */
#ifndef MEMORYPOOL_TEST_BACKENDS_H
#define MEMORYPOOL_TEST_BACKENDS_H

#include "heap/allocator.h"

const mp_allocator *mp_test_backend(const char *name);

/* False for one that would eat the machine rather than come to an end of its own. */
bool mp_test_backend_has_limit(const mp_allocator *backend);

#endif
