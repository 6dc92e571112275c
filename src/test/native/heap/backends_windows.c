#include <string.h>

#include "backends.h"

const mp_allocator *mp_test_backend(const char *name) {
    return strcmp(name, "large") == 0 ? mp_allocator_large : mp_allocator_named(name);
}

bool mp_test_backend_has_limit(const mp_allocator *backend) {
    (void)backend;
    return true;
}
