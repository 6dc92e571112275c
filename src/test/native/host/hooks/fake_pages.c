#include "fake_pages.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define RANGE (1ull << 32)
#define PAGE  4096u
#define UNIT  65536u
#define PAGES (RANGE / PAGE)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static uint8_t *base;
static uint32_t reservation_of[PAGES]; /* first page of the reservation + 1, 0 free */
static uint8_t backed[PAGES];
static unsigned calls;
static size_t backed_pages, reserved_pages, most_backed, most_reserved;
static uint32_t now;

void fake_pages_reset(void) {
    if (base == NULL) {
        uint8_t *wide =
            mmap(NULL, RANGE + UNIT, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (wide == MAP_FAILED) {
            perror("mmap");
            exit(2);
        }
        base = (uint8_t *)(((uintptr_t)wide + UNIT - 1) & ~(uintptr_t)(UNIT - 1));
    } else {
        for (size_t page = 0; page < PAGES; page++) {
            if (backed[page]) {
                madvise(base + page * PAGE, PAGE, MADV_DONTNEED);
                mprotect(base + page * PAGE, PAGE, PROT_NONE);
            }
        }
    }
    memset(reservation_of, 0, sizeof reservation_of);
    memset(backed, 0, sizeof backed);
    calls = 0;
    backed_pages = reserved_pages = 0;
    most_backed = most_reserved = SIZE_MAX;
    now = 1000;
}

uintptr_t fake_pages_base(void) {
    return (uintptr_t)base;
}

static size_t page_of(const void *address) {
    return ((uintptr_t)address - (uintptr_t)base) / PAGE;
}

static bool free_from(size_t first, size_t pages) {
    for (size_t page = first; page < first + pages; page++) {
        if (page >= PAGES || reservation_of[page] != 0)
            return false;
    }
    return true;
}

static bool find_hole(size_t pages, size_t *first) {
    for (size_t page = UNIT / PAGE; page + pages <= PAGES; page += UNIT / PAGE) {
        if (free_from(page, pages)) {
            *first = page;
            return true;
        }
    }
    return false;
}

static bool reserve(void *address, size_t size, size_t *first, size_t *pages) {
    size_t start = 0;
    if (address != NULL) {
        start = page_of(address) / (UNIT / PAGE) * (UNIT / PAGE);
        *pages = page_of((uint8_t *)address + size - 1) - start + 1;
        if (!free_from(start, *pages))
            return false;
    } else {
        *pages = (size + PAGE - 1) / PAGE;
        if (!find_hole(*pages, &start))
            return false;
    }
    if (reserved_pages + *pages > most_reserved)
        return false;
    for (size_t page = start; page < start + *pages; page++)
        reservation_of[page] = (uint32_t)start + 1;
    reserved_pages += *pages;
    *first = start;
    return true;
}

static bool back(size_t first, size_t pages) {
    size_t wanted = 0;
    for (size_t page = first; page < first + pages; page++) {
        if (page >= PAGES || reservation_of[page] == 0 || reservation_of[page] != reservation_of[first])
            return false;
        wanted += !backed[page];
    }
    if (backed_pages + wanted > most_backed)
        return false;
    mprotect(base + first * PAGE, pages * PAGE, PROT_READ | PROT_WRITE);
    memset(backed + first, 1, pages);
    backed_pages += wanted;
    return true;
}

static void unback(size_t first, size_t pages) {
    madvise(base + first * PAGE, pages * PAGE, MADV_DONTNEED);
    mprotect(base + first * PAGE, pages * PAGE, PROT_NONE);
    for (size_t page = first; page < first + pages; page++) {
        backed_pages -= backed[page];
        backed[page] = 0;
    }
}

static void unreserve(size_t first) {
    uint32_t mark = (uint32_t)first + 1;
    for (size_t page = first; page < PAGES && reservation_of[page] == mark; page++) {
        if (backed[page])
            unback(page, 1);
        reservation_of[page] = 0;
        reserved_pages--;
    }
}

static void *allocate_locked(void *address, size_t size, uint32_t type, uint32_t protection) {
    size_t first, pages;
    if (size == 0 || protection == 0)
        return NULL;
    if ((type & MP_PAGE_RESERVE) || address == NULL) {
        if (!reserve(address, size, &first, &pages))
            return NULL;
        if ((type & MP_PAGE_COMMIT) && !back(first, pages)) {
            unreserve(first);
            return NULL;
        }
        return base + first * PAGE;
    }
    first = page_of(address);
    pages = page_of((uint8_t *)address + size - 1) - first + 1;
    return (type & MP_PAGE_COMMIT) && back(first, pages) ? base + first * PAGE : NULL;
}

static void *allocate(void *address, size_t size, uint32_t type, uint32_t protection) {
    pthread_mutex_lock(&lock);
    calls++;
    void *result = allocate_locked(address, size, type, protection);
    pthread_mutex_unlock(&lock);
    return result;
}

static bool release_locked(void *address, size_t size, uint32_t type) {
    size_t first = page_of(address);
    if (first >= PAGES || reservation_of[first] == 0)
        return false;
    bool is_base = (uint8_t *)address == base + (size_t)(reservation_of[first] - 1) * PAGE;
    if (type == MP_PAGE_RELEASE) {
        if (!is_base || size != 0)
            return false;
        unreserve(first);
        return true;
    }
    if (type != MP_PAGE_DECOMMIT || (size == 0 && !is_base))
        return false;
    size_t last = size == 0 ? first : page_of((uint8_t *)address + size - 1);
    while (size == 0 && last + 1 < PAGES && reservation_of[last + 1] == reservation_of[first])
        last++;
    if (reservation_of[last] != reservation_of[first])
        return false;
    unback(first, last - first + 1);
    return true;
}

static bool release(void *address, size_t size, uint32_t type) {
    pthread_mutex_lock(&lock);
    calls++;
    bool done = release_locked(address, size, type);
    pthread_mutex_unlock(&lock);
    return done;
}

static uint32_t milliseconds(void) {
    return __atomic_load_n(&now, __ATOMIC_RELAXED);
}

const mp_page_system fake_pages = {allocate, release, milliseconds};

unsigned fake_pages_calls(void) {
    pthread_mutex_lock(&lock);
    unsigned so_far = calls;
    pthread_mutex_unlock(&lock);
    return so_far;
}

size_t fake_pages_backed(void) {
    pthread_mutex_lock(&lock);
    size_t bytes = backed_pages * PAGE;
    pthread_mutex_unlock(&lock);
    return bytes;
}

size_t fake_pages_reserved(void) {
    pthread_mutex_lock(&lock);
    size_t bytes = reserved_pages * PAGE;
    pthread_mutex_unlock(&lock);
    return bytes;
}

bool fake_page_is_backed(const void *address) {
    return backed[page_of(address)];
}

void fake_pages_limit(size_t most_backed_bytes, size_t most_reserved_bytes) {
    most_backed = most_backed_bytes / PAGE;
    most_reserved = most_reserved_bytes / PAGE;
}

void fake_pages_advance(uint32_t by) {
    __atomic_add_fetch(&now, by, __ATOMIC_RELAXED);
}
