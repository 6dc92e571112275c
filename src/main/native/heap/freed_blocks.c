#include "heap/freed_blocks.h"

#include <stdbool.h>

#include "heap/lock.h"

#define BLOCKS_MOST 8192u
#define BYTES_MOST  (32u << 20)
#define SUMMED_MOST 256u

typedef struct kept {
    const void *pointer;
    uint32_t size, sum;
} kept;

static kept ring[BLOCKS_MOST];
static uint32_t first, count;
static size_t bytes;
static mp_lock lock;

uint32_t mp_freed_blocks_sum(const void *pointer, size_t size) {
    const uint32_t *word = pointer;
    uint32_t sum = 0x811C9DC5u;
    for (size_t words = (size < SUMMED_MOST ? size : SUMMED_MOST) / 4; words > 0; words--)
        sum = (sum ^ *word++) * 0x01000193u;
    return sum;
}

/* The oldest, when there is one and, unless all leave, no room for `needed` more bytes. */
static bool take_oldest(size_t needed, bool all, kept *out) {
    if (!mp_lock_enter(&lock))
        return false;
    bool taken = count > 0 && (all || count == BLOCKS_MOST || bytes + needed > BYTES_MOST);
    if (taken) {
        *out = ring[first];
        first = (first + 1) % BLOCKS_MOST;
        count--;
        bytes -= out->size;
    }
    mp_lock_leave(&lock);
    return taken;
}

void mp_freed_blocks_keep(const void *pointer, size_t size, mp_freed_block_leaves leaves) {
    kept added = {pointer, (uint32_t)size, mp_freed_blocks_sum(pointer, size)}, oldest;
    bool placed = false;
    while (!placed) {
        while (take_oldest(size, false, &oldest))
            leaves(oldest.pointer, oldest.sum);
        if (!mp_lock_enter(&lock))
            return;
        placed = count < BLOCKS_MOST;
        if (placed) {
            ring[(first + count++) % BLOCKS_MOST] = added;
            bytes += size;
        }
        mp_lock_leave(&lock);
    }
}

void mp_freed_blocks_drain(mp_freed_block_leaves leaves) {
    kept oldest;
    while (take_oldest(0, true, &oldest))
        leaves(oldest.pointer, oldest.sum);
}
