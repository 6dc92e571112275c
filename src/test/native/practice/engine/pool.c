#include "pool.h"

#include "engine/entries.h"
#include "engine/page_request.h"
#include "truth/counted.h"

#include <string.h>
#include <windows.h>

#define PAGE           4096u
#define SLOT_SHIFT     24
#define FIRST_SLOT     0x10u
#define LAST_SLOT      0x7Eu
#define LARGEST_POOLED 0x3FCu
#define UNCOMMITTED    (-1)

static memory_pool **by_size(void) {
    return (memory_pool **)(uintptr_t)ADDRESS_POOLS_BY_SIZE;
}
static memory_pool **by_slot(void) {
    return (memory_pool **)(uintptr_t)ADDRESS_POOLS_BY_SLOT;
}

static void lock_pool(memory_pool *pool) {
    while (InterlockedExchange(&pool->lock, 1))
        SwitchToThread();
}

static void unlock_pool(memory_pool *pool) {
    InterlockedExchange(&pool->lock, 0);
}

/* --- reserving an arena (image/pools.inc) --------------------------------------------------------------- */

uint64_t pool_reserve_plan(page_request *request, void *self, uint32_t *arguments) {
    (void)self;
    *request = (page_request){(void *)(uintptr_t)(arguments[0] << SLOT_SHIFT), arguments[1], MEM_RESERVE,
                              PAGE_READWRITE};
    truth_count_pages(&page_truth_AA65B0, request->type);
    return PAGE_CALL;
}

/* A slot that is taken leads to the next one. */
uint64_t pool_reserve_done(void *self, uint32_t *arguments, void *result) {
    (void)self;
    if (result || ++arguments[0] > LAST_SLOT)
        return (uintptr_t)result;
    return PAGE_AGAIN;
}

static uint32_t next_slot = FIRST_SLOT;

static void *construct(memory_pool *pool, uint32_t block, uint32_t arena, const char *name,
                       uint32_t first_slot) {
    memset(pool, 0, sizeof *pool);
    pool->name = name;
    pool->block_size = block;
    pool->arena = arena;
    pool->pages = arena / PAGE;
    pool->page_blocks =
        VirtualAlloc(NULL, pool->pages * sizeof(int16_t), MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    for (uint32_t page = 0; page < pool->pages; page++)
        pool->page_blocks[page] = UNCOMMITTED;
    pool->base = METHOD(void *, 0xAA65B0, void *, uint32_t, uint32_t)(pool, first_slot, arena);
    return pool->base ? pool : NULL;
}

void *pool_construct(memory_pool *pool, uint32_t block, uint32_t arena, const char *name) {
    if (!construct(pool, block, arena, name, next_slot))
        return pool;
    next_slot = ((uint32_t)(uintptr_t)pool->base >> SLOT_SHIFT) + 1;
    by_slot()[(uintptr_t)pool->base >> SLOT_SHIFT] = pool;
    for (uint32_t index = 0; index <= LARGEST_POOLED / 4; index++) {
        uint32_t size = index * 4;
        memory_pool *served = by_size()[index];
        if (size <= block && (!served || served->block_size > block))
            by_size()[index] = pool;
    }
    return pool;
}

void *pool_construct_private(memory_pool *pool, uint32_t block, uint32_t arena) {
    return construct(pool, block, arena, "private", FIRST_SLOT); /* as the engine does, from the first */
}

void pool_discard(memory_pool *pool) {
    METHOD(int, 0xAA6680, void *, void *)(pool, pool->base);
    VirtualFree(pool->page_blocks, 0, MEM_RELEASE);
    pool->base = NULL;
}

memory_pool *pool_for_size(size_t size) {
    return size <= LARGEST_POOLED ? by_size()[(size + 3) / 4] : NULL;
}

memory_pool *pool_containing(const void *block) {
    memory_pool *pool = by_slot()[(uintptr_t)block >> SLOT_SHIFT];
    return pool && (const uint8_t *)block < pool->base + pool->arena ? pool : NULL;
}

/* --- blocks --------------------------------------------------------------------------------------------- */

static void link_block(memory_pool *pool, pool_link *link) {
    link->previous = NULL;
    link->next = pool->free_list;
    if (link->next)
        link->next->previous = link;
    pool->free_list = link;
    pool->free_blocks++;
}

static void unlink_block(memory_pool *pool, pool_link *link) {
    if (link->previous)
        link->previous->next = link->next;
    else
        pool->free_list = link->next;
    if (link->next)
        link->next->previous = link->previous;
    pool->free_blocks--;
}

static bool all_zero(const uint8_t *page) {
    const uint32_t *words = (const uint32_t *)page;
    for (unsigned index = 0; index < PAGE / sizeof *words; index++)
        if (words[index])
            return false;
    return true;
}

/* The engine takes a fresh page's zeros for granted; a page that comes back dirty counts as corrupt. */
static bool commit_page(memory_pool *pool) {
    for (uint32_t page = 0; page < pool->pages; page++) {
        if (pool->page_blocks[page] != UNCOMMITTED)
            continue;
        uint8_t *start = pool->base + page * PAGE;
        if (!METHOD(void *, 0xAA6610, void *, void *, uint32_t)(pool, start, PAGE))
            return false;
        if (!all_zero(start))
            truth_count_check(false);
        pool->page_blocks[page] = 0;
        pool->active_pages++;
        for (uint32_t index = PAGE / pool->block_size; index-- > 0;)
            link_block(pool, (pool_link *)(start + index * pool->block_size));
        return true;
    }
    return false;
}

void *pool_allocate(memory_pool *pool) {
    lock_pool(pool);
    pool_link *link = NULL;
    if (pool->free_list || commit_page(pool)) {
        link = pool->free_list;
        unlink_block(pool, link);
        pool->page_blocks[((uint8_t *)link - pool->base) / PAGE]++;
        pool->allocations++;
    }
    unlock_pool(pool);
    return link;
}

void pool_free(memory_pool *pool, void *block) {
    lock_pool(pool);
    link_block(pool, block);
    pool->page_blocks[((uint8_t *)block - pool->base) / PAGE]--;
    unlock_pool(pool);
}

unsigned pool_purge(memory_pool *pool) {
    unsigned purged = 0;
    lock_pool(pool);
    for (uint32_t page = 0; page < pool->pages; page++) {
        if (pool->page_blocks[page] != 0)
            continue;
        uint8_t *start = pool->base + page * PAGE;
        for (uint32_t index = 0; index < PAGE / pool->block_size; index++)
            unlink_block(pool, (pool_link *)(start + index * pool->block_size));
        METHOD(int, 0xAA6650, void *, void *, uint32_t)(pool, start, PAGE);
        pool->page_blocks[page] = UNCOMMITTED;
        pool->active_pages--;
        purged++;
    }
    unlock_pool(pool);
    return purged;
}

/* --- over all pools (image/pools.inc) ------------------------------------------------------------------- */

void pool_clear_tables(void *manager) {
    (void)manager;
    memset(by_size(), 0, (LARGEST_POOLED / 4 + 1) * sizeof(memory_pool *));
    memset(by_slot(), 0, 256 * sizeof(memory_pool *));
}

void pool_purge_all(void *manager) {
    (void)manager;
    for (unsigned slot = 0; slot < 256; slot++)
        if (by_slot()[slot])
            pool_purge(by_slot()[slot]);
}

/* One pool a frame is put in order: empty pages of a pool with many free blocks go back to the system. */
void pool_sort_all(void *manager) {
    (void)manager;
    static unsigned next_slot;
    for (unsigned tries = 0; tries < 256; tries++) {
        memory_pool *pool = by_slot()[next_slot++ % 256];
        if (!pool)
            continue;
        if (pool->free_blocks > 4 * (PAGE / pool->block_size))
            pool_purge(pool);
        return;
    }
}

uint32_t pool_count_all(void *manager) {
    (void)manager;
    uint32_t blocks = 0;
    for (unsigned slot = 0; slot < 256; slot++)
        if (by_slot()[slot])
            blocks += by_slot()[slot]->free_blocks;
    return blocks;
}

/* Walks every free list; false when a link is broken. */
bool pool_check_all(void *manager) {
    (void)manager;
    bool sound = true;
    for (unsigned slot = 0; slot < 256; slot++) {
        memory_pool *pool = by_slot()[slot];
        if (!pool)
            continue;
        lock_pool(pool);
        for (pool_link *link = pool->free_list; link && sound; link = link->next)
            sound = !link->next || link->next->previous == link;
        unlock_pool(pool);
    }
    return sound;
}
