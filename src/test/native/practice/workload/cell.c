#include "cell.h"

#include "engine/entries.h"

#include <windows.h>

#define MOST_BLOCKS    131072u
#define FRAMES_BETWEEN 90u
#define FRAMES_TO_LOAD 6u
#define MEGABYTE       1048576.0

static struct {
    random_state random;
    double scale;
    block *blocks;
    uint32_t count, transitions;
    double held, target, step; /* bytes */
    uint32_t loading;          /* frames of loading left */
} cell;

void cell_open(uint64_t seed, double scale) {
    cell.random = random_seeded(seed, 1000);
    cell.scale = scale;
    cell.blocks = VirtualAlloc(NULL, MOST_BLOCKS * sizeof(block), MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
}

static void drop_most(void) {
    uint32_t kept = 0;
    for (uint32_t index = 0; index < cell.count; index++) {
        if (random_below(&cell.random, 10) < 7) {
            cell.held -= cell.blocks[index].size;
            block_free(&cell.blocks[index], &cell.random);
        } else {
            cell.blocks[kept++] = cell.blocks[index];
        }
    }
    cell.count = kept;
}

static void load_until(double bytes) {
    while (cell.held < bytes && cell.count < MOST_BLOCKS) {
        random_state *random = &cell.random;
        uint32_t size = random_below(random, 100) < 97
                            ? block_size_mixed(random)
                            : (uint32_t)(block_size_large(random) * (cell.scale < 1 ? cell.scale : 1));
        block *block = &cell.blocks[cell.count];
        if (!block_allocate(block, random, TRUTH_ENGINE, size < 8 ? 8 : size))
            return;
        cell.held += block->size;
        cell.count++;
    }
}

static void grow_textures(void) {
    for (unsigned tries = 0; tries < 4 && cell.count; tries++) {
        block *block = &cell.blocks[random_below(&cell.random, cell.count)];
        if (block->size < 0x4000 || block->size > 0x300000)
            continue;
        uint32_t old = block->size;
        if (block_resize(block, &cell.random, old + old / random_between(&cell.random, 2, 10)))
            cell.held += (double)block->size - old;
    }
}

/* The engine gives back what the old cell left: empty pool pages and spare scrap buffers. */
static void purge(void) {
    void *scrap_manager = *(void **)(uintptr_t)ADDRESS_SCRAP_MANAGER;
    METHOD(void, 0xAA6F90, void *)(memory_manager());
    if (scrap_manager)
        METHOD(void, 0xAA5C80, void *)(scrap_manager);
}

static cell_event begin_transition(void) {
    drop_most();
    purge();
    uint32_t megabytes = random_between(&cell.random, 0, 1) ? 420 : 260;
    cell.target = megabytes * MEGABYTE * cell.scale;
    cell.loading = FRAMES_TO_LOAD;
    cell.step = (cell.target - cell.held) / FRAMES_TO_LOAD;
    return cell.transitions++ % 3 == 0 ? CELL_LOAD_BEGINS : CELL_QUIET;
}

cell_event cell_frame(uint32_t frame) {
    if (frame % FRAMES_BETWEEN == 1)
        return begin_transition();
    if (!cell.loading) {
        grow_textures();
        return CELL_QUIET;
    }
    cell.loading--;
    load_until(cell.target - cell.step * cell.loading);
    return !cell.loading && (cell.transitions - 1) % 3 == 0 ? CELL_LOAD_ENDS : CELL_QUIET;
}

void cell_check(uint64_t usable[TRUTH_PATHS]) {
    for (uint32_t index = 0; index < cell.count; index++) {
        block_check(&cell.blocks[index]);
        usable[cell.blocks[index].path] += block_usable(&cell.blocks[index]);
    }
}
