/* The bump pool's own promises: headers, damage, exhaustion, memory committed as it grows. */
#include <stdint.h>
#include <string.h>

#include "../../heap/check.h"
#include "../os_host.h"
#include "heap/pool.h"

#define MB (1u << 20)

static const mp_allocator *const heap = &mp_allocator_pool;

static mp_allocator_state now(void) {
    mp_allocator_state state;
    heap->state(&state);
    return state;
}

int main(void) {
    char reason[100];
    mp_os_host_limit(256u * MB);
    mp_allocator_options options = {.pool_bytes = 1024u * MB, .pretouch_bytes = 3 * MB};
    CHECK(heap->start(&options, reason, sizeof reason));
    CHECK(now().reserved == 192u * MB); /* clamped to three quarters of what there is */
    CHECK(now().committed == 3 * MB);

    char *block = heap->allocate(100);
    uint32_t head[3];
    memcpy(head, block - 12, 12);
    CHECK(head[0] == heap->usable_size(block) && head[0] >= 100);
    CHECK(head[1] == 0xDEADBEEF);
    CHECK(((uintptr_t)block & 15) == 0);

    char *grown = heap->reallocate(block, 5000);
    CHECK(grown == block); /* it was the last one */
    char *other = heap->allocate(10);
    char *moved = heap->reallocate(block, 9000);
    CHECK(moved && moved != block && moved > other);
    CHECK(heap->reallocate(moved, 20) == moved);

    memset(other, 0x55, 10);
    heap->release(other);
    heap->release(moved);
    CHECK(mp_pool_ignored_frees() == 2);
    CHECK(other[0] == 0x55 && heap->owns(other)); /* freed blocks keep their bytes */

    char *victim = heap->allocate(64);
    memset(victim - 12, 0, 4);
    CHECK(heap->reallocate(victim, 200) == NULL);
    CHECK(now().corruption == 1);
    CHECK(heap->usable_size(victim) == 0 && now().corruption == 2);

    size_t committed = now().committed;
    CHECK(heap->allocate(10 * MB) && now().committed > committed && now().committed < committed + 12 * MB);
    mp_os_host_commit_budget(0);
    CHECK(heap->allocate(20 * MB) == NULL && mp_pool_exhausted() == 1);
    mp_os_host_commit_budget(SIZE_MAX);
    while (heap->allocate(MB)) {
    }
    CHECK(mp_pool_exhausted() == 2);
    CHECK(now().free_inside <= MB + 16);
    CHECK(heap->allocate(16) != NULL); /* a small one still fits */
    return mp_check_report("pool");
}
