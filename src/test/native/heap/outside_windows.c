#include "outside.h"

#include <windows.h>

bool mp_test_is_free(const void *pointer) {
    MEMORY_BASIC_INFORMATION region;
    return VirtualQuery(pointer, &region, sizeof region) == 0 || region.State == MEM_FREE;
}

void *mp_test_other_block(size_t size) {
    return HeapAlloc(GetProcessHeap(), 0, size);
}

void mp_test_other_release(void *block) {
    HeapFree(GetProcessHeap(), 0, block);
}
