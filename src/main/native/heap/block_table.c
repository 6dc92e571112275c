#include "heap/block_table.h"

#include <string.h>

#include "heap/lock.h"
#include "heap/os.h"

#define SHARDS     64u
#define FIRST_SIZE 256u /* records in a shard's first table, a power of two */

typedef struct shard {
    mp_lock lock;
    uint32_t used, size;
    mp_block_record *records;
} __attribute__((aligned(64))) shard;

static shard shards[SHARDS];

static uint32_t hash(const void *pointer) {
    uint32_t h = ((uint32_t)(uintptr_t)pointer >> 4) * 0x9E3779B1u;
    return h ^ h >> 15;
}

static shard *shard_of(const void *pointer) {
    return &shards[hash(pointer) % SHARDS];
}

static uint32_t home(const shard *in, const void *pointer) {
    return hash(pointer) / SHARDS & (in->size - 1);
}

/* Where pointer's record is, or the free place it would take. */
static mp_block_record *place_of(const shard *in, const void *pointer) {
    uint32_t at = home(in, pointer);
    while (in->records[at].pointer != NULL && in->records[at].pointer != pointer)
        at = (at + 1) & (in->size - 1);
    return &in->records[at];
}

static bool grow(shard *in) {
    shard larger = {.used = in->used, .size = in->size == 0 ? FIRST_SIZE : 2 * in->size};
    larger.records = mp_os_heap_allocate(larger.size * sizeof *larger.records);
    if (larger.records == NULL)
        return false;
    memset(larger.records, 0, larger.size * sizeof *larger.records);
    for (uint32_t i = 0; i < in->size; i++) {
        if (in->records[i].pointer != NULL)
            *place_of(&larger, in->records[i].pointer) = in->records[i];
    }
    if (in->records != NULL)
        mp_os_heap_release(in->records);
    in->records = larger.records;
    in->size = larger.size;
    return true;
}

bool mp_block_table_add(const mp_block_record *record) {
    shard *in = shard_of(record->pointer);
    if (!mp_lock_enter(&in->lock))
        return false;
    bool room = (in->used + 1) * 4 <= in->size * 3 || grow(in);
    if (room) {
        *place_of(in, record->pointer) = *record;
        in->used++;
    }
    mp_lock_leave(&in->lock);
    return room;
}

static bool enter_with(shard *in, const void *pointer, mp_block_record **record) {
    if (pointer == NULL || !mp_lock_enter(&in->lock))
        return false;
    *record = in->size != 0 ? place_of(in, pointer) : NULL;
    if (*record != NULL && (*record)->pointer != NULL)
        return true;
    mp_lock_leave(&in->lock);
    return false;
}

bool mp_block_table_find(const void *pointer, mp_block_record *out) {
    shard *in = shard_of(pointer);
    mp_block_record *record;
    if (!enter_with(in, pointer, &record))
        return false;
    *out = *record;
    mp_lock_leave(&in->lock);
    return true;
}

bool mp_block_table_exchange(const void *pointer, uint32_t expected, const mp_block_record *becomes,
                             mp_block_record *out) {
    shard *in = shard_of(pointer);
    mp_block_record *record;
    if (!enter_with(in, pointer, &record))
        return false;
    *out = *record;
    if (record->state == expected) {
        record->state = becomes->state;
        memcpy(record->note, becomes->note, sizeof record->note);
    }
    mp_lock_leave(&in->lock);
    return true;
}

void mp_block_table_remove(const void *pointer) {
    shard *in = shard_of(pointer);
    mp_block_record *record;
    if (!enter_with(in, pointer, &record))
        return;
    uint32_t mask = in->size - 1, hole = (uint32_t)(record - in->records);
    for (uint32_t next = (hole + 1) & mask; in->records[next].pointer != NULL; next = (next + 1) & mask) {
        uint32_t wanted = home(in, in->records[next].pointer);
        if (((next - wanted) & mask) >= ((next - hole) & mask)) {
            in->records[hole] = in->records[next];
            hole = next;
        }
    }
    in->records[hole].pointer = NULL;
    in->used--;
    mp_lock_leave(&in->lock);
}
