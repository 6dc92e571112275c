/*
 * The conformance suite: what allocator.h promises, asked of one back end a process.
 *   conformance BACKEND [library folder]
 * Exit status 0 when every check held, 2 when the back end cannot be had.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "backends.h"
#include "check.h"
#include "workers.h"

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
#define SLOWER 8 /* the sanitizers' share of the work */
const char *__asan_default_options(void);
const char *__tsan_default_options(void);
const char *__asan_default_options(void) {
    return "allocator_may_return_null=1";
}
const char *__tsan_default_options(void) {
    return "allocator_may_return_null=1";
}
#else
#define SLOWER 1
#endif

static const mp_allocator *heap;
static bool reuses; /* false for the pool, which takes nothing back */

static void attach(void) {
    if (heap->thread_attach) {
        heap->thread_attach();
    }
}

static void detach(void) {
    if (heap->thread_detach) {
        heap->thread_detach();
    }
}

static uint32_t next_random(uint32_t *seed) {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Fills and checks by a pattern that depends on seed and position. */
static void fill(void *block, size_t size, uint32_t seed) {
    unsigned char *bytes = block;
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (unsigned char)(seed + i * 167 + (i >> 8));
    }
}

static bool filled(const void *block, size_t size, uint32_t seed) {
    const unsigned char *bytes = block;
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != (unsigned char)(seed + i * 167 + (i >> 8))) {
            return false;
        }
    }
    return true;
}

static bool all_zero(const void *block, size_t size) {
    const unsigned char *bytes = block;
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != 0) {
            return false;
        }
    }
    return true;
}

static bool aligned(const void *pointer, size_t alignment) {
    return ((uintptr_t)pointer & (alignment - 1)) == 0;
}

static const size_t sizes[] = {0,        1,
                               7,        8,
                               9,        15,
                               16,       17,
                               100,      255,
                               256,      1000,
                               4095,     4096,
                               4097,     16383,
                               16384,    16385,
                               20000,    32768,
                               40000,    65535,
                               65536,    65537,
                               131072,   200000,
                               1u << 20, (1u << 20) + 1,
                               3200000,  (8u << 20) + 5,
                               20u << 20};
enum { SIZES = sizeof sizes / sizeof sizes[0] };

static void zero_sizes(void) {
    void *first = heap->allocate(0), *second = heap->allocate(0);
    CHECK(first && second && first != second);
    CHECK(heap->owns(first) && heap->owns(second));
    heap->release(first);
    heap->release(second);
    void *cleared = heap->allocate_zeroed(0);
    CHECK(cleared != NULL);
    heap->release(cleared);
}

static void every_size(void) {
    void *blocks[SIZES];
    bool got = true, on16 = true, large_enough = true, stable = true, kept = true, owned = true;
    for (unsigned i = 0; i < SIZES; i++) {
        blocks[i] = heap->allocate(sizes[i]);
        got &= blocks[i] != NULL;
        if (!blocks[i]) {
            continue;
        }
        on16 &= aligned(blocks[i], 16);
        size_t usable = heap->usable_size(blocks[i]);
        large_enough &= usable >= sizes[i];
        owned &= heap->owns(blocks[i]);
        fill(blocks[i], usable, i);
    }
    for (unsigned i = 0; i < SIZES; i++) {
        if (blocks[i]) {
            size_t usable = heap->usable_size(blocks[i]);
            stable &= usable >= sizes[i];
            kept &= filled(blocks[i], usable, i);
            heap->release(blocks[i]);
        }
    }
    CHECK(got);
    CHECK(on16);
    CHECK(large_enough);
    CHECK(owned);
    CHECK(stable); /* the size is still told right with every byte of it written */
    CHECK(kept);   /* and no block's bytes were another's */
}

static void zeroed(void) {
    bool got = true, zero = true, on16 = true;
    for (unsigned round = 0; round < 3; round++) {
        for (unsigned i = 0; i < SIZES; i++) {
            unsigned char *block = heap->allocate_zeroed(sizes[i]);
            got &= block != NULL;
            if (block) {
                zero &= all_zero(block, sizes[i]);
                on16 &= aligned(block, 16);
                memset(block, 0xA5, heap->usable_size(block)); /* so that the next round finds dirt */
                heap->release(block);
            }
        }
    }
    CHECK(got);
    CHECK(zero);
    CHECK(on16);
}

static void aligned_blocks(void) {
    enum { MOST = 16 * 4 };
    bool got = true, right = true, owned = true, whole = true;
    void *blocks[MOST];
    unsigned count = 0;
    for (size_t alignment = 1; alignment <= 32768; alignment *= 2) {
        static const size_t asked[] = {1, 200, 20000, 300000};
        for (unsigned i = 0; i < 4; i++) {
            void *block = heap->allocate_aligned(alignment, asked[i]);
            got &= block != NULL;
            if (!block || count == MOST) {
                continue;
            }
            right &= aligned(block, alignment) && aligned(block, 16);
            owned &= heap->owns(block);
            whole &= heap->usable_size(block) >= asked[i];
            fill(block, heap->usable_size(block), count);
            blocks[count++] = block;
        }
    }
    bool kept = true, resized = true;
    for (unsigned i = 0; i < count; i++) {
        size_t usable = heap->usable_size(blocks[i]);
        kept &= filled(blocks[i], usable, i);
        if (i % 3 == 0) { /* an aligned block may be resized and released like any other */
            void *moved = heap->reallocate(blocks[i], usable + 5000);
            resized &= moved && filled(moved, usable, i) && heap->usable_size(moved) >= usable + 5000;
            blocks[i] = moved ? moved : blocks[i];
        }
        heap->release(blocks[i]);
    }
    CHECK(got);
    CHECK(right);
    CHECK(owned);
    CHECK(whole);
    CHECK(kept);
    CHECK(resized);
}

static void reallocations(void) {
    bool got = true, kept = true, large_enough = true, on16 = true;
    for (unsigned from = 0; from < SIZES; from++) {
        for (unsigned to = 1; to < SIZES; to++) {
            if ((!reuses || SLOWER > 1) && (sizes[from] > 1u << 20 || sizes[to] > 1u << 20)) {
                continue;
            }
            void *block = heap->allocate(sizes[from]);
            got &= block != NULL;
            if (!block) {
                continue;
            }
            fill(block, sizes[from], from);
            void *moved = heap->reallocate(block, sizes[to]);
            got &= moved != NULL;
            if (moved) {
                kept &= filled(moved, sizes[from] < sizes[to] ? sizes[from] : sizes[to], from);
                large_enough &= heap->usable_size(moved) >= sizes[to];
                on16 &= aligned(moved, 16);
                fill(moved, heap->usable_size(moved), to);
            }
            heap->release(moved ? moved : block);
        }
    }
    CHECK(got);
    CHECK(kept);
    CHECK(large_enough);
    CHECK(on16);

    unsigned char *growing = heap->allocate(1);
    growing[0] = 0;
    size_t size = 1;
    bool steady = true;
    while (steady &&
           size < (reuses ? 4u << 20 : 256u << 10)) { /* the way a script string or an array grows */
        size_t larger = size + size / 2 + 1;
        unsigned char *moved = heap->reallocate(growing, larger);
        steady &= moved != NULL && filled(moved, size, 0);
        growing = moved ? moved : growing;
        size = larger;
        fill(growing, size, 0);
    }
    CHECK(steady);
    while (steady && size > 1) {
        size /= 3;
        size = size ? size : 1;
        unsigned char *moved = heap->reallocate(growing, size);
        steady &= moved != NULL && filled(moved, size, 0);
        growing = moved ? moved : growing;
    }
    CHECK(steady);
    heap->release(growing);
}

static void foreign_pointers(void) {
    static int in_image;
    int on_stack;
    CHECK(!heap->owns(NULL));
    CHECK(!heap->owns(&in_image));
    CHECK(!heap->owns(&on_stack));
    CHECK(!heap->owns((const void *)(uintptr_t)foreign_pointers));
    void *other = malloc(100), *other_large = malloc(1 << 20);
    CHECK(!heap->owns(other));
    CHECK(!heap->owns(other_large));
    free(other_large);
    free(other);
    unsigned claimed = 0; /* every 64 KB of the address space, oddly aligned: none that is free is ours */
    for (uint64_t address = 1; address < UINT64_C(1) << 32; address += 65536 - 7) {
        const void *pointer = (const void *)(uintptr_t)address;
        claimed += heap->owns(pointer) && mp_test_is_free(pointer);
    }
    CHECK(claimed == 0);
    CHECK(!heap->owns((const void *)UINTPTR_MAX));
    CHECK(!heap->owns((const void *)(UINTPTR_MAX - 15)));
    char *block = heap->allocate(100000);
    for (unsigned i = 1; i < 100000; i += 999) {
        heap->owns(block + i); /* either answer is allowed inside a block, a fault is not */
    }
    CHECK(heap->owns(block));
    heap->release(block);
}

/* More than the address space of the process has, and the most a caller may ask for. */
static void impossible_sizes(void) {
    size_t most = 0x7FFF0000;
    CHECK(heap->allocate(most) == NULL);
    CHECK(heap->allocate(most - 64) == NULL);
    CHECK(heap->allocate_zeroed(most - 4096) == NULL);
    CHECK(heap->allocate_aligned(4096, most - 4096) == NULL);
    char *block = heap->allocate(5000);
    fill(block, 5000, 3);
    CHECK(heap->reallocate(block, most - 100) == NULL);
    CHECK(filled(block, 5000, 3));
    heap->release(block);
}

/* Until nothing is left, in steps that get smaller; then everything goes back and must be there again. */
static void exhaustion(void) {
    enum { MOST = 8192 };
    static void *blocks[MOST];
    unsigned count = 0;
    for (size_t step = 64u << 20; step >= 1u << 20; step /= 4) {
        void *block;
        while (count < MOST && (block = heap->allocate(step)) != NULL) {
            memset(block, 0x5A, 64);
            blocks[count++] = block;
        }
    }
    CHECK(count > 0 && count < MOST);
    mp_allocator_state state;
    heap->state(&state);
    CHECK(heap->allocate(1u << 30) == NULL);
    if (count > 0) {
        fill(blocks[0], 1u << 20, 9);
        CHECK(heap->reallocate(blocks[0], 1u << 30) == NULL);
        CHECK(filled(blocks[0], 1u << 20, 9));
    }
    for (unsigned i = 0; i < count; i++) {
        heap->release(blocks[i]);
    }
    if (reuses) {
        void *block = heap->allocate(64u << 20);
        CHECK(block != NULL);
        if (block) {
            heap->release(block);
        }
    }
}

/* --- torture: four threads, a shadow of every block, hand-overs --------------------------------------- */

enum { THREADS = 4, SLOTS = 600, MAILBOXES = 64 };

typedef struct parcel {
    uint32_t size, seed;
} parcel; /* stands at the start of every block of the torture */

static void *mailboxes[MAILBOXES];
static unsigned rounds;
static uint32_t mistakes, refused, served;

static size_t random_size(uint32_t *seed) {
    uint32_t dice = next_random(seed) % 1000;
    uint32_t size;
    if (dice < 500) {
        size = next_random(seed) % 128;
    } else if (dice < 800) {
        size = next_random(seed) % 1024;
    } else if (dice < 930) {
        size = next_random(seed) % 16384;
    } else if (dice < 995) {
        size = next_random(seed) % 120000;
    } else {
        size = next_random(seed) % (reuses ? 3200000 : 300000);
    }
    return size + sizeof(parcel);
}

static void wrap(void *block, size_t size, uint32_t seed) {
    parcel label = {(uint32_t)size, seed};
    memcpy(block, &label, sizeof label);
    fill((char *)block + sizeof label, size - sizeof label, seed);
}

/* The size when the block is as it was wrapped, else 0. */
static size_t unwrap(const void *block) {
    parcel label;
    memcpy(&label, block, sizeof label);
    if (label.size < sizeof label || heap->usable_size(block) < label.size) {
        return 0;
    }
    return filled((const char *)block + sizeof label, label.size - sizeof label, label.seed) ? label.size : 0;
}

static void verify_and_release(void *block) {
    if (!heap->owns(block) || unwrap(block) == 0) {
        __atomic_fetch_add(&mistakes, 1, __ATOMIC_RELAXED);
    } else {
        heap->release(block);
    }
}

static void *random_block(uint32_t *seed) {
    size_t size = random_size(seed);
    uint32_t kind = next_random(seed) % 10;
    void *block;
    if (kind == 0) {
        block = heap->allocate_zeroed(size);
        if (block && !all_zero(block, size)) {
            __atomic_fetch_add(&mistakes, 1, __ATOMIC_RELAXED);
        }
    } else if (kind == 1) {
        size_t alignment = (size_t)16 << next_random(seed) % 9;
        block = heap->allocate_aligned(alignment, size);
        if (block && !aligned(block, alignment)) {
            __atomic_fetch_add(&mistakes, 1, __ATOMIC_RELAXED);
        }
    } else {
        block = heap->allocate(size);
    }
    __atomic_fetch_add(block ? &served : &refused, 1, __ATOMIC_RELAXED);
    if (block) {
        wrap(block, size, next_random(seed));
    }
    return block;
}

static void torture_one(unsigned index) {
    uint32_t seed = 0x1234567u * (index + 1);
    void *slots[SLOTS] = {NULL};
    attach();
    for (unsigned round = 0; round < rounds; round++) {
        void **slot = &slots[next_random(&seed) % SLOTS];
        uint32_t what = next_random(&seed) % 16;
        if (!*slot) {
            *slot = random_block(&seed);
        } else if (what < 3) {
            size_t old = unwrap(*slot), size = random_size(&seed);
            void *moved = old ? heap->reallocate(*slot, size) : NULL;
            if (moved) {
                parcel label;
                memcpy(&label, moved, sizeof label);
                size_t common = old < size ? old : size;
                if (!filled((char *)moved + sizeof label, common - sizeof label, label.seed)) {
                    __atomic_fetch_add(&mistakes, 1, __ATOMIC_RELAXED);
                }
                wrap(moved, size, next_random(&seed));
                *slot = moved;
            } else {
                __atomic_fetch_add(old ? &refused : &mistakes, 1, __ATOMIC_RELAXED);
            }
        } else if (what < 7) { /* swap with a mailbox: whoever finds it frees it */
            *slot = __atomic_exchange_n(&mailboxes[next_random(&seed) % MAILBOXES], *slot, __ATOMIC_ACQ_REL);
        } else {
            verify_and_release(*slot);
            *slot = NULL;
        }
    }
    for (unsigned i = 0; i < SLOTS; i++) {
        if (slots[i]) {
            verify_and_release(slots[i]);
        }
    }
    detach();
}

static void torture(void) {
    mp_allocator_state before, after;
    heap->state(&before);
    rounds = (reuses ? 60000 : 6000) / SLOWER;
    mp_workers_run(THREADS, torture_one);
    for (unsigned i = 0; i < MAILBOXES; i++) {
        if (mailboxes[i]) {
            verify_and_release(mailboxes[i]);
            mailboxes[i] = NULL;
        }
    }
    heap->state(&after);
    printf("torture: %u blocks, %u refused\n", served, refused);
    CHECK(mistakes == 0);
    CHECK(served > 1000);
    CHECK(!reuses || refused == 0);
    CHECK(after.corruption == before.corruption);
    if (reuses && before.live != UINT64_MAX) {
        CHECK(after.live == before.live); /* nothing leaked */
    }
}

int main(int argc, char **argv) {
    const char *name = argc > 1 ? argv[1] : "";
    heap = mp_test_backend(name);
    if (!heap) {
        printf("no back end \"%s\" in this build\n", name);
        return 2;
    }
    reuses = strcmp(name, "pool") != 0;
    wchar_t folder[260] = L".";
    if (argc > 2) {
        mbstowcs(folder, argv[2], 259);
    }
    mp_allocator_options options = {.library_folder = folder, .game_folder = L".", .pool_bytes = 1024u << 20};
    char reason[200] = "";
    if (!CHECK(heap->start(&options, reason, sizeof reason))) {
        printf("%s did not start: %s\n", name, reason);
        return 2;
    }
    attach();
    zero_sizes();
    every_size();
    zeroed();
    aligned_blocks();
    reallocations();
    foreign_pointers();
    torture();
    if (mp_test_backend_has_limit(heap)) {
        impossible_sizes();
        exhaustion();
    }
    mp_allocator_state state;
    heap->state(&state);
    CHECK(state.corruption == 0);
    detach();
    if (heap->stop) {
        heap->stop();
    }
    return mp_check_report(name);
}
