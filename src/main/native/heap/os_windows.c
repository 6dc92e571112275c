#include "heap/os.h"

#include <string.h>
#include <windows.h>

enum { YIELDING_ROUNDS = 16 };

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

static bool process_ends(void) {
    static BOOLEAN(NTAPI * ending)(void);
    if (!ending) {
        FARPROC found = GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "RtlDllShutdownInProgress");
        memcpy(&ending, &found, sizeof ending);
    }
    return ending && ending();
}

bool mp_os_wait(unsigned round) {
    if (round < YIELDING_ROUNDS) {
        SwitchToThread();
        return true;
    }
    Sleep(1);
    return !process_ends();
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
