#include "paging.h"

#include "block.h"
#include "engine/entries.h"
#include "engine/media_allocator.h"
#include "engine/memory_heap.h"
#include "engine/pool.h"
#include "engine/scrap_heap.h"

#include <string.h>

#define HEAP_RESERVE       0x4000000u
#define HEAP_COMMIT        0x100000u
#define HEAP_SLOTS         24u
#define POOL_BLOCK         48u
#define POOL_ARENA         0x100000u
#define POOL_SLOTS         8192u
#define SCRAP_STEP         0x10000u
#define SMALL_BLOCK_GROUP  0x8000u

typedef struct piece {
    uint8_t *memory;
    uint32_t size, pattern;
} piece;

static random_state random_numbers;
static memory_heap heap;
static piece heap_pieces[HEAP_SLOTS];
static memory_pool pool;
static piece pool_pieces[POOL_SLOTS];
static uint32_t pool_pieces_used;
static media_allocator media;
static uint8_t *scrap_buffer;
static uint32_t scrap_committed;
static uint8_t *small_block_region;
static double scale_of_sizes;

void paging_open(uint64_t seed, double scale) {
    random_numbers = random_seeded(seed, 2000);
    scale_of_sizes = scale < 1 ? scale : 1;
    memory_heap_open(&heap, "Practice Heap", HEAP_RESERVE, HEAP_COMMIT);
    pool_construct_private(&pool, POOL_BLOCK, POOL_ARENA);
}

static void put(piece *piece, uint8_t *memory, uint32_t size) {
    *piece = (struct piece){memory, size, random_next(&random_numbers)};
    if (memory)
        block_fill(memory, size, piece->pattern);
}

static void check(const piece *piece) {
    if (piece->memory)
        truth_count_check(block_intact(piece->memory, piece->size, piece->pattern));
}

/* Large blocks come and go; their free remains lose their pages and get them back. Now and then the heap
 * goes whole. */
static void heap_frame(uint32_t frame) {
    if (frame % 127 == 126) {
        for (uint32_t index = 0; index < HEAP_SLOTS; index++) {
            check(&heap_pieces[index]);
            heap_pieces[index].memory = NULL;
        }
        memory_heap_close(&heap);
        memory_heap_open(&heap, "Practice Heap", HEAP_RESERVE, HEAP_COMMIT);
    }
    piece *piece = &heap_pieces[random_below(&random_numbers, HEAP_SLOTS)];
    if (piece->memory) {
        check(piece);
        METHOD(void, 0xAA7B40, void *, void *, size_t)(&heap, piece->memory, piece->size);
        piece->memory = NULL;
        return;
    }
    uint32_t size = (uint32_t)(random_between(&random_numbers, 0x40000, 0x300000) * scale_of_sizes);
    put(piece, METHOD(void *, 0xAA7B20, void *, size_t, size_t)(&heap, size, 16), size);
}

/* Fills with small blocks, then drops them all and gives the pages back. */
static void pool_frame(uint32_t frame) {
    if (frame % 30 == 29) {
        while (pool_pieces_used) {
            check(&pool_pieces[--pool_pieces_used]);
            pool_free(&pool, pool_pieces[pool_pieces_used].memory);
        }
        pool_purge(&pool);
        if (frame % 120 == 119) {
            pool_discard(&pool);
            pool_construct_private(&pool, POOL_BLOCK, POOL_ARENA);
        }
        return;
    }
    for (uint32_t count = random_between(&random_numbers, 50, 250); count && pool_pieces_used < POOL_SLOTS;
         count--) {
        uint8_t *memory = pool_allocate(&pool);
        if (!memory)
            return;
        put(&pool_pieces[pool_pieces_used++], memory, POOL_BLOCK);
    }
}

static void media_frame(uint32_t frame) {
    if (frame % 20 == 5) {
        media = (media_allocator){.count = random_between(&random_numbers, 2, MEDIA_SAMPLES),
                                  .bytes = random_between(&random_numbers, 1, 8) * 0x8000};
        if (!media_alloc(&media))
            return;
        for (uint32_t index = 0; index < media.count; index++)
            block_fill(media.buffer + index * media.bytes, media.bytes, index);
    } else if (frame % 20 == 15 && media.buffer) {
        for (uint32_t index = 0; index < media.count; index++)
            truth_count_check(block_intact(media.buffer + index * media.bytes, media.bytes, index));
        media_really_free(&media);
    }
}

/* A scrap buffer that grows step by step, is cut back, and now and then goes whole. */
static void scrap_frame(uint32_t frame) {
    if (!scrap_buffer) {
        scrap_buffer = METHOD(void *, 0xAA5EC0, void *, uint32_t)(NULL, SCRAP_STEP);
        scrap_committed = SCRAP_STEP;
    } else if (frame % 97 == 96) {
        METHOD(int, 0xAA5F30, void *, void *)(NULL, scrap_buffer);
        scrap_buffer = NULL;
    } else if (scrap_committed >= SCRAP_CAPACITY / 4) {
        METHOD(int, 0xAA5E90, void *, void *, uint32_t)
        (NULL, scrap_buffer + SCRAP_STEP, scrap_committed - SCRAP_STEP);
        scrap_committed = SCRAP_STEP;
    } else {
        uint32_t bytes = SCRAP_STEP * random_between(&random_numbers, 1, 4);
        METHOD(void *, 0xAA5E30, void *, void *, uint32_t, uint32_t)
        (NULL, scrap_buffer, scrap_committed, bytes);
        memset(scrap_buffer + scrap_committed, 0xA5, bytes);
        scrap_committed += bytes;
    }
}

/* A region of the C runtime's small-block heap: one group of eight pages comes and goes in it, at last with
 * the region. */
static void small_block_frame(uint32_t frame) {
    if (frame % 50 == 9)
        small_block_region = ENTRY(void *, 0xEDE579, void)();
    if (frame % 10 != 9 || !small_block_region)
        return;
    uint8_t *group = ENTRY(void *, 0xEDE629, void *)(small_block_region);
    if (!group)
        return;
    for (uint32_t at = 0; at < SMALL_BLOCK_GROUP; at += 4096)
        truth_count_check(!group[at]);
    memset(group, 0x5B, SMALL_BLOCK_GROUP);
    bool last = frame % 50 == 49;
    ENTRY(int, 0xEDE263, void *, void *, int)(small_block_region, group, last);
    if (last)
        small_block_region = NULL;
}

void paging_frame(uint32_t frame) {
    heap_frame(frame);
    pool_frame(frame);
    media_frame(frame);
    scrap_frame(frame);
    small_block_frame(frame);
}

void paging_check(void) {
    for (uint32_t index = 0; index < HEAP_SLOTS; index++)
        check(&heap_pieces[index]);
    for (uint32_t index = 0; index < pool_pieces_used; index++)
        check(&pool_pieces[index]);
}
