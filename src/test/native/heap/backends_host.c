#include <string.h>

#include "backends.h"
#include "heap/large.h"
#include "heap/pool.h"
#include "heap/system.h"

const mp_allocator *mp_test_backend(const char *name) {
    static const mp_allocator *const all[] = {&mp_large_heap, &mp_allocator_pool, &mp_allocator_system};
    for (unsigned i = 0; i < sizeof all / sizeof all[0]; i++) {
        if (strcmp(all[i]->name, name) == 0) {
            return all[i];
        }
    }
    return NULL;
}

bool mp_test_backend_has_limit(const mp_allocator *backend) {
    return backend != &mp_allocator_system;
}
