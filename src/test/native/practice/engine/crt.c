/*
 * The statically linked C runtime's heap over HeapAlloc, and what the runtime allocates for itself while
 * the program starts. Called by the image (image/runtime.inc).
 */
#include "engine/entries.h"
#include "truth/counted.h"

#include <string.h>
#include <windows.h>

#define LARGEST_REQUEST    0xFFFFFFE0u
#define THREAD_DATA_BYTES  0x214u
#define FILE_TABLE_ENTRIES 32u
#define FILE_ENTRY_BYTES   0x40u
#define EXIT_ENTRIES       32u

#define SLOT(type, address) (*(type *)(uintptr_t)(address))
typedef LPVOID(WINAPI *heap_alloc_function)(HANDLE, DWORD, SIZE_T);
typedef LPVOID(WINAPI *heap_realloc_function)(HANDLE, DWORD, LPVOID, SIZE_T);
typedef BOOL(WINAPI *heap_free_function)(HANDLE, DWORD, LPVOID);
typedef SIZE_T(WINAPI *heap_size_function)(HANDLE, DWORD, LPCVOID);

static HANDLE heap(void) {
    return SLOT(HANDLE, ADDRESS_CRT_HEAP);
}

uint32_t security_cookie;

void *crt_malloc(size_t size) {
    return SLOT(heap_alloc_function, 0xFDF1A0)(heap(), 0, size ? size : 1);
}

void *crt_calloc_impl(size_t count, size_t size, int *error) {
    if (count && size > LARGEST_REQUEST / count) {
        if (error)
            *error = 12; /* ENOMEM */
        return NULL;
    }
    size_t bytes = count * size;
    return SLOT(heap_alloc_function, 0xFDF1A0)(heap(), HEAP_ZERO_MEMORY, bytes ? bytes : 1);
}

void crt_free(void *block) {
    if (block)
        SLOT(heap_free_function, 0xFDF1A4)(heap(), 0, block);
}

size_t crt_msize(void *block) {
    return SLOT(heap_size_function, 0xFDF1A8)(heap(), 0, block);
}

void *crt_realloc(void *block, size_t size) {
    if (!block)
        return crt_entry_malloc(size);
    if (!size) {
        crt_entry_free(block);
        return NULL;
    }
    return size > LARGEST_REQUEST ? NULL : SLOT(heap_realloc_function, 0xFDF19C)(heap(), 0, block, size);
}

void *crt_recalloc(void *block, size_t count, size_t size) {
    if (count && size > LARGEST_REQUEST / count)
        return NULL;
    size_t bytes = count * size, old = block ? crt_entry_msize(block) : 0;
    uint8_t *moved = crt_entry_realloc(block, bytes);
    if (moved && bytes > old)
        memset(moved + old, 0, bytes - old);
    return moved;
}

void *crt_memcpy(void *to, const void *from, size_t bytes) {
    return memcpy(to, from, bytes);
}
void *crt_memset(void *to, int value, size_t bytes) {
    return memset(to, value, bytes);
}

/* --- start-up ------------------------------------------------------------------------------------------- */

static void *held_calloc_crt(size_t count, size_t size) {
    void *block = counted_allocation(TRUTH_CRT, count * size, crt_entry_calloc_crt(count, size));
    truth_hold(TRUTH_CRT, block);
    return block;
}

int crt_open_threads(void) {
    return held_calloc_crt(1, THREAD_DATA_BYTES) != NULL;
}
int crt_open_files(void) {
    return held_calloc_crt(FILE_TABLE_ENTRIES, FILE_ENTRY_BYTES) ? 0 : -1;
}

static void (**exit_table)(void);
static size_t exit_entries, exit_capacity;

void crt_open_exit_table(void) {
    exit_table = held_calloc_crt(EXIT_ENTRIES, sizeof *exit_table);
    exit_capacity = EXIT_ENTRIES;
}

/* The table doubles, and asks _msize how long it is, as the runtime does. */
int crt_atexit(void (*function)(void)) {
    size_t size = crt_entry_msize(exit_table);
    if (size < (exit_entries + 1) * sizeof *exit_table || exit_entries == exit_capacity) {
        size_t old = exit_capacity * sizeof *exit_table, wanted = 2 * old;
        void *grown = crt_entry_realloc_crt(exit_table, wanted);
        truth_count_reallocation(TRUTH_CRT, old, wanted, grown);
        if (!grown)
            return -1;
        truth_release(exit_table);
        truth_hold(TRUTH_CRT, grown);
        exit_table = grown;
        exit_capacity *= 2;
    }
    exit_table[exit_entries++] = function;
    return 0;
}
