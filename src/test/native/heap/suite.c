#include "suite.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "outside.h"
#include "workers.h"

static const subject *heap;

static bool has(uint32_t trait) {
    return (heap->traits & trait) != 0;
}

static void attach(void) {
    if (heap->attach) {
        heap->attach();
    }
}

static void detach(void) {
    if (heap->detach) {
        heap->detach();
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

static bool on_16(const void *pointer) {
    return !has(SUBJECT_ALIGNS) || aligned(pointer, 16);
}

static bool owned(const void *block) {
    return !heap->owns || heap->owns(block);
}

/* What may be used at block, of which size bytes were asked for. */
static size_t usable_of(const void *block, size_t size) {
    return heap->usable_size ? heap->usable_size(block) : size;
}

static size_t usable_of_aligned(const void *block, size_t alignment, size_t size) {
    if (heap->usable_aligned) {
        return heap->usable_aligned(block, alignment);
    }
    return has(SUBJECT_ALIGNED_PLAIN) ? usable_of(block, size) : size;
}

static void release_aligned(void *block) {
    if (heap->release_aligned) {
        heap->release_aligned(block);
    } else {
        heap->release(block);
    }
}

static bool refused_for_memory(void) {
    return !has(SUBJECT_SETS_ERROR) || heap->error(true) == ENOMEM;
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

static unsigned sizes_of_subject(void) {
    return has(SUBJECT_SMALL) ? 26 : SIZES;
}

static void zero_sizes(void) {
    void *first = heap->allocate(0), *second = heap->allocate(0);
    CHECK(first && second && first != second);
    CHECK(owned(first) && owned(second));
    heap->release(first);
    heap->release(second);
    if (heap->allocate_zeroed) {
        void *cleared = heap->allocate_zeroed(0, 8), *other = heap->allocate_zeroed(8, 0);
        CHECK(cleared != NULL && other != NULL && cleared != other);
        heap->release(cleared);
        heap->release(other);
    }
}

static void null_pointers(void) {
    if (!has(SUBJECT_TAKES_NULL)) {
        return;
    }
    uint64_t before = heap->live ? heap->live() : 0;
    heap->release(NULL);
    if (heap->release_aligned) {
        heap->release_aligned(NULL);
    }
    CHECK(!heap->live || heap->live() == before);
    if (!heap->reallocate) {
        return;
    }
    char *made = heap->reallocate(NULL, 300), *empty = heap->reallocate(NULL, 0);
    CHECK(made && owned(made) && on_16(made) && usable_of(made, 300) >= 300);
    CHECK(empty && empty != made);
    fill(made, 300, 1);
    CHECK(filled(made, 300, 1));
    heap->release(made);
    heap->release(empty);
    if (heap->reallocate_aligned) {
        void *block = heap->reallocate_aligned(NULL, 64, 300);
        CHECK(block && aligned(block, 64) && owned(block));
        release_aligned(block);
    }
}

static void no_bytes_instead(void) {
    if (!heap->reallocate || !has(SUBJECT_ZERO_FREES | SUBJECT_ZERO_KEEPS)) {
        return;
    }
    static const size_t from[] = {1, 100, 5000, 300000};
    uint64_t before = heap->live ? heap->live() : 0;
    bool as_promised = true, unique = true;
    for (unsigned i = 0; i < 4; i++) {
        void *block = heap->allocate(from[i]), *left = heap->reallocate(block, 0);
        as_promised &= has(SUBJECT_ZERO_FREES) ? left == NULL : left != NULL && owned(left);
        if (left) {
            void *other = heap->allocate(0);
            unique &= other != left;
            heap->release(other);
            heap->release(left);
        }
        if (heap->reallocate_aligned && has(SUBJECT_ZERO_FREES)) {
            block = heap->allocate_aligned(32, from[i]);
            as_promised &= heap->reallocate_aligned(block, 32, 0) == NULL;
        }
        if (heap->recalloc && has(SUBJECT_ZERO_FREES)) {
            as_promised &= heap->recalloc(heap->allocate(from[i]), 0, 4) == NULL;
            as_promised &= heap->recalloc(heap->allocate(from[i]), 4, 0) == NULL;
        }
    }
    CHECK(as_promised);
    CHECK(unique);
    CHECK(!heap->live || heap->live() == before);
}

static void every_size(void) {
    void *blocks[SIZES];
    bool got = true, even = true, large_enough = true, stable = true, kept = true, ours = true;
    unsigned count = sizes_of_subject();
    for (unsigned i = 0; i < count; i++) {
        blocks[i] = heap->allocate(sizes[i]);
        got &= blocks[i] != NULL;
        if (!blocks[i]) {
            continue;
        }
        even &= on_16(blocks[i]);
        size_t usable = usable_of(blocks[i], sizes[i]);
        large_enough &= usable >= sizes[i];
        ours &= owned(blocks[i]);
        fill(blocks[i], usable, i);
    }
    for (unsigned i = 0; i < count; i++) {
        if (blocks[i]) {
            size_t usable = usable_of(blocks[i], sizes[i]);
            stable &= usable >= sizes[i];
            kept &= filled(blocks[i], usable, i);
            heap->release(blocks[i]);
        }
    }
    CHECK(got);
    CHECK(even);
    CHECK(large_enough);
    CHECK(ours);
    CHECK(stable); /* the size is still told right with every byte of it written */
    CHECK(kept);   /* and no block's bytes were another's */
}

static void zeroed(void) {
    static const size_t counts[] = {1, 2, 5};
    bool got = true, zero = true, even = true;
    if (!heap->allocate_zeroed) {
        return;
    }
    for (unsigned round = 0; round < 3; round++) {
        for (unsigned i = 0; i < sizes_of_subject(); i++) {
            size_t size = (sizes[i] + counts[round] - 1) / counts[round], total = size * counts[round];
            unsigned char *block = heap->allocate_zeroed(counts[round], size);
            got &= block != NULL;
            if (block) {
                zero &= all_zero(block, total);
                even &= on_16(block);
                memset(block, 0xA5, usable_of(block, total)); /* so that the next round finds dirt */
                heap->release(block);
            }
        }
    }
    CHECK(got);
    CHECK(zero);
    CHECK(even);
}

/* A product that does not fit is refused, not cut. */
static void products(void) {
    if (!heap->allocate_zeroed) {
        return;
    }
    CHECK(heap->allocate_zeroed(SIZE_MAX / 4 + 2, 4) == NULL && refused_for_memory());
    CHECK(heap->allocate_zeroed(4, SIZE_MAX / 4 + 2) == NULL && refused_for_memory());
    CHECK(heap->allocate_zeroed(SIZE_MAX, SIZE_MAX) == NULL && refused_for_memory());
    if (!heap->recalloc || !has(SUBJECT_MULTIPLIES)) {
        return;
    }
    CHECK(heap->recalloc(NULL, SIZE_MAX / 4 + 2, 4) == NULL && refused_for_memory());
    char *block = heap->allocate(500);
    fill(block, 500, 2);
    CHECK(heap->recalloc(block, SIZE_MAX / 4 + 2, 4) == NULL && refused_for_memory());
    CHECK(filled(block, 500, 2));
    heap->release(block);
}

/* What a block grows by is zero: from its size on, as it is told; of one that was always zeroed, from the
 * bytes on that were asked for. */
static void recallocations(void) {
    bool got = true, kept = true, zero = true, even = true;
    if (!heap->recalloc) {
        return;
    }
    for (unsigned from = 1; from < SIZES; from += 3) {
        for (unsigned to = 1; to < SIZES; to += 2) {
            if (sizes[from] > 200000 || sizes[to] > 200000) {
                continue;
            }
            bool plain = (from + to) % 2 != 0;
            unsigned char *block = plain ? heap->allocate(sizes[from]) : heap->recalloc(NULL, sizes[from], 1);
            got &= block != NULL;
            if (!block) {
                continue;
            }
            zero &= plain || all_zero(block, sizes[from]);
            fill(block, sizes[from], from);
            size_t old = plain ? usable_of(block, sizes[from]) : sizes[from];
            unsigned char *moved = heap->recalloc(block, 1, sizes[to]);
            got &= moved != NULL;
            if (moved) {
                size_t common = sizes[from] < sizes[to] ? sizes[from] : sizes[to];
                kept &= filled(moved, common, from);
                zero &= sizes[to] <= old || all_zero(moved + old, sizes[to] - old);
                even &= on_16(moved);
                if (!plain) { /* down and up again: what was given up is zero */
                    moved = heap->recalloc(moved, common, 1);
                    moved = moved ? heap->recalloc(moved, common + 3000, 1) : NULL;
                    got &= moved != NULL;
                    zero &= moved && all_zero(moved + common, 3000);
                    block = moved ? moved : block;
                }
            }
            heap->release(moved ? moved : block);
        }
    }
    CHECK(got);
    CHECK(kept);
    CHECK(zero);
    CHECK(even);
}

static void *resize_aligned(void *block, size_t alignment, size_t size) {
    if (heap->reallocate_aligned) {
        return heap->reallocate_aligned(block, alignment, size);
    }
    return has(SUBJECT_ALIGNED_PLAIN) && heap->reallocate ? heap->reallocate(block, size) : NULL;
}

static void aligned_blocks(void) {
    enum { MOST = 24 * 4 };
    static const size_t asked[] = {1, 200, 20000, 300000};
    bool got = true, right = true, ours = true, whole = true;
    void *blocks[MOST];
    size_t alignments[MOST], wanted[MOST];
    unsigned count = 0, kinds = has(SUBJECT_SMALL) ? 2 : 4;
    if (!heap->allocate_aligned) {
        return;
    }
    for (size_t alignment = 1; alignment <= heap->largest_alignment; alignment *= 2) {
        for (unsigned i = 0; i < kinds; i++) {
            void *block = heap->allocate_aligned(alignment, asked[i]);
            got &= block != NULL;
            if (!block || count == MOST) {
                continue;
            }
            right &= aligned(block, alignment) && on_16(block);
            ours &= owned(block);
            size_t usable = usable_of_aligned(block, alignment, asked[i]);
            whole &= usable >= asked[i];
            fill(block, usable, count);
            wanted[count] = asked[i];
            alignments[count] = alignment;
            blocks[count++] = block;
        }
    }
    bool kept = true, resized = true;
    for (unsigned i = 0; i < count; i++) {
        size_t usable = usable_of_aligned(blocks[i], alignments[i], wanted[i]);
        kept &= filled(blocks[i], usable, i);
        if (i % 3 == 0 && (heap->reallocate_aligned || heap->reallocate)) {
            void *moved = resize_aligned(blocks[i], alignments[i], usable + 5000);
            resized &= moved && filled(moved, usable, i) &&
                       usable_of_aligned(moved, alignments[i], usable + 5000) >= usable + 5000 &&
                       (!heap->reallocate_aligned || aligned(moved, alignments[i]));
            blocks[i] = moved ? moved : blocks[i];
        }
        release_aligned(blocks[i]);
    }
    CHECK(got);
    CHECK(right);
    CHECK(ours);
    CHECK(whole);
    CHECK(kept);
    CHECK(resized);
}

static void aligned_recallocations(void) {
    bool got = true, right = true, kept = true, zero = true;
    if (!heap->recalloc_aligned) {
        return;
    }
    for (size_t alignment = 1; alignment <= heap->largest_alignment; alignment *= 4) {
        unsigned char *block = heap->recalloc_aligned(NULL, alignment, 30, 10);
        got &= block != NULL;
        if (!block) {
            continue;
        }
        zero &= all_zero(block, 300);
        fill(block, 300, 4);
        size_t old = 300;
        for (unsigned i = 0; i < 3; i++) {
            size_t size = i == 0 ? 9000 : i == 1 ? 150 : 70000;
            unsigned char *moved = heap->recalloc_aligned(block, alignment, size / 10, 10);
            got &= moved != NULL;
            if (!moved) {
                break;
            }
            right &= aligned(moved, alignment);
            kept &= filled(moved, old < size ? old : size, 4);
            zero &= old >= size || all_zero(moved + old, size - old);
            fill(moved, size, 4);
            block = moved;
            old = size;
        }
        release_aligned(block);
    }
    CHECK(got);
    CHECK(right);
    CHECK(kept);
    CHECK(zero);
}

static void wrong_alignments(void) {
    if (!heap->allocate_aligned || !has(SUBJECT_SETS_ERROR)) {
        return;
    }
    heap->error(true);
    CHECK(heap->allocate_aligned(48, 100) == NULL && heap->error(true) == EINVAL);
    char *block = heap->allocate_aligned(64, 100);
    fill(block, 100, 6);
    CHECK(heap->reallocate_aligned(block, 48, 5000) == NULL && heap->error(true) == EINVAL);
    CHECK(filled(block, 100, 6));
    release_aligned(block);
}

static void reallocations(void) {
    bool got = true, kept = true, large_enough = true, even = true;
    size_t largest = heap->share > 1 ? 200000 : has(SUBJECT_REUSES) ? SIZE_MAX : 1u << 20;
    if (!heap->reallocate) {
        return;
    }
    for (unsigned from = 0; from < SIZES; from++) {
        for (unsigned to = 1; to < SIZES; to++) {
            if (sizes[from] > largest || sizes[to] > largest) {
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
                size_t usable = usable_of(moved, sizes[to]);
                large_enough &= usable >= sizes[to];
                even &= on_16(moved);
                fill(moved, usable, to);
            }
            heap->release(moved ? moved : block);
        }
    }
    CHECK(got);
    CHECK(kept);
    CHECK(large_enough);
    CHECK(even);

    unsigned char *growing = heap->allocate(1);
    growing[0] = 0;
    size_t size = 1;
    bool steady = true;
    while (steady &&
           size < (has(SUBJECT_REUSES) ? 4u << 20
                                       : 256u << 10)) { /* the way a script string or an array grows */
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

static void any_pointer(void) {
    static int in_image;
    int on_stack;
    if (!heap->claims) {
        return;
    }
    CHECK(!heap->claims(NULL));
    CHECK(!heap->claims(&in_image));
    CHECK(!heap->claims(&on_stack));
    CHECK(!heap->claims((const void *)(uintptr_t)any_pointer));
    void *other = mp_test_other_block(100), *other_large = mp_test_other_block(1 << 20);
    CHECK(!heap->claims(other));
    CHECK(!heap->claims(other_large));
    mp_test_other_release(other_large);
    mp_test_other_release(other);
    unsigned claimed = 0; /* every 64 KB of the address space, oddly aligned: none that is free is ours */
    for (uint64_t address = 1; address < UINT64_C(1) << 32; address += 65536 - 7) {
        const void *pointer = (const void *)(uintptr_t)address;
        bool empty = mp_test_is_free(pointer);
        claimed += (empty || has(SUBJECT_JUDGES_ALL)) && heap->claims(pointer) && empty;
    }
    CHECK(claimed == 0);
    CHECK(!heap->claims((const void *)UINTPTR_MAX));
    CHECK(!heap->claims((const void *)(UINTPTR_MAX - 15)));
    char *block = heap->allocate(100000);
    for (unsigned i = 1; i < 100000 && has(SUBJECT_JUDGES_ALL); i += 999) {
        heap->claims(block + i); /* either answer is allowed inside a block, a fault is not */
    }
    CHECK(!heap->owns || heap->claims(block));
    heap->release(block);
}

/* A block of the heap behind goes on to it, whatever is asked. */
static void foreign_blocks(void) {
    if (!heap->foreign || heap->foreign_refused) {
        return;
    }
    char *block = heap->foreign(100);
    CHECK(block && heap->foreign_lives(block));
    CHECK(!heap->claims || !heap->claims(block));
    CHECK(!heap->usable_size || heap->usable_size(block) == 100);
    heap->release(block);
    CHECK(!heap->foreign_lives(block));
    if (heap->reallocate) {
        block = heap->foreign(100);
        fill(block, 100, 7);
        block = heap->reallocate(block, 40000);
        CHECK(block && filled(block, 100, 7) && usable_of(block, 40000) >= 40000);
        block = heap->reallocate(block, 50);
        CHECK(block && filled(block, 50, 7));
        heap->release(block);
    }
    if (heap->reallocate && has(SUBJECT_ZERO_FREES)) {
        block = heap->foreign(100);
        CHECK(heap->reallocate(block, 0) == NULL && !heap->foreign_lives(block));
    }
    if (heap->recalloc) {
        block = heap->foreign(100);
        fill(block, 100, 7);
        block = heap->recalloc(block, 500, 10);
        CHECK(block && filled(block, 100, 7) && all_zero(block + 100, 4900));
        heap->release(block);
    }
}

/* One that is not taken in is left alone. */
static void refused_blocks(void) {
    if (!heap->foreign || !heap->foreign_refused) {
        return;
    }
    char *block = heap->foreign(100);
    fill(block, 100, 7);
    heap->release(block);
    CHECK(heap->foreign_lives(block) && filled(block, 100, 7));
    CHECK(heap->reallocate(block, 200) == NULL && heap->reallocate(block, 0) == NULL);
    CHECK(heap->usable_size(block) == 0);
    CHECK(heap->foreign_lives(block) && filled(block, 100, 7));
}

/* More than the address space of the process has, and the most a caller may ask for. */
static void impossible_sizes(void) {
    size_t most = 0x7FFF0000;
    CHECK(heap->allocate(most) == NULL && refused_for_memory());
    CHECK(heap->allocate(most - 64) == NULL && refused_for_memory());
    CHECK(!heap->allocate_zeroed || heap->allocate_zeroed(1, most - 4096) == NULL);
    CHECK(!heap->allocate_aligned || heap->allocate_aligned(4096, most - 4096) == NULL);
    if (has(SUBJECT_TAKES_NULL)) {
        CHECK(heap->allocate(SIZE_MAX) == NULL && refused_for_memory());
        CHECK(heap->allocate(SIZE_MAX - 40) == NULL && refused_for_memory());
    }
    if (!heap->reallocate) {
        return;
    }
    char *block = heap->allocate(5000);
    fill(block, 5000, 3);
    CHECK(heap->reallocate(block, most - 100) == NULL);
    CHECK(filled(block, 5000, 3));
    if (has(SUBJECT_TAKES_NULL)) {
        CHECK(heap->reallocate(block, SIZE_MAX - 40) == NULL && filled(block, 5000, 3));
    }
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
    CHECK(heap->allocate(1u << 30) == NULL);
    if (count > 0 && heap->reallocate) {
        fill(blocks[0], 1u << 20, 9);
        CHECK(heap->reallocate(blocks[0], 1u << 30) == NULL);
        CHECK(filled(blocks[0], 1u << 20, 9));
    }
    for (unsigned i = 0; i < count; i++) {
        heap->release(blocks[i]);
    }
    if (has(SUBJECT_REUSES)) {
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
    uint32_t size, seed, alignment; /* 0: a plain block */
} parcel;                           /* stands at the start of every block of the torture */

static void *mailboxes[MAILBOXES];
static unsigned rounds;
static uint32_t mistakes, refused, served;
static const subject *const *mixed; /* or NULL: heap alone */
static unsigned mixed_count;

static const subject *any_subject(uint32_t *seed) {
    return mixed ? mixed[next_random(seed) % mixed_count] : heap;
}

static void mistake(void) {
    __atomic_fetch_add(&mistakes, 1, __ATOMIC_RELAXED);
}

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
        size = next_random(seed) % (has(SUBJECT_REUSES) ? 3200000 : 300000);
    }
    return size + sizeof(parcel);
}

static void wrap(void *block, size_t size, size_t alignment, uint32_t seed) {
    parcel label = {(uint32_t)size, seed, (uint32_t)alignment};
    memcpy(block, &label, sizeof label);
    fill((char *)block + sizeof label, size - sizeof label, seed);
}

/* The size when the block is as it was wrapped, else 0. */
static size_t unwrap(const subject *by, const void *block, parcel *label) {
    memcpy(label, block, sizeof *label);
    if (label->size < sizeof *label ||
        (by->usable_size && label->alignment == 0 && by->usable_size(block) < label->size) ||
        (label->alignment != 0 && !aligned(block, label->alignment))) {
        return 0;
    }
    return filled((const char *)block + sizeof *label, label->size - sizeof *label, label->seed) ? label->size
                                                                                                 : 0;
}

static void verify_and_release(const subject *by, void *block) {
    parcel label;
    if ((by->owns && !by->owns(block)) || unwrap(by, block, &label) == 0) {
        mistake();
    } else if (label.alignment != 0 && by->release_aligned) {
        by->release_aligned(block);
    } else {
        by->release(block);
    }
}

static void *random_block(uint32_t *seed) {
    const subject *by = any_subject(seed);
    size_t size = random_size(seed), alignment = 0;
    uint32_t kind = next_random(seed) % 10;
    void *block;
    if (kind == 0 && by->allocate_zeroed) {
        block = by->allocate_zeroed(1, size);
        if (block && !all_zero(block, size)) {
            mistake();
        }
    } else if (kind == 1 && by->allocate_aligned && !mixed) {
        alignment = (size_t)16 << next_random(seed) % 9;
        block = by->allocate_aligned(alignment, size);
        if (block && !aligned(block, alignment)) {
            mistake();
        }
        if ((by->traits & SUBJECT_ALIGNED_PLAIN) != 0) {
            alignment = 0;
        }
    } else {
        block = by->allocate(size);
    }
    __atomic_fetch_add(block ? &served : &refused, 1, __ATOMIC_RELAXED);
    if (block) {
        wrap(block, size, alignment, next_random(seed));
    }
    return block;
}

static void resize_one(void **slot, uint32_t *seed) {
    const subject *by = any_subject(seed);
    parcel label;
    by = by->reallocate ? by : heap;
    size_t old = unwrap(by, *slot, &label), size = random_size(seed);
    void *moved = NULL;
    if (old != 0 && label.alignment != 0) {
        moved = by->reallocate_aligned(*slot, label.alignment, size);
    } else if (old != 0) {
        moved = by->reallocate(*slot, size);
    }
    if (moved) {
        size_t common = old < size ? old : size;
        if (!filled((char *)moved + sizeof label, common - sizeof label, label.seed)) {
            mistake();
        }
        wrap(moved, size, label.alignment, next_random(seed));
        *slot = moved;
    } else if (old != 0) {
        __atomic_fetch_add(&refused, 1, __ATOMIC_RELAXED);
    } else {
        mistake();
    }
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
        } else if (what < 3 && heap->reallocate) {
            resize_one(slot, &seed);
        } else if (what < 7) { /* swap with a mailbox: whoever finds it frees it */
            *slot = __atomic_exchange_n(&mailboxes[next_random(&seed) % MAILBOXES], *slot, __ATOMIC_ACQ_REL);
        } else {
            verify_and_release(any_subject(&seed), *slot);
            *slot = NULL;
        }
    }
    for (unsigned i = 0; i < SLOTS; i++) {
        if (slots[i]) {
            verify_and_release(any_subject(&seed), slots[i]);
        }
    }
    detach();
}

static void torture(void) {
    if (has(SUBJECT_OF_ITS_THREAD)) {
        return;
    }
    uint64_t before = heap->live ? heap->live() : 0;
    mistakes = refused = served = 0;
    rounds = (has(SUBJECT_REUSES) ? 60000 : 6000) / heap->share;
    mp_workers_run(THREADS, torture_one);
    uint32_t seed = 99;
    for (unsigned i = 0; i < MAILBOXES; i++) {
        if (mailboxes[i]) {
            verify_and_release(any_subject(&seed), mailboxes[i]);
            mailboxes[i] = NULL;
        }
    }
    printf("torture: %u blocks, %u refused\n", served, refused);
    CHECK(mistakes == 0);
    CHECK(served > rounds);
    CHECK(!has(SUBJECT_REUSES) || refused == 0);
    CHECK(!heap->live || heap->live() == before); /* nothing leaked */
}

/* --- the suites ------------------------------------------------------------------------------------------
 */

void suite_run(const subject *asked) {
    heap = asked;
    zero_sizes();
    null_pointers();
    no_bytes_instead();
    every_size();
    zeroed();
    products();
    aligned_blocks();
    aligned_recallocations();
    wrong_alignments();
    reallocations();
    recallocations();
    any_pointer();
    foreign_blocks();
    refused_blocks();
    torture();
}

void suite_run_to_the_end(const subject *asked) {
    heap = asked;
    if (!has(SUBJECT_LIMITED) || has(SUBJECT_THROWS)) {
        return;
    }
    impossible_sizes();
    exhaustion();
}

/* From one to another and, grown there, back. */
static bool passes_over(const subject *from, const subject *to, size_t size) {
    char *block = from->allocate(size);
    if (!block) {
        return false;
    }
    fill(block, size, 8);
    size_t usable = to->usable_size ? to->usable_size(block) : size;
    bool right = usable >= size && filled(block, size, 8);
    if (to->reallocate) {
        char *moved = to->reallocate(block, size + 3000);
        right = right && moved && filled(moved, size, 8);
        block = moved ? moved : block;
    }
    if (from->reallocate) {
        char *moved = from->reallocate(block, size / 2 + 1);
        right = right && moved && filled(moved, size / 2 < size ? size / 2 : size, 8);
        block = moved ? moved : block;
    }
    to->release(block);
    return right;
}

void suite_run_mixed(const subject *const *asked, unsigned count) {
    static const size_t wanted[] = {0, 24, 3000, 90000, 1500000};
    heap = asked[0];
    uint64_t before = heap->live ? heap->live() : 0;
    for (unsigned i = 0; i < count; i++) {
        bool right = true;
        for (unsigned j = 0; j < count; j++) {
            for (unsigned k = 0; k < (has(SUBJECT_REUSES) ? 5u : 3u); k++) {
                right &= passes_over(asked[i], asked[j], wanted[k]);
            }
        }
        if (!CHECK(right)) {
            printf("blocks of %s do not pass\n", asked[i]->name);
        }
    }
    CHECK(!heap->live || heap->live() == before);
    mixed = asked;
    mixed_count = count;
    torture();
    mixed = NULL;
}
