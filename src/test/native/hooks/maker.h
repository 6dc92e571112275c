/* What a module that imports a C runtime's heap functions offers a test: each of them, called through its
 * own import table. A function the runtime does not have is NULL. */
#ifndef MEMORYPOOL_TEST_MAKER_H
#define MEMORYPOOL_TEST_MAKER_H

#include <stddef.h>

typedef struct maker {
    void *(*malloc)(size_t);
    void *(*calloc)(size_t, size_t);
    void *(*realloc)(void *, size_t);
    void (*free)(void *);
    size_t (*msize)(void *);
    void *(*expand)(void *, size_t);
    void *(*recalloc)(void *, size_t, size_t);
    void *(*aligned_malloc)(size_t, size_t);
    void *(*aligned_realloc)(void *, size_t, size_t);
    void *(*aligned_recalloc)(void *, size_t, size_t, size_t);
    size_t (*aligned_msize)(void *, size_t, size_t);
    void (*aligned_free)(void *);
    void *(*aligned_offset_malloc)(size_t, size_t, size_t);
    void *(*aligned_offset_realloc)(void *, size_t, size_t, size_t);
    char *(*strdup)(const char *);
    wchar_t *(*wcsdup)(const wchar_t *);
    void *(*operator_new)(size_t);
    void *(*operator_new_array)(size_t);
    void (*operator_delete)(void *);
    void (*operator_delete_array)(void *);
} maker;

typedef const maker *(*maker_function)(void); /* exported as "functions" */

#endif
