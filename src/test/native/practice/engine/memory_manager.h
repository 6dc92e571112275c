/*
 * The memory manager's layout (engine facts 2.2) and the parts it is made of. The functions without a
 * declared caller are called by the image (image/game_heap.inc, application.inc).
 */
#ifndef PRACTICE_ENGINE_MEMORY_MANAGER_H
#define PRACTICE_ENGINE_MEMORY_MANAGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory_heap.h"
#include "pool.h"
#include "thread_map.h"

#define HEAP_CONTEXT_FILE    23
#define HEAP_CONTEXT_DEFAULT 65

typedef struct memory_manager_layout {
    bool initialized;
    uint8_t pad01;
    uint16_t heaps;
    uint16_t physical_heaps;
    uint16_t pad06;
    memory_heap **all_heaps;
    memory_heap *heaps_by_context[66];
    thread_map thread_scrap_heaps;
    memory_heap **all_physical_heaps;
    bool special_heaps;
    bool allow_pool_use;
    uint16_t pad12a;
    uint32_t system_bytes;
    uint32_t malloc_bytes;
    uint32_t emergency_passes;
} memory_manager_layout;

_Static_assert(offsetof(memory_manager_layout, heaps_by_context) == 0x0C, "engine facts 2.2");
_Static_assert(offsetof(memory_manager_layout, thread_scrap_heaps) == 0x114, "engine facts 2.2");
_Static_assert(offsetof(memory_manager_layout, special_heaps) == 0x128, "engine facts 2.2");
_Static_assert(sizeof(memory_manager_layout) == 0x138, "engine facts 2.2");

#endif
