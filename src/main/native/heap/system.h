/* The process heap as a back end: slow, and the one to compare with. */
#ifndef MEMORYPOOL_HEAP_SYSTEM_H
#define MEMORYPOOL_HEAP_SYSTEM_H

#include "heap/allocator.h"

extern const mp_allocator mp_allocator_system;

#endif
