#include "hook/memory.h"

#include <string.h>
#include <windows.h>

#define READABLE                                                                                                   \
    (PAGE_READONLY | PAGE_READWRITE | PAGE_WRITECOPY | PAGE_EXECUTE_READ | PAGE_EXECUTE_READWRITE |                \
     PAGE_EXECUTE_WRITECOPY)

bool mp_memory_readable(uint32_t address, size_t length) {
    uint64_t at = address;
    uint64_t end = at + length;
    while (at < end) {
        MEMORY_BASIC_INFORMATION region;
        if (VirtualQuery((void *)(uintptr_t)at, &region, sizeof region) == 0)
            return false;
        if (region.State != MEM_COMMIT || (region.Protect & READABLE) == 0 || (region.Protect & PAGE_GUARD) != 0)
            return false;
        at = (uint64_t)(uintptr_t)region.BaseAddress + region.RegionSize;
    }
    return true;
}

bool mp_memory_copy(void *out, uint32_t address, size_t length) {
    if (!mp_memory_readable(address, length))
        return false;
    memcpy(out, (const void *)(uintptr_t)address, length);
    return true;
}
