#include "heap/extents.h"

#include "heap/lock.h"
#include "heap/os.h"

enum { CHUNK = 4 << 20, CHUNKS = 1024, WORDS = 1 << 15 };

typedef struct chunk {
    uint32_t first_page, pages; /* pages 0: unused entry */
    uint32_t free_pages;
} chunk;

static mp_lock lock;
static uint32_t taken[WORDS]; /* a bit for each page of 4 GB, read without the lock */
static chunk chunks[CHUNKS];
static uint16_t chunk_of_unit[65536]; /* index + 1 */
static uint32_t chunk_limit, chunk_count;
static size_t reserved_bytes, taken_bytes;

static void publish(size_t *counter, size_t value) {
    __atomic_store_n(counter, value, __ATOMIC_RELAXED);
}

static bool is_taken(uint32_t page) {
    return __atomic_load_n(&taken[page / 32], __ATOMIC_RELAXED) >> page % 32 & 1;
}

static void mark(uint32_t first, uint32_t pages, bool on) {
    for (uint32_t page = first; page < first + pages;) {
        uint32_t in_word = 32 - page % 32 < first + pages - page ? 32 - page % 32 : first + pages - page;
        uint32_t mask = (in_word == 32 ? UINT32_MAX : (1u << in_word) - 1) << page % 32;
        uint32_t bits = taken[page / 32]; /* only written under the lock */
        __atomic_store_n(&taken[page / 32], on ? bits | mask : bits & ~mask, __ATOMIC_RELAXED);
        page += in_word;
    }
}

/* The first stretch of free pages in the chunk, at the alignment; false when there is none. */
static bool find_in(const chunk *in, uint32_t pages, uint32_t alignment, uint32_t *found) {
    uint32_t end = in->first_page + in->pages;
    uint32_t start = (in->first_page + alignment - 1) & ~(alignment - 1);
    while (start + pages <= end) {
        uint32_t page = start;
        while (page < start + pages && !is_taken(page)) {
            page++;
        }
        if (page == start + pages) {
            *found = start;
            return true;
        }
        while (page < end && is_taken(page)) {
            page += taken[page / 32] == UINT32_MAX && page % 32 == 0 ? 32 : 1;
        }
        start = (page + alignment - 1) & ~(alignment - 1);
    }
    return false;
}

static chunk *add_chunk(uint32_t pages, uint32_t alignment) {
    size_t least = (size_t)pages * MP_OS_PAGE;
    if (alignment * MP_OS_PAGE > MP_OS_GRANULARITY) {
        least += (size_t)alignment * MP_OS_PAGE;
    }
    least = (least + MP_OS_GRANULARITY - 1) & ~(size_t)(MP_OS_GRANULARITY - 1);
    uint32_t index = 0;
    while (index < chunk_limit && chunks[index].pages != 0) {
        index++;
    }
    size_t got = 0;
    void *memory = index < CHUNKS ? mp_os_reserve_snug(least, least > CHUNK ? least : CHUNK, &got) : NULL;
    if (!memory) {
        return NULL;
    }
    chunk_limit = index == chunk_limit ? index + 1 : chunk_limit;
    uint32_t first = mp_os_offset(memory) / MP_OS_PAGE, count = (uint32_t)(got / MP_OS_PAGE);
    chunks[index] = (chunk){first, count, count};
    for (uint32_t unit = 0; unit < got / MP_OS_GRANULARITY; unit++) {
        chunk_of_unit[mp_os_offset(memory) / MP_OS_GRANULARITY + unit] = (uint16_t)(index + 1);
    }
    __atomic_store_n(&chunk_count, chunk_count + 1, __ATOMIC_RELAXED);
    publish(&reserved_bytes, reserved_bytes + got);
    return &chunks[index];
}

/* The chunk a taken or just given page lies in. */
static chunk *chunk_of(const void *address) {
    return &chunks[chunk_of_unit[mp_os_offset(address) / MP_OS_GRANULARITY] - 1];
}

void *mp_extents_take(size_t size, size_t alignment, bool committed) {
    uint32_t pages = (uint32_t)(size / MP_OS_PAGE);
    uint32_t step = alignment > MP_OS_PAGE ? (uint32_t)(alignment / MP_OS_PAGE) : 1;
    uint32_t first = 0;
    chunk *home = NULL;
    if (!mp_lock_enter(&lock)) {
        return NULL;
    }
    for (uint32_t i = 0; i < chunk_limit && !home; i++) {
        if (chunks[i].free_pages >= pages && find_in(&chunks[i], pages, step, &first)) {
            home = &chunks[i];
        }
    }
    if (!home) {
        home = add_chunk(pages, step);
        if (home && !find_in(home, pages, step, &first)) {
            home = NULL;
        }
    }
    if (home) {
        mark(first, pages, true);
        home->free_pages -= pages;
        publish(&taken_bytes, taken_bytes + size);
    }
    mp_lock_leave(&lock);
    if (!home) {
        return NULL;
    }
    void *address = mp_os_pointer(first * MP_OS_PAGE);
    if (committed && !mp_os_commit(address, size)) {
        mp_extents_give(address, size);
        return NULL;
    }
    return address;
}

void mp_extents_give(void *address, size_t size) {
    uint32_t first = mp_os_offset(address) / MP_OS_PAGE, pages = (uint32_t)(size / MP_OS_PAGE);
    mp_os_decommit(address, size); /* before the pages can be another's */
    chunk gone = {0, 0, 0};
    if (!mp_lock_enter(&lock)) {
        return;
    }
    chunk *home = chunk_of(address);
    mark(first, pages, false);
    home->free_pages += pages;
    publish(&taken_bytes, taken_bytes - size);
    if (home->free_pages == home->pages) {
        gone = *home;
        *home = (chunk){0, 0, 0};
        uint32_t unit = gone.first_page / (MP_OS_GRANULARITY / MP_OS_PAGE);
        for (uint32_t i = 0; i < gone.pages / (MP_OS_GRANULARITY / MP_OS_PAGE); i++) {
            chunk_of_unit[unit + i] = 0;
        }
        __atomic_store_n(&chunk_count, chunk_count - 1, __ATOMIC_RELAXED);
        publish(&reserved_bytes, reserved_bytes - (size_t)gone.pages * MP_OS_PAGE);
    }
    mp_lock_leave(&lock);
    if (gone.pages != 0) {
        mp_os_release(mp_os_pointer(gone.first_page * MP_OS_PAGE), (size_t)gone.pages * MP_OS_PAGE);
    }
}

bool mp_extents_same_chunk(const void *a, const void *b) {
    if (!mp_lock_enter(&lock)) {
        return false;
    }
    bool same = chunk_of(a) == chunk_of(b);
    mp_lock_leave(&lock);
    return same;
}

bool mp_extents_hold(const void *pointer) {
    return mp_os_in_range(pointer) && is_taken(mp_os_offset(pointer) / MP_OS_PAGE);
}

void mp_extents_count(size_t *reserved, size_t *in_use, uint32_t *count) {
    *reserved = __atomic_load_n(&reserved_bytes, __ATOMIC_RELAXED);
    *in_use = __atomic_load_n(&taken_bytes, __ATOMIC_RELAXED);
    *count = __atomic_load_n(&chunk_count, __ATOMIC_RELAXED);
}
