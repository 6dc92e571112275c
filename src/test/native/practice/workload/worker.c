#include "worker.h"

#include "corners.h"
#include "engine/memory_manager.h"
#include "truth/counted.h"

#include <string.h>
#include <windows.h>

#define SLOTS_AT_FULL_SCALE 4096u
#define SCRAP_MOST          200u

static const struct {
    uint32_t operations; /* a frame at full scale */
    uint32_t crt_percent;
    uint32_t resize_percent;
} roles[] = {
    [ROLE_MAIN] = {400, 15, 6},  [ROLE_AI] = {300, 10, 4},   [ROLE_IO] = {60, 30, 20},
    [ROLE_AUDIO] = {40, 40, 10}, [ROLE_HAVOK] = {500, 0, 2},
};

void worker_open(worker *worker, unsigned index, uint64_t seed, double scale) {
    memset(worker, 0, sizeof *worker);
    worker->role = index < ROLE_HAVOK ? (worker_role)index : ROLE_HAVOK;
    worker->random = random_seeded(seed, index);
    worker->scale = scale;
    worker->slot_count = (uint32_t)(SLOTS_AT_FULL_SCALE * scale);
    worker->slots =
        VirtualAlloc(NULL, worker->slot_count * sizeof(block), MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
}

static uint32_t scaled(const worker *worker, uint32_t count) {
    uint32_t result = (uint32_t)(count * worker->scale);
    return result ? result : 1;
}

static uint32_t size_for(worker *worker) {
    random_state *random = &worker->random;
    switch (worker->role) {
    case ROLE_IO:
        return random_below(random, 4) ? block_size_mixed(random) : random_between(random, 4096, 262144);
    case ROLE_AUDIO:
        return random_below(random, 3) ? random_between(random, 4096, 65536) : block_size_mixed(random);
    case ROLE_HAVOK:
        return random_between(random, 16, 512);
    default:
        return block_size_mixed(random);
    }
}

static truth_path path_for(worker *worker) {
    return random_below(&worker->random, 100) < roles[worker->role].crt_percent ? TRUTH_CRT : TRUTH_ENGINE;
}

static void one_operation(worker *worker) {
    random_state *random = &worker->random;
    block *slot = &worker->slots[random_below(random, worker->slot_count)];
    if (!slot->memory) {
        block_allocate(slot, random, path_for(worker), size_for(worker));
        return;
    }
    if (random_below(random, 100) < roles[worker->role].resize_percent) {
        block_resize(slot, random, size_for(worker));
        return;
    }
    if (worker->outbox_count < WORKER_HANDED && random_below(random, 8) == 0) {
        worker->outbox[worker->outbox_count++] = *slot;
        slot->memory = NULL;
        return;
    }
    block_free(slot, random);
}

/* A burst on the thread's stack of scratch blocks: some freed in order, some not, all within the frame. */
static void scrap_burst(worker *worker, bool deep) {
    random_state *random = &worker->random;
    void *heap = engine_thread_scrap_heap();
    struct {
        uint8_t *memory;
        uint32_t size, pattern;
    } blocks[SCRAP_MOST];
    uint32_t count = random_between(random, 8, deep ? 48 : SCRAP_MOST);
    for (uint32_t index = 0; index < count; index++) {
        uint32_t size = deep ? random_between(random, 4096, 131072) : random_between(random, 16, 4096);
        blocks[index].size = size;
        blocks[index].pattern = random_next(random);
        blocks[index].memory = counted_allocation(
            TRUTH_SCRAP, size, scrap_entry_allocate(heap, size, 4u << random_below(random, 3)));
        if (blocks[index].memory)
            block_fill(blocks[index].memory, size, blocks[index].pattern);
    }
    uint32_t swaps = count / 4;
    while (swaps--) {
        uint32_t a = random_below(random, count), b = random_below(random, count);
        typeof(blocks[0]) kept = blocks[a];
        blocks[a] = blocks[b];
        blocks[b] = kept;
    }
    for (uint32_t index = count; index-- > 0;) {
        if (!blocks[index].memory)
            continue;
        truth_count_check(block_intact(blocks[index].memory, blocks[index].size, blocks[index].pattern));
        scrap_entry_free(heap, blocks[index].memory);
        truth_count_free(TRUTH_SCRAP, blocks[index].size);
    }
}

/* Gives the thread's buffer back and takes another, as between two scenes. Nothing may be live in it. */
static void renew_scrap_heap(void) {
    void *heap = engine_thread_scrap_heap();
    METHOD(void, 0xAA5460, void *)(heap);
    METHOD(void *, 0xAA53F0, void *)(heap);
}

/* Reads a file through buffers of the file heap. */
static void file_reads(worker *worker) {
    random_state *random = &worker->random;
    truth_self()->heap_context = HEAP_CONTEXT_FILE;
    for (uint32_t reads = random_between(random, 1, 4); reads > 0; reads--) {
        block buffer = {0};
        if (block_allocate(&buffer, random, TRUTH_ENGINE, random_between(random, 2048, 524288)))
            block_free(&buffer, random);
    }
    truth_self()->heap_context = 0;
}

void worker_frame(worker *worker, uint32_t frame) {
    random_state *random = &worker->random;
    for (uint32_t index = 0; index < worker->inbox_count; index++)
        block_free(&worker->inbox[index], random);
    worker->inbox_count = 0;
    uint32_t operations = scaled(worker, roles[worker->role].operations);
    for (uint32_t done = 0; done < operations; done++)
        one_operation(worker);
    if (frame % 32 == 7)
        corners_run();
    if (worker->role != ROLE_AUDIO)
        scrap_burst(worker, random_below(random, 40) == 0);
    if (frame % 75 == 74)
        renew_scrap_heap();
    if (worker->role == ROLE_IO || (worker->role == ROLE_MAIN && frame % 8 == 0))
        file_reads(worker);
}

void worker_hand_over(worker *from, worker *to) {
    memcpy(to->inbox, from->outbox, from->outbox_count * sizeof(block));
    to->inbox_count = from->outbox_count;
    from->outbox_count = 0;
}

static void check(const block *block, uint64_t usable[TRUTH_PATHS]) {
    block_check(block);
    usable[block->path] += block_usable(block);
}

void worker_check(const worker *worker, uint64_t usable[TRUTH_PATHS]) {
    for (uint32_t index = 0; index < worker->slot_count; index++)
        check(&worker->slots[index], usable);
    for (uint32_t index = 0; index < worker->inbox_count; index++)
        check(&worker->inbox[index], usable);
    for (uint32_t index = 0; index < worker->outbox_count; index++)
        check(&worker->outbox[index], usable);
}

void worker_late_frees(worker *worker, unsigned part, unsigned parts) {
    for (uint32_t index = part; index < worker->slot_count; index += parts) {
        block late = {0};
        block_check(&worker->slots[index]);
        block_free(&worker->slots[index], &worker->random);
        if (block_allocate(&late, &worker->random, path_for(worker), size_for(worker)))
            block_free(&late, &worker->random);
    }
}
