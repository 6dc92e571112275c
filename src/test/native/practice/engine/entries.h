/*
 * The engine's entries as its own code reaches them: by a call to the literal address, so that whatever
 * stands there is what runs. Nothing here counts. (engine facts 2.2-2.8)
 */
#ifndef PRACTICE_ENGINE_ENTRIES_H
#define PRACTICE_ENGINE_ENTRIES_H

#include <stddef.h>
#include <stdint.h>

#define THISCALL __attribute__((thiscall))

#define ENTRY(type, address, ...)  ((type(*)(__VA_ARGS__))(uintptr_t)(address))
#define METHOD(type, address, ...) ((type(THISCALL *)(__VA_ARGS__))(uintptr_t)(address))

#define ADDRESS_MEMORY_MANAGER 0x11F6238u
#define ADDRESS_POOLS_BY_SIZE  0x11F67B8u
#define ADDRESS_POOLS_BY_SLOT  0x11F63B8u
#define ADDRESS_SCRAP_MANAGER  0x11F63B4u
#define ADDRESS_CRT_HEAP       0x12705BCu

static inline void *memory_manager(void) {
    return (void *)(uintptr_t)ADDRESS_MEMORY_MANAGER;
}

/* --- the memory manager ------------------------------------------------------------------------------- */

static inline void *engine_allocate(size_t size) {
    return METHOD(void *, 0xAA3E40, void *, size_t)(memory_manager(), size);
}

static inline void *engine_allocate_traced(size_t size) {
    return METHOD(void *, 0xAA4030, void *, size_t, const char *, int,
                  const char *)(memory_manager(), size, "practice", 1, "workload");
}

static inline void engine_free(void *block) {
    METHOD(void, 0xAA4060, void *, void *)(memory_manager(), block);
}

static inline void *engine_reallocate(void *block, size_t size) {
    return METHOD(void *, 0xAA4150, void *, void *, size_t)(memory_manager(), block, size);
}

static inline void *engine_reallocate_three(void *block, size_t size) {
    return METHOD(void *, 0xAA41E0, void *, void *, size_t, int)(memory_manager(), block, size, 0);
}

/* BSNiAllocator::Reallocate, the frameless caller of 0xAA4200. */
static inline void *engine_reallocate_frameless(void *block, size_t size) {
    return METHOD(void *, 0xAA22F0, void *, void *, size_t)(NULL, block, size);
}

static inline size_t engine_size(void *block) {
    return METHOD(size_t, 0xAA44C0, void *, void *)(memory_manager(), block);
}

static inline void *engine_new(size_t size) {
    return ENTRY(void *, 0x401000, size_t)(size);
}
static inline void engine_delete(void *block) {
    ENTRY(void, 0x401030, void *)(block);
}
static inline void *engine_ni_malloc(size_t size) {
    return ENTRY(void *, 0xAA13E0, size_t)(size);
}
static inline void engine_ni_free(void *block, size_t size) {
    ENTRY(void, 0xAA1460, void *, size_t)(block, size);
}
static inline void *engine_plain_malloc(size_t size) {
    return ENTRY(void *, 0xAA1070, size_t)(size);
}
static inline void engine_plain_free(void *block) {
    ENTRY(void, 0xAA10F0, void *)(block);
}
static inline void *engine_ni_allocate(size_t size) {
    return METHOD(void *, 0xAA2240, void *, size_t)(NULL, size);
}
static inline void engine_ni_deallocate(void *block) {
    METHOD(void, 0xAA22B0, void *, void *)(NULL, block);
}

static inline void *engine_thread_scrap_heap(void) {
    return METHOD(void *, 0xAA42E0, void *)(memory_manager());
}

/* --- the C runtime ------------------------------------------------------------------------------------- */

static inline void *crt_entry_malloc(size_t size) {
    return ENTRY(void *, 0xECD1C7, size_t)(size);
}
static inline void *crt_entry_malloc_crt(size_t size) {
    return ENTRY(void *, 0xED0CDF, size_t)(size);
}
static inline void *crt_entry_calloc(size_t count, size_t size) {
    return ENTRY(void *, 0xEDDD7D, size_t, size_t)(count, size);
}
static inline void *crt_entry_calloc_crt(size_t count, size_t size) {
    return ENTRY(void *, 0xED0D24, size_t, size_t)(count, size);
}
static inline void *crt_entry_realloc(void *block, size_t size) {
    return ENTRY(void *, 0xECCF5D, void *, size_t)(block, size);
}
static inline void *crt_entry_realloc_crt(void *block, size_t size) {
    return ENTRY(void *, 0xED0D70, void *, size_t)(block, size);
}
static inline void *crt_entry_recalloc(void *block, size_t count, size_t size) {
    return ENTRY(void *, 0xEE1700, void *, size_t, size_t)(block, count, size);
}
static inline void *crt_entry_recalloc_crt(void *block, size_t count, size_t size) {
    return ENTRY(void *, 0xED0DBE, void *, size_t, size_t)(block, count, size);
}
static inline size_t crt_entry_msize(void *block) {
    return ENTRY(size_t, 0xECD31F, void *)(block);
}
static inline void crt_entry_free(void *block) {
    ENTRY(void, 0xECD291, void *)(block);
}
static inline int crt_entry_atexit(void (*function)(void)) {
    return ENTRY(int, 0xEC658F, void (*)(void))(function);
}

/* --- the scrap heap ------------------------------------------------------------------------------------ */

static inline void *scrap_entry_allocate(void *heap, size_t size, size_t alignment) {
    return METHOD(void *, 0xAA54A0, void *, size_t, size_t)(heap, size, alignment);
}
static inline void scrap_entry_free(void *heap, void *block) {
    METHOD(void, 0xAA5610, void *, void *)(heap, block);
}

#endif
