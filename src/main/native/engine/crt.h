/*
 * The executable's own C runtime: ten entries, all cdecl (engine facts 2.4). Their originals, which work on
 * the process's CRT heap, are also the last resort of the engine's heap.
 */
#ifndef MEMORYPOOL_ENGINE_CRT_H
#define MEMORYPOOL_ENGINE_CRT_H

#include <stddef.h>

#include "stats/stats.h"

/* Reached past the patched entries. Set before the entries are patched. */
typedef struct mp_crt_original {
    void *(*malloc)(size_t size);
    void *(*malloc_crt)(size_t size);
    void *(*calloc)(size_t count, size_t size);
    void *(*calloc_crt)(size_t count, size_t size);
    void *(*realloc)(void *pointer, size_t size);
    void *(*realloc_crt)(void *pointer, size_t size);
    void *(*recalloc)(void *pointer, size_t count, size_t size);
    void *(*recalloc_crt)(void *pointer, size_t count, size_t size);
    size_t (*msize)(void *pointer);
    void (*free)(void *pointer);
} mp_crt_original;

extern mp_crt_original mp_crt;

void *mp_crt_malloc(size_t size);
void *mp_crt_malloc_crt(size_t size);
void *mp_crt_calloc(size_t count, size_t size);
void *mp_crt_calloc_crt(size_t count, size_t size);
void *mp_crt_realloc(void *pointer, size_t size);
void *mp_crt_realloc_crt(void *pointer, size_t size);
void *mp_crt_recalloc(void *pointer, size_t count, size_t size);
void *mp_crt_recalloc_crt(void *pointer, size_t count, size_t size);
size_t mp_crt_msize(void *pointer);
void mp_crt_free(void *pointer);

/* What malloc and free come to when the short way (entries.c) does not answer. pointer may be NULL. */
void *mp_crt_malloc_slow(size_t size);
void mp_crt_free_slow(void *pointer);

/* --- the last resort, for any door; each counts for path --------------------------------------------- */

/* From the original heap: one allocation and one fallback, or NULL and nothing counted. */
void *mp_crt_allocate_fallback(mp_path path, size_t size);

/* Moves pointer, which is ours, to the original heap: one reallocation and one fallback, or NULL with pointer
 * as it was and nothing counted. */
void *mp_crt_move_fallback(mp_path path, void *pointer, size_t size);

/* pointer is not ours. size 0 frees it and gives NULL. */
void *mp_crt_reallocate_foreign(mp_path path, void *pointer, size_t size);
void mp_crt_free_foreign(mp_path path, void *pointer);

/* Bytes at pointer when it is a block of the original heap, else 0. Any pointer. */
size_t mp_crt_foreign_size(const void *pointer);

#endif
