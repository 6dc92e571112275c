/*
 * What the heaps ask of the system: address space, pages, waiting, the system's own heap. One file per
 * system: os_windows.c in the plugin; the tests build the same heaps on the host over mmap.
 * All functions: any thread, no logging, failure as NULL or false.
 */
#ifndef MEMORYPOOL_HEAP_OS_H
#define MEMORYPOOL_HEAP_OS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MP_OS_PAGE        4096u
#define MP_OS_GRANULARITY 65536u /* reservations start and end on these */

#if defined(_WIN32)
#define MP_OS_BASE ((uintptr_t)0)
#else
extern uintptr_t mp_os_host_base; /* the host hands out addresses of one 4 GB range */
#define MP_OS_BASE mp_os_host_base
#endif

/* Distance from the lowest address the system hands out; below 4 GB for every reservation, and wrapped
 * or meaningless for any other pointer, so check the range with mp_os_in_range first. */
static inline uint32_t mp_os_offset(const void *pointer) {
    return (uint32_t)((uintptr_t)pointer - MP_OS_BASE);
}

static inline bool mp_os_in_range(const void *pointer) {
    return (uintptr_t)pointer - MP_OS_BASE <= UINT32_MAX;
}

static inline void *mp_os_pointer(uint32_t offset) {
    return (void *)(MP_OS_BASE + offset);
}

/* Address space without memory, at a multiple of the granularity; bytes is rounded up to it. NULL when
 * no hole is large enough. */
void *mp_os_reserve(size_t bytes);

/* The same from the smallest hole that has least bytes, so that the large holes stay whole for those who need
 * them: as much of it as most allows, which *got tells. least and most are multiples of the granularity.
 * Looks at every region of the process first, which takes up to a millisecond. */
void *mp_os_reserve_snug(size_t least, size_t most, size_t *got);

/* Gives a whole reservation back. */
void mp_os_release(void *address, size_t bytes);

/* Backs pages with memory; pages that have some already keep their contents, others are zero. */
bool mp_os_commit(void *address, size_t bytes);

/* Takes the memory from pages; the address space stays reserved. */
void mp_os_decommit(void *address, size_t bytes);

/* Bytes of user address space this process can have. */
size_t mp_os_address_limit(void);

/* A number no other process run knows, for check values. */
uint32_t mp_os_random(void);

unsigned mp_os_processors(void);

/* A number of the calling thread that no other living thread has. */
#if defined(_WIN32)
static inline uint32_t mp_os_thread_number(void) {
    uint32_t id; /* of the client id in the thread's block; a multiple of four */
    __asm__("movl %%fs:0x24, %0" : "=r"(id));
    return id / 4;
}
#else
uint32_t mp_os_thread_number(void);
#endif

/* Lets other threads run, for longer in later rounds. False when there are none left to wait for because the
 * process is ending. */
bool mp_os_wait(unsigned round);

/* The system's own heap; blocks are 8-byte aligned. */
void *mp_os_heap_allocate(size_t bytes);
void *mp_os_heap_reallocate(void *block, size_t bytes);
void mp_os_heap_release(void *block);
size_t mp_os_heap_size(const void *block);

#endif
