#include "heap/large_pages.h"

#include "heap/os.h"

enum { WORDS = 1 << 15 };

static uint32_t backed[WORDS];

mp_pages mp_pages_touched(uint32_t start, uint32_t size) {
    uint32_t last = start + size - 1;
    return (mp_pages){start / MP_OS_PAGE, last / MP_OS_PAGE + 1};
}

mp_pages mp_pages_inside(uint32_t start, uint32_t size) {
    uint32_t first = start / MP_OS_PAGE + (start % MP_OS_PAGE != 0);
    uint32_t end = (uint32_t)(((uint64_t)start + size) / MP_OS_PAGE);
    return (mp_pages){first, end > first ? end : first};
}

/* Bits of word that stand for pages of the stretch. */
static uint32_t mask_of(uint32_t word, mp_pages pages) {
    uint32_t mask = UINT32_MAX;
    if (word == pages.first / 32) {
        mask &= UINT32_MAX << pages.first % 32;
    }
    if (word == (pages.end - 1) / 32) {
        mask &= UINT32_MAX >> (31 - (pages.end - 1) % 32);
    }
    return mask;
}

mp_pages mp_pages_missing(mp_pages pages) {
    mp_pages missing = {0, 0};
    if (pages.first == pages.end) {
        return missing;
    }
    for (uint32_t word = pages.first / 32; word <= (pages.end - 1) / 32; word++) {
        uint32_t bits = ~backed[word] & mask_of(word, pages);
        if (bits != 0) {
            if (missing.end == 0) {
                missing.first = word * 32 + (uint32_t)__builtin_ctz(bits);
            }
            missing.end = word * 32 + 32 - (uint32_t)__builtin_clz(bits);
        }
    }
    return missing;
}

/* The processors the game supports need not count bits themselves. */
static uint32_t count(uint32_t bits) {
    bits -= bits >> 1 & 0x55555555u;
    bits = (bits & 0x33333333u) + (bits >> 2 & 0x33333333u);
    return ((bits + (bits >> 4)) & 0x0F0F0F0Fu) * 0x01010101u >> 24;
}

typedef enum change { LOOK, MARK, CLEAR } change;

static inline uint32_t visit(mp_pages pages, change what) {
    uint32_t total = 0;
    if (pages.first == pages.end) {
        return 0;
    }
    for (uint32_t word = pages.first / 32; word <= (pages.end - 1) / 32; word++) {
        uint32_t mask = mask_of(word, pages);
        uint32_t before = backed[word];
        total += count((what == MARK ? ~before : before) & mask);
        if (what == MARK) {
            backed[word] = before | mask;
        } else if (what == CLEAR) {
            backed[word] = before & ~mask;
        }
    }
    return total;
}

uint32_t mp_pages_backed(mp_pages pages) {
    return visit(pages, LOOK);
}

uint32_t mp_pages_mark(mp_pages pages) {
    return visit(pages, MARK);
}

uint32_t mp_pages_clear(mp_pages pages) {
    return visit(pages, CLEAR);
}
