#include <string.h>

#include <windows.h>

#include "backends.h"

const mp_allocator *mp_test_backend(const char *name) {
    return strcmp(name, "large") == 0 ? mp_allocator_large : mp_allocator_named(name);
}

bool mp_test_backend_has_limit(const mp_allocator *backend) {
    (void)backend;
    return true;
}

bool mp_test_is_free(const void *pointer) {
    MEMORY_BASIC_INFORMATION region;
    return VirtualQuery(pointer, &region, sizeof region) == 0 || region.State == MEM_FREE;
}
