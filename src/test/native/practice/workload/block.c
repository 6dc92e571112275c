#include "block.h"

#include "truth/counted.h"

#include <string.h>

uint32_t block_size_mixed(random_state *random) {
    uint32_t dice = random_below(random, 100);
    if (dice < 60)
        return random_between(random, 8, 127);
    if (dice < 90)
        return random_between(random, 128, 1027);
    if (dice < 99)
        return random_between(random, 1024, 16384);
    return random_between(random, 16384, 118784);
}

uint32_t block_size_large(random_state *random) {
    uint32_t doubling = random_below(random, 6); /* 64 KB .. 2 MB */
    uint32_t base = 0x10000u << doubling;
    return base + random_below(random, doubling == 5 ? 0x133333u : base);
}

static uint32_t word_of(uint32_t pattern, uint32_t index) {
    return (pattern ^ index) * 0x9E3779B1u;
}

void block_fill(uint8_t *memory, uint32_t size, uint32_t pattern) {
    uint32_t words = size / 4;
    for (uint32_t index = 0; index < words; index++)
        ((uint32_t *)memory)[index] = word_of(pattern, index);
    for (uint32_t index = words * 4; index < size; index++)
        memory[index] = (uint8_t)(pattern + index);
}

bool block_intact(const uint8_t *memory, uint32_t size, uint32_t pattern) {
    uint32_t words = size / 4, wrong = 0;
    for (uint32_t index = 0; index < words; index++)
        wrong |= ((const uint32_t *)memory)[index] ^ word_of(pattern, index);
    for (uint32_t index = words * 4; index < size; index++)
        wrong |= memory[index] ^ (uint8_t)(pattern + index);
    return wrong == 0;
}

static bool is_zero(const uint8_t *memory, uint32_t size) {
    for (uint32_t index = 0; index < size; index++)
        if (memory[index])
            return false;
    return true;
}

/* --- which entry ---------------------------------------------------------------------------------------- */

static void *engine_entry_allocate(random_state *random, uint32_t size, bool *zeroed) {
    uint32_t dice = random_below(random, 100);
    if (dice < 40)
        return engine_allocate(size);
    if (dice < 50)
        return engine_allocate_traced(size);
    if (dice < 65)
        return engine_new(size);
    if (dice < 80)
        return engine_ni_malloc(size);
    if (dice < 90)
        return engine_plain_malloc(size);
    *zeroed = true;
    return engine_ni_allocate(size);
}

static void *crt_entry_allocate(random_state *random, uint32_t size, bool *zeroed) {
    uint32_t dice = random_below(random, 100);
    if (dice < 40)
        return crt_entry_malloc(size);
    if (dice < 55)
        return crt_entry_malloc_crt(size);
    if (dice < 60)
        return crt_entry_realloc(NULL, size);
    if (dice < 65)
        return crt_entry_realloc_crt(NULL, size);
    *zeroed = true;
    if (dice < 80)
        return size % 4 ? crt_entry_calloc(size, 1) : crt_entry_calloc(size / 4, 4);
    if (dice < 90)
        return crt_entry_calloc_crt(1, size);
    return dice < 95 ? crt_entry_recalloc(NULL, size, 1) : crt_entry_recalloc_crt(NULL, 1, size);
}

static void engine_entry_free(random_state *random, void *memory, uint32_t size) {
    uint32_t dice = random_below(random, 100);
    if (dice < 40)
        engine_free(memory);
    else if (dice < 60)
        engine_delete(memory);
    else if (dice < 75)
        engine_ni_free(memory, size);
    else if (dice < 90)
        engine_plain_free(memory);
    else
        engine_ni_deallocate(memory);
}

static void crt_entry_release(random_state *random, void *memory) {
    uint32_t dice = random_below(random, 100);
    if (dice < 85)
        crt_entry_free(memory);
    else if (dice < 95)
        crt_entry_realloc(memory, 0);
    else
        crt_entry_realloc_crt(memory, 0);
}

static void *engine_entry_resize(random_state *random, void *memory, uint32_t old, uint32_t size) {
    uint32_t dice = random_below(random, 100);
    uintptr_t entry = dice < 80 ? 0xAA4150 : 0xAA4200;
    void *moved = dice < 50   ? engine_reallocate(memory, size)
                  : dice < 70 ? ENTRY(void *, 0x42F5D0, void *, size_t)(memory, size)
                  : dice < 80 ? engine_reallocate_three(memory, size)
                              : engine_reallocate_frameless(memory, size);
    counted_engine_reallocation(entry, old, size, moved);
    return moved;
}

/* *zeroed_from: where the entry promises zeros from, or size. */
static void *crt_entry_resize(random_state *random, void *memory, uint32_t old, uint32_t size,
                              uint32_t *zeroed_from) {
    uint32_t dice = random_below(random, 100);
    if (dice >= 60)
        *zeroed_from = crt_entry_msize(memory);
    void *moved = dice < 40   ? crt_entry_realloc(memory, size)
                  : dice < 60 ? crt_entry_realloc_crt(memory, size)
                  : dice < 80 ? crt_entry_recalloc(memory, 1, size)
                              : crt_entry_recalloc_crt(memory, size, 1);
    truth_count_reallocation(TRUTH_CRT, old, size, moved);
    return moved;
}

/* --- blocks --------------------------------------------------------------------------------------------- */

bool block_allocate(block *block, random_state *random, truth_path path, uint32_t size) {
    bool zeroed = false;
    uint8_t *memory = path == TRUTH_ENGINE ? engine_entry_allocate(random, size, &zeroed)
                                           : crt_entry_allocate(random, size, &zeroed);
    uint32_t pattern = random_next(random);
    truth_count_allocation(path, size, memory);
    block->memory = memory;
    if (!memory)
        return false;
    if (zeroed)
        truth_count_check(is_zero(memory, size));
    *block = (struct block){memory, size, pattern, path};
    block_fill(memory, size, pattern);
    return true;
}

bool block_resize(block *block, random_state *random, uint32_t size) {
    uint32_t old = block->size, kept = old < size ? old : size, zeroed_from = size;
    block_check(block);
    uint8_t *memory = block->path == TRUTH_ENGINE
                          ? engine_entry_resize(random, block->memory, old, size)
                          : crt_entry_resize(random, block->memory, old, size, &zeroed_from);
    uint32_t pattern = random_next(random);
    if (!memory)
        return false;
    bool intact = block_intact(memory, kept & ~3u, block->pattern);
    if (zeroed_from < size)
        intact = intact && is_zero(memory + zeroed_from, size - zeroed_from);
    truth_count_check(intact);
    *block = (struct block){memory, size, pattern, block->path};
    block_fill(memory, size, pattern);
    return true;
}

void block_free(block *block, random_state *random) {
    if (!block->memory)
        return;
    block_check(block);
    if (block->path == TRUTH_ENGINE)
        engine_entry_free(random, block->memory, block->size);
    else
        crt_entry_release(random, block->memory);
    truth_count_free(block->path, block->size);
    block->memory = NULL;
}

void block_check(const block *block) {
    if (block->memory)
        truth_count_check(block_intact(block->memory, block->size, block->pattern));
}

uint32_t block_usable(const block *block) {
    if (!block->memory)
        return 0;
    return block->path == TRUTH_ENGINE ? engine_size(block->memory) : crt_entry_msize(block->memory);
}
