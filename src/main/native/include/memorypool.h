/*
 * MemoryPoolNVSE's functions for other mods. The library is MemoryPoolNVSE.dll; all functions are cdecl and
 * exported by these names, so GetModuleHandle and GetProcAddress are all that is needed. Any thread, unless it says
 * otherwise.
 */
#ifndef MEMORYPOOL_H
#define MEMORYPOOL_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What the plugin does with the game's memory. */
enum {
    MEMORYPOOL_STARTING = 0,
    MEMORYPOOL_ACTIVE = 1,  /* it serves the game's heap */
    MEMORYPOOL_OBSERVE = 2, /* the game's own heap is in use; statistics only */
    MEMORYPOOL_REMOVED = 3  /* everything was put back */
};

typedef struct MemoryPoolStatus {
    uint32_t size; /* set by the caller to sizeof(MemoryPoolStatus); more is never written */
    uint32_t mode; /* one of MEMORYPOOL_... */
    uint64_t allocations, frees, reallocations, failures, fallbacks;
    uint64_t live_bytes, peak_bytes;
    uint64_t address_free, address_largest_hole;
    char allocator[16];
} MemoryPoolStatus;

/* At least size bytes, aligned to 16, or NULL: also when the plugin does not serve memory. */
void *MemoryPoolMalloc(size_t size);

/* pointer comes from MemoryPoolMalloc or MemoryPoolRealloc; NULL does nothing. */
void MemoryPoolFree(void *pointer);

/* As realloc: NULL allocates, size 0 frees and gives NULL; on failure NULL and the block stays. */
void *MemoryPoolRealloc(void *pointer, size_t size);

/* Bytes that may be used at pointer, the start of a block of anybody's; 0 when it is none of ours. */
size_t MemoryPoolUsableSize(const void *pointer);

/* Fills *status; 0 when status is NULL or its size is below 8, else 1. */
int GetMemoryPoolStatus(MemoryPoolStatus *status);

/* Asks the plugin to put back what it changed in the game and to take nothing again. The answer is the number of
 * patched sites and imports that stay because something depends on them, which the log and the property
 * "removal.reason" name; 0 when every byte is as it was, or was never changed. That is to be had from another plugin's
 * NVSEPlugin_Preload, before the game's first allocation: the functions that took memory from us have to take it
 * back. Main thread only. */
unsigned MemoryPoolRemove(void);

#ifdef __cplusplus
}
#endif

#endif
