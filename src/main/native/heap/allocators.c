#include "heap/allocator.h"

#include <ctype.h>

#include "heap/jemalloc.h"
#include "heap/large.h"
#include "heap/pool.h"
#include "heap/rpmalloc.h"
#include "heap/system.h"

const mp_allocator *const mp_allocators[] = {
    &mp_allocator_rpmalloc,
    &mp_allocator_jemalloc,
    &mp_allocator_pool,
    &mp_allocator_system,
    NULL,
};

const mp_allocator *const mp_allocator_large = &mp_large_heap;

static bool same(const char *a, const char *b) {
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
    }
    return *a == *b;
}

const mp_allocator *mp_allocator_named(const char *name) {
    for (const mp_allocator *const *at = mp_allocators; *at != NULL; at++) {
        if (same((*at)->name, name))
            return *at;
    }
    return NULL;
}
