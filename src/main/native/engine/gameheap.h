/*
 * The engine's heap: MemoryManager Allocate, Free, Realloc and Size (engine facts 2.3). Each handler has its
 * entry's own convention, thiscall with the arguments purged by the callee.
 */
#ifndef MEMORYPOOL_ENGINE_GAMEHEAP_H
#define MEMORYPOOL_ENGINE_GAMEHEAP_H

#include <stddef.h>

/* The functions that stood there, reached past their patched entries. Set before the entries are patched. */
typedef struct mp_gameheap_original {
    void *(__attribute__((thiscall)) * allocate)(void *manager, size_t size);
    void(__attribute__((thiscall)) * free)(void *manager, void *pointer);
    void *(__attribute__((thiscall)) * reallocate)(void *manager, void *pointer, size_t size);
    size_t(__attribute__((thiscall)) * size)(void *manager, void *pointer);
} mp_gameheap_original;

extern mp_gameheap_original mp_gameheap;

void *__attribute__((thiscall)) mp_gameheap_allocate(void *manager, size_t size);
void __attribute__((thiscall)) mp_gameheap_free(void *manager, void *pointer);
void *__attribute__((thiscall)) mp_gameheap_reallocate(void *manager, void *pointer, size_t size);
size_t __attribute__((thiscall)) mp_gameheap_size(void *manager, void *pointer);

/* What the first two come to when the short way (entries.c) does not answer. There is one memory manager, so
 * they need not be told which. pointer may be NULL. */
void *mp_gameheap_allocate_slow(size_t size);
void mp_gameheap_free_slow(void *pointer);

#endif
