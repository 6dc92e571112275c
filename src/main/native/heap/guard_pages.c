#include "heap/guard_pages.h"

#include <stdint.h>
#include <windows.h>

#include "heap/os.h"
#include "heap/ownership.h"

static mp_ownership owned;
static void (*hit)(const void *, const void *, const mp_call_stack *);

/* usable, what an alignment above 16 pushes it forward, and the guard. */
static size_t reserved_for(size_t usable, size_t alignment) {
    size_t slack = alignment > 16 ? alignment : 0;
    return (usable + slack + 2 * MP_OS_PAGE + MP_OS_GRANULARITY - 1) & ~(size_t)(MP_OS_GRANULARITY - 1);
}

void *mp_guard_pages_take(size_t usable, size_t alignment, void **reservation) {
    if (alignment > MP_OS_GRANULARITY)
        return NULL;
    size_t bytes = reserved_for(usable, alignment);
    char *base = mp_os_reserve(bytes);
    if (base == NULL)
        return NULL;
    size_t slack = alignment > 16 ? alignment : 0;
    size_t backed = (usable + slack + MP_OS_PAGE - 1) & ~(size_t)(MP_OS_PAGE - 1);
    if (!mp_os_commit(base, backed)) {
        mp_os_release(base, bytes);
        return NULL;
    }
    mp_ownership_mark(&owned, base, bytes);
    *reservation = base;
    return (void *)((uintptr_t)(base + backed - usable) & ~(uintptr_t)(alignment - 1));
}

void mp_guard_pages_give(void *reservation) {
    MEMORY_BASIC_INFORMATION region;
    size_t bytes = 0;
    const char *at = reservation;
    while (VirtualQuery(at, &region, sizeof region) != 0 && region.AllocationBase == reservation) {
        bytes += region.RegionSize;
        at += region.RegionSize;
    }
    mp_ownership_clear(&owned, reservation, bytes);
    mp_os_release(reservation, bytes);
}

bool mp_guard_pages_own(const void *pointer) {
    return mp_ownership_has(&owned, pointer);
}

static LONG CALLBACK on_exception(EXCEPTION_POINTERS *exception) {
    const EXCEPTION_RECORD *record = exception->ExceptionRecord;
    MEMORY_BASIC_INFORMATION region;
    if (record->ExceptionCode != EXCEPTION_ACCESS_VIOLATION || record->NumberParameters < 2)
        return EXCEPTION_CONTINUE_SEARCH;
    const void *address = (const void *)record->ExceptionInformation[1];
    if (!mp_ownership_has(&owned, address) || VirtualQuery(address, &region, sizeof region) == 0)
        return EXCEPTION_CONTINUE_SEARCH;
    mp_call_stack stack = {.frames = {(uint32_t)(uintptr_t)record->ExceptionAddress}};
    hit(address, region.AllocationBase, &stack);
    return EXCEPTION_CONTINUE_SEARCH;
}

void mp_guard_pages_start(void (*on_hit)(const void *address, const void *reservation,
                                         const mp_call_stack *stack)) {
    hit = on_hit;
    AddVectoredExceptionHandler(1, on_exception);
}
