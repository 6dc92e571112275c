#include "heap/pointer_set.h"

#include "heap/lock.h"
#include "heap/os.h"

enum { SHARDS = 16, FIRST_CAPACITY = 4096 };

typedef struct entry {
    uintptr_t pointer; /* 0: vacant */
    void *raw;
} entry;

typedef struct shard {
    mp_lock lock;
    entry *entries;
    uint32_t capacity; /* a power of two */
    uint32_t count;
} __attribute__((aligned(64))) shard;

static shard shards[SHARDS];

static uint32_t hash(uintptr_t pointer) {
    uint32_t mixed = (uint32_t)(pointer >> 4) * 0x9E3779B1u;
    return mixed ^ mixed >> 15;
}

static shard *shard_of(uintptr_t pointer) {
    return &shards[hash(pointer) % SHARDS];
}

static uint32_t home_of(const shard *in, uintptr_t pointer) {
    return hash(pointer) / SHARDS & (in->capacity - 1);
}

static entry *take_entries(uint32_t capacity) {
    size_t size = capacity * sizeof(entry);
    entry *entries = mp_os_reserve(size);
    if (entries && !mp_os_commit(entries, size)) {
        mp_os_release(entries, size);
        entries = NULL;
    }
    return entries;
}

bool mp_pointer_set_start(void) {
    for (unsigned i = 0; i < SHARDS; i++) {
        shards[i].entries = take_entries(FIRST_CAPACITY);
        if (!shards[i].entries) {
            return false;
        }
        shards[i].capacity = FIRST_CAPACITY;
    }
    return true;
}

/* The entry of pointer, or the vacant one where it belongs. */
static entry *probe(const shard *in, uintptr_t pointer) {
    uint32_t at = home_of(in, pointer);
    while (in->entries[at].pointer != 0 && in->entries[at].pointer != pointer) {
        at = (at + 1) & (in->capacity - 1);
    }
    return &in->entries[at];
}

static void grow(shard *in) {
    if (in->capacity > UINT32_MAX / 2 / sizeof(entry)) {
        return;
    }
    shard larger = {.capacity = in->capacity * 2, .entries = take_entries(in->capacity * 2)};
    if (!larger.entries) {
        return;
    }
    for (uint32_t i = 0; i < in->capacity; i++) {
        if (in->entries[i].pointer != 0) {
            *probe(&larger, in->entries[i].pointer) = in->entries[i];
        }
    }
    mp_os_release(in->entries, in->capacity * sizeof(entry));
    in->entries = larger.entries;
    in->capacity = larger.capacity;
}

bool mp_pointer_set_add(void *pointer, void *raw, bool again) {
    shard *in = shard_of((uintptr_t)pointer);
    if (!mp_lock_enter(&in->lock)) {
        return false;
    }
    if (in->count >= in->capacity / 4 * 3) {
        grow(in);
    }
    /* Without memory to grow it gets slow before it is full, and keeps a little for those that come back. */
    uint32_t most = again ? in->capacity - 1 : in->capacity - in->capacity / 16;
    bool room = in->count < most;
    if (room) {
        *probe(in, (uintptr_t)pointer) = (entry){(uintptr_t)pointer, raw};
        in->count++;
    }
    mp_lock_leave(&in->lock);
    return room;
}

void *mp_pointer_set_find(const void *pointer) {
    if (pointer == NULL || ((uintptr_t)pointer & 15) != 0) {
        return NULL;
    }
    shard *in = shard_of((uintptr_t)pointer);
    if (!mp_lock_enter(&in->lock)) {
        return NULL;
    }
    const entry *found = probe(in, (uintptr_t)pointer);
    void *raw = found->pointer != 0 ? found->raw : NULL;
    mp_lock_leave(&in->lock);
    return raw;
}

/* Moves back what linear probing had pushed past the vacancy. */
static void close_gap(shard *in, uint32_t gap) {
    uint32_t mask = in->capacity - 1;
    for (uint32_t at = (gap + 1) & mask; in->entries[at].pointer != 0; at = (at + 1) & mask) {
        uint32_t home = home_of(in, in->entries[at].pointer);
        if (((at - home) & mask) >= ((at - gap) & mask)) {
            in->entries[gap] = in->entries[at];
            gap = at;
        }
    }
    in->entries[gap].pointer = 0;
}

void *mp_pointer_set_remove(const void *pointer) {
    if (pointer == NULL || ((uintptr_t)pointer & 15) != 0) {
        return NULL;
    }
    shard *in = shard_of((uintptr_t)pointer);
    if (!mp_lock_enter(&in->lock)) {
        return NULL;
    }
    entry *found = probe(in, (uintptr_t)pointer);
    void *raw = NULL;
    if (found->pointer != 0) {
        raw = found->raw;
        in->count--;
        close_gap(in, (uint32_t)(found - in->entries));
    }
    mp_lock_leave(&in->lock);
    return raw;
}
