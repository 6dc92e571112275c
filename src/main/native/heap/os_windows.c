#include "heap/os.h"

/* Contended entries spin for about a microsecond before they sleep; the heaps hold their locks for less. */
enum { SPINS = 2000 };

void *mp_os_reserve(size_t bytes) {
    return VirtualAlloc(NULL, bytes, MEM_RESERVE, PAGE_NOACCESS);
}

void *mp_os_reserve_snug(size_t least, size_t most, size_t *got) {
    const uintptr_t mask = MP_OS_GRANULARITY - 1;
    uintptr_t best = 0;
    size_t best_size = SIZE_MAX;
    MEMORY_BASIC_INFORMATION region;
    uintptr_t at = MP_OS_GRANULARITY;
    while (VirtualQuery((void *)at, &region, sizeof region) != 0) {
        uintptr_t from = (uintptr_t)region.BaseAddress, end = from + region.RegionSize;
        if (region.State == MEM_FREE) {
            uintptr_t first = (from + mask) & ~mask, last = end & ~mask;
            size_t size = last > first ? last - first : 0;
            if (size >= least && size < best_size) {
                best = first;
                best_size = size;
            }
        }
        if (end <= at) {
            break;
        }
        at = end;
    }
    void *memory = NULL;
    if (best != 0) {
        *got = best_size < most ? best_size : most;
        memory = VirtualAlloc((void *)best, *got, MEM_RESERVE, PAGE_NOACCESS);
    }
    /* Somebody was faster, or no hole shows: Wine can place memory where it tells of none. */
    for (size_t size = most; !memory && size >= least; size = size / 2 & ~mask) {
        *got = size;
        memory = mp_os_reserve(size);
    }
    if (!memory && *got != least) {
        *got = least;
        memory = mp_os_reserve(least);
    }
    return memory;
}

void mp_os_release(void *address, size_t bytes) {
    (void)bytes;
    VirtualFree(address, 0, MEM_RELEASE);
}

bool mp_os_commit(void *address, size_t bytes) {
    return VirtualAlloc(address, bytes, MEM_COMMIT, PAGE_READWRITE) != NULL;
}

void mp_os_decommit(void *address, size_t bytes) {
    VirtualFree(address, bytes, MEM_DECOMMIT);
}

size_t mp_os_address_limit(void) {
    SYSTEM_INFO info;
    GetSystemInfo(&info);
    return (size_t)info.lpMaximumApplicationAddress - (size_t)info.lpMinimumApplicationAddress;
}

uint32_t mp_os_random(void) {
    LARGE_INTEGER counter;
    FILETIME now;
    QueryPerformanceCounter(&counter);
    GetSystemTimeAsFileTime(&now);
    uint32_t seed = counter.LowPart ^ now.dwLowDateTime * 2654435761u ^ GetCurrentProcessId() << 16;
    seed ^= (uint32_t)(uintptr_t)&counter;
    return (seed ^ seed >> 15) * 0x2C1B3C6Du;
}

unsigned mp_os_processors(void) {
    SYSTEM_INFO info;
    GetSystemInfo(&info);
    return info.dwNumberOfProcessors ? info.dwNumberOfProcessors : 1;
}

/* A critical section rather than a slim lock: as the process ends, the system lets a waiter past a section
 * whose owner was terminated (Windows ends the process, Wine lets it in), and never does so for the other. */
void mp_os_lock_init(mp_os_lock *lock) {
    InitializeCriticalSectionEx(lock, SPINS, CRITICAL_SECTION_NO_DEBUG_INFO);
}

void mp_os_lock_enter(mp_os_lock *lock) {
    EnterCriticalSection(lock);
}

void mp_os_lock_leave(mp_os_lock *lock) {
    LeaveCriticalSection(lock);
}

void *mp_os_heap_allocate(size_t bytes) {
    return HeapAlloc(GetProcessHeap(), 0, bytes);
}

void *mp_os_heap_reallocate(void *block, size_t bytes) {
    return HeapReAlloc(GetProcessHeap(), 0, block, bytes);
}

void mp_os_heap_release(void *block) {
    HeapFree(GetProcessHeap(), 0, block);
}

size_t mp_os_heap_size(const void *block) {
    return HeapSize(GetProcessHeap(), 0, block);
}
