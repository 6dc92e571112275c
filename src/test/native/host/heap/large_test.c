/* The large-block heap from the inside: where blocks go, what the system is asked, what damage does. */
#include <stdint.h>
#include <string.h>

#include "../../heap/check.h"
#include "../os_host.h"
#include "heap/large.h"
#include "heap/large_cache.h"
#include "heap/large_runs.h"
#include "heap/os.h"

#define MB (1u << 20)

static const mp_allocator *const heap = &mp_large_heap;

static mp_allocator_state now(void) {
    mp_allocator_state state;
    heap->state(&state);
    return state;
}

static mp_run_id run_of(const void *block) {
    return mp_run_starting_at(mp_os_offset(block));
}

/* Past the cache, into the runs. */
static void free_at_once(void *block) {
    heap->release(block);
    mp_large_settle();
}

static void best_fit_and_joining(void) {
    char *a = heap->allocate(100000), *b = heap->allocate(50000), *c = heap->allocate(30000);
    char *d = heap->allocate(200000), *e = heap->allocate(40000);
    CHECK(b == a + heap->usable_size(a) && c == b + heap->usable_size(b)); /* one after the other */
    size_t hole = heap->usable_size(b);
    free_at_once(b);
    free_at_once(d);
    char *again = heap->allocate(49000);
    CHECK(again == b); /* the smallest hole that fits, although d's came later and the tail is larger */
    CHECK(heap->usable_size(again) <= hole && heap->usable_size(again) - 49000 < 4096 + 256);
    free_at_once(again);
    free_at_once(c); /* b, c and d are one hole now */
    char *joined = heap->allocate(270000);
    CHECK(joined == b);
    free_at_once(joined);
    free_at_once(a);
    free_at_once(e);
    CHECK(now().live == 0);
    CHECK(now().largest_free == now().reserved); /* and all is one run again */
}

static void sizes_are_exact(void) {
    char *plain = heap->allocate(16384), *odd = heap->allocate(20001);
    CHECK(heap->usable_size(plain) == 16384);
    CHECK(heap->usable_size(odd) == 20224); /* the next 256, not the next page */
    free_at_once(plain);
    free_at_once(odd);
}

/* What was released a moment ago serves the next request of about that size, from whichever thread's shard.
 */
static void released_blocks_serve_again(void) {
    enum { COUNT = MP_CACHE_SLOTS + 10 };
    mp_large_trim();
    char *fence = heap->allocate(MB);
    size_t live = now().live;
    char *block = heap->allocate(60000);
    size_t usable = heap->usable_size(block);
    heap->release(block);
    CHECK(now().live == live); /* kept, yet free to everybody who asks */
    CHECK(heap->owns(block) && heap->usable_size(block) == 0);
    CHECK(heap->reallocate(block, 70000) == NULL); /* no longer a block */
    uint64_t before = now().corruption;
    heap->release(block);
    CHECK(now().corruption == before + 1); /* freed twice */

    size_t got = 0;
    char *smaller = heap->allocate_sized(usable - usable / 8 - 256, &got);
    CHECK(smaller != block && got < usable); /* too much would be wasted */
    char *again = heap->allocate_sized(usable - usable / 10, &got);
    CHECK(again == block && got == usable && heap->usable_size(again) == usable);
    memset(again, 0xEE, usable);
    CHECK(heap->release_owned(again, &got) && got == usable);
    char *zeroed = heap->allocate_zeroed(usable);
    bool zero = zeroed == block;
    for (size_t i = 0; i < usable; i++) {
        zero &= zeroed[i] == 0;
    }
    CHECK(zero);
    CHECK(!heap->release_owned(&got, &got)); /* not ours */

    char *blocks[COUNT];
    for (unsigned i = 0; i < COUNT; i++) {
        blocks[i] = heap->allocate(100000);
    }
    for (unsigned i = 0; i < COUNT; i++) {
        heap->release(blocks[i]);
    }
    CHECK(mp_cache_bytes() > MP_CACHE_SHARD_BYTES / 2 && mp_cache_bytes() <= MP_CACHE_SHARD_BYTES);
    mp_run_at(run_of(blocks[COUNT - 1]))->cached = 0; /* damage: the block is lost and never handed out */
    before = now().corruption;
    mp_large_settle();
    CHECK(mp_cache_bytes() == 0 && now().corruption == before + 1);
    heap->release(blocks[COUNT - 1]);
    heap->release(smaller);
    heap->release(zeroed);
    heap->release(fence);
    mp_large_trim();
    CHECK(now().live == 0 && now().reserved == 0);
}

static void resizing_in_place(void) {
    char *block = heap->allocate(100000), *fence;
    CHECK(heap->reallocate(block, 300000) == block); /* the tail of the arena is free */
    CHECK(heap->usable_size(block) >= 300000);
    memset(block, 1, heap->usable_size(block));
    CHECK(heap->reallocate(block, 40000) == block);
    CHECK(heap->usable_size(block) < 41000); /* and what it gave back serves the next one */
    fence = heap->allocate(60000);
    CHECK(fence == block + heap->usable_size(block));
    char *moved = heap->reallocate(block, 300000);
    CHECK(moved && moved != block);
    bool kept = true;
    for (unsigned i = 0; i < 40000; i++) {
        kept &= moved[i] == 1;
    }
    CHECK(kept);
    free_at_once(moved);
    free_at_once(fence);
    CHECK(now().live == 0);
}

static void very_large_blocks(void) {
    heap->release(heap->allocate(50 * MB + 1)); /* the heap's own records take a little, and keep it */
    size_t before = mp_os_host_counted().reserved;
    void *block = heap->allocate(50 * MB + 1);
    CHECK(block && mp_os_host_counted().reserved - before < 50 * MB + 65537);
    CHECK(now().regions >= 1);
    heap->release(block);
    CHECK(mp_os_host_counted().reserved == before); /* gone at once */
    CHECK(!heap->owns(block));
}

static void arenas_come_and_go(void) {
    enum { COUNT = 60 };
    void *blocks[COUNT];
    for (unsigned i = 0; i < COUNT; i++) {
        blocks[i] = heap->allocate(2 * MB);
    }
    CHECK(now().regions >= COUNT * 2 / 16);
    CHECK(now().live >= COUNT * 2u * MB);
    for (unsigned i = 0; i < COUNT; i++) {
        heap->release(blocks[i]);
    }
    CHECK(now().regions <= 2); /* one is kept, for the next cell */
    mp_large_trim();
    CHECK(now().regions == 0 && now().reserved == 0 && now().committed == 0);
    CHECK(now().largest_free == 0);
}

/* The churn of a steady game must not turn into a stream of page calls, nor may freed memory pile up. */
static void page_calls_stay_few(void) {
    enum { COUNT = 400, TURNS = 20000 };
    static void *blocks[COUNT];
    uint32_t seed = 99;
    for (unsigned i = 0; i < COUNT; i++) {
        blocks[i] = heap->allocate(16384 + (i * 7919) % 400000);
    }
    mp_os_host_calls before = mp_os_host_counted();
    bool bounded = true;
    for (unsigned i = 0; i < TURNS; i++) {
        seed = seed * 1664525 + 1013904223;
        unsigned at = seed >> 8 & 255;
        heap->release(blocks[at]);
        blocks[at] = heap->allocate(16384 + (seed >> 4) % 400000);
        mp_allocator_state state = now();
        bounded &= state.committed <= state.live + state.live / 8 + 8 * MB + MP_CACHE_SHARD_BYTES * 9 / 8;
    }
    mp_os_host_calls after = mp_os_host_counted();
    uint64_t calls = after.commits - before.commits + after.decommits - before.decommits;
    printf("%llu page calls in %d turns\n", (unsigned long long)calls, TURNS);
    CHECK(calls < TURNS / 20);
    CHECK(bounded);
    for (unsigned i = 0; i < COUNT; i++) {
        heap->release(blocks[i]);
    }
    mp_large_trim();
}

static void short_of_address_space(void) {
    mp_os_host_limit(40 * MB);
    void *blocks[64];
    unsigned count = 0;
    while (count < 64 && (blocks[count] = heap->allocate(MB)) != NULL) {
        count++;
    }
    CHECK(count >= 35 && count < 40); /* the last arenas were smaller steps */
    CHECK(heap->allocate(5 * MB) == NULL);
    for (unsigned i = 0; i < count; i++) {
        heap->release(blocks[i]);
    }
    void *whole = heap->allocate(30 * MB); /* needs the arena kept for later */
    CHECK(whole != NULL);
    if (whole) {
        heap->release(whole);
    }
    mp_os_host_limit((size_t)2 << 30);
    mp_large_trim();
}

static void short_of_memory(void) {
    char *kept = heap->allocate(MB);
    memset(kept, 7, MB);
    mp_os_host_commit_budget(0);
    CHECK(heap->allocate(4 * MB) == NULL);
    CHECK(heap->reallocate(kept, 3 * MB) == NULL);
    CHECK(heap->usable_size(kept) >= MB && heap->usable_size(kept) < MB + 8192);
    CHECK(now().live == heap->usable_size(kept));
    mp_os_host_commit_budget(SIZE_MAX);
    char *grown = heap->reallocate(kept, 3 * MB);
    CHECK(grown && grown[0] == 7 && grown[MB - 1] == 7);
    heap->release(grown);
    mp_large_trim();
    CHECK(now().reserved == 0);
}

static void damage_is_counted_and_never_followed(void) {
    char *a = heap->allocate(50000), *b = heap->allocate(60000), *c = heap->allocate(70000);
    uint64_t before = now().corruption;
    heap->release(a + 16);
    CHECK(now().corruption == before + 1); /* not the start of a block */
    free_at_once(b);
    heap->release(b);
    CHECK(now().corruption == before + 2); /* freed twice */
    CHECK(heap->usable_size(b) == 0);

    mp_run *record = mp_run_at(run_of(b)); /* a free run, in a tree and between neighbours */
    record->size = 0x7FFFFFFF;
    before = now().corruption;
    free_at_once(a);
    CHECK(now().corruption > before);
    char *served = heap->allocate(55000);
    CHECK(served && (served + heap->usable_size(served) <= b || served >= c)); /* never inside what it said */
    free_at_once(served);

    record = mp_run_at(run_of(c));
    record->start ^= 0x100000;
    before = now().corruption;
    free_at_once(c);
    CHECK(now().corruption > before);
    CHECK(heap->usable_size(c) == 0);

    char *d = heap->allocate(50000), *e = heap->allocate(60000), *f = heap->allocate(70000);
    mp_run_at(run_of(e))->after = 0xFFFFFFF0; /* links are not under the seal, yet no wild one is followed */
    mp_run_at(run_of(f))->before = 0x00ABCDEF;
    before = now().corruption;
    free_at_once(e);
    free_at_once(f);
    free_at_once(d);
    CHECK(now().corruption > before);

    uint32_t seed = 5; /* life goes on */
    void *blocks[64] = {NULL};
    bool served_all = true;
    for (unsigned i = 0; i < 5000; i++) {
        seed = seed * 1664525 + 1013904223;
        void **slot = &blocks[seed >> 20 & 63];
        if (*slot) {
            heap->release(*slot);
        }
        *slot = heap->allocate(16384 + (seed & 0x3FFFF));
        served_all &= *slot != NULL;
        if (*slot) {
            memset(*slot, 1, heap->usable_size(*slot));
        }
    }
    CHECK(served_all);
}

/* Words of records are overwritten at random, hundreds of them. Blocks may be lost, but none is handed out
 * twice and nothing crashes; the sanitizers watch. */
static void storm_of_damage(void) {
    enum { COUNT = 300, TURNS = 20000 };
    static struct {
        unsigned char *at;
        size_t size;
    } blocks[COUNT];
    uint32_t seed = 77;
    uint64_t before = now().corruption;
    bool kept = true;
    for (unsigned i = 0; i < TURNS; i++) {
        seed = seed * 1664525 + 1013904223;
        unsigned at = (seed >> 8) % COUNT;
        if (blocks[at].at) {
            kept &= blocks[at].at[0] == (at & 0xFF) && blocks[at].at[blocks[at].size - 1] == (at & 0xFF);
            heap->release(blocks[at].at);
            blocks[at].at = NULL;
        } else {
            size_t size = 16384 + (seed >> 4) % 200000;
            blocks[at].at = heap->allocate(size);
            blocks[at].size = size;
            if (blocks[at].at) {
                blocks[at].at[0] = blocks[at].at[size - 1] = (unsigned char)at;
            }
        }
        if (i % 100 == 99) {
            uint32_t *words = (uint32_t *)mp_run_at(1 + (seed >> 12) % (mp_run_store.limit - 1));
            uint32_t value = seed & 0x10000000 ? seed * 2654435761u : (seed >> 7) % mp_run_store.limit;
            words[(seed >> 5) % 12] = value;
        }
    }
    printf("%llu damaged records met\n", (unsigned long long)(now().corruption - before));
    CHECK(kept);
    CHECK(now().corruption - before > 50);
    mp_large_trim();
}

int main(void) {
    char reason[100];
    CHECK(heap->start(NULL, reason, sizeof reason));
    best_fit_and_joining();
    sizes_are_exact();
    released_blocks_serve_again();
    resizing_in_place();
    very_large_blocks();
    arenas_come_and_go();
    page_calls_stay_few();
    short_of_address_space();
    short_of_memory();
    damage_is_counted_and_never_followed();
    storm_of_damage();
    return mp_check_report("large");
}
