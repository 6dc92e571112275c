#include "block.h"

#include <string.h>

#define PART_ALIGNMENT  64
#define BLOCK_ALIGNMENT 65536
#define PART_TABLE      sizeof(mp_block_header)

/* Kind, head, stride and count of every part, in the order of their kinds. */
typedef struct part_shape {
    mp_part_kind kind;
    uint32_t head, stride, count;
} part_shape;

static void shapes(part_shape out[MP_PART_COUNT]) {
    const uint32_t sample = (uint32_t)(sizeof(mp_block_sample) + 8 * mp_metrics_in_ring());
    const part_shape all[MP_PART_COUNT] = {
        {MP_PART_METRICS, 0, sizeof(mp_block_metric), MP_METRIC_COUNT},
        {MP_PART_LIVE, sizeof(mp_block_live), sizeof(uint64_t), MP_METRIC_COUNT},
        {MP_PART_SAMPLES, sizeof(mp_block_ring), sample, MP_BLOCK_SAMPLES},
        {MP_PART_EVENTS, sizeof(mp_block_ring), sizeof(mp_block_event), MP_BLOCK_EVENTS},
        {MP_PART_PATCHES, sizeof(mp_block_table), sizeof(mp_block_patch), MP_MAX_PATCHES},
        {MP_PART_PROPERTIES, sizeof(mp_block_table), sizeof(mp_block_property), MP_MAX_PROPERTIES},
        {MP_PART_BUDGETS, sizeof(mp_block_table), sizeof(mp_block_budget), MP_MAX_BUDGETS},
        {MP_PART_THREADS, sizeof(mp_block_table), sizeof(mp_block_thread), MP_MAX_THREADS},
    };
    memcpy(out, all, sizeof all);
}

static uint32_t aligned(uint32_t value, uint32_t alignment) {
    return (value + alignment - 1) & ~(alignment - 1);
}

/* Fills the part table and returns where the last part ends. */
static uint32_t place(mp_block_part parts[MP_PART_COUNT]) {
    part_shape all[MP_PART_COUNT];
    shapes(all);
    uint32_t at = aligned(PART_TABLE + MP_PART_COUNT * sizeof(mp_block_part), PART_ALIGNMENT);
    for (int i = 0; i < MP_PART_COUNT; i++) {
        uint32_t size = all[i].head + all[i].stride * all[i].count;
        parts[i] = (mp_block_part){all[i].kind, at, size, all[i].head, all[i].stride, all[i].count, {0, 0}};
        at = aligned(at + size, PART_ALIGNMENT);
    }
    return at;
}

uint32_t mp_block_size(void) {
    mp_block_part parts[MP_PART_COUNT];
    return aligned(place(parts), BLOCK_ALIGNMENT);
}

static mp_block_header *header_of(const mp_block *block) {
    return (mp_block_header *)(void *)block->base;
}

static const mp_block_part *part_of(const mp_block *block, mp_part_kind kind) {
    return &block->parts[kind - 1];
}

static void *head_of(const mp_block *block, mp_part_kind kind) {
    return block->base + part_of(block, kind)->offset;
}

static void *entry_of(const mp_block *block, mp_part_kind kind, uint32_t index) {
    const mp_block_part *part = part_of(block, kind);
    return block->base + part->offset + part->entries + part->stride * index;
}

/* Readers look on while this writes, so every word goes in one piece; the sequence or the serial around
 * it tells them whether the whole belongs together. */
static void put_words(void *to, const void *from, size_t bytes) {
    uint64_t *target = to;
    const uint64_t *source = from;
    for (size_t i = 0; i < bytes / sizeof(uint64_t); i++) {
        __atomic_store_n(&target[i], source[i], __ATOMIC_RELAXED);
    }
}

static void begin_write(uint32_t *sequence) {
    /* The exchange keeps the writes that follow behind it. */
    __atomic_exchange_n(sequence, __atomic_load_n(sequence, __ATOMIC_RELAXED) + 1, __ATOMIC_ACQ_REL);
}

static void end_write(uint32_t *sequence) {
    __atomic_store_n(sequence, __atomic_load_n(sequence, __ATOMIC_RELAXED) + 1, __ATOMIC_RELEASE);
}

void mp_block_create(mp_block *block, void *base, uint32_t size, const mp_block_identity *identity) {
    block->base = base;
    block->newest_sample = 0;
    block->newest_event = 0;
    mp_metrics_ring_slots(block->ring_slots);

    mp_block_header *header = header_of(block);
    header->major = MP_BLOCK_MAJOR;
    header->minor = MP_BLOCK_MINOR;
    header->header_size = sizeof *header;
    header->total_size = size;
    header->part_count = MP_PART_COUNT;
    header->part_table = PART_TABLE;
    header->part_stride = sizeof(mp_block_part);
    memcpy(header->token, identity->token, sizeof header->token);
    header->state = MP_BLOCK_STARTING;
    header->flags = identity->flags;
    header->process_id = identity->process_id;
    header->start_filetime = identity->start_filetime;
    header->clock_frequency = identity->clock_frequency;
    header->clock_start = identity->clock_start;
    header->sample_period_ms = identity->sample_period_ms;
    header->address_period_ms = identity->address_period_ms;

    place(block->parts);
    memcpy(block->base + PART_TABLE, block->parts, sizeof block->parts);
    mp_metrics_describe(entry_of(block, MP_PART_METRICS, 0));
    for (uint32_t i = 0; i < MP_METRIC_COUNT; i++) {
        *(uint64_t *)entry_of(block, MP_PART_LIVE, i) = MP_BLOCK_NO_VALUE;
    }
    uint64_t magic;
    memcpy(&magic, MP_BLOCK_MAGIC, sizeof magic);
    __atomic_store_n((uint64_t *)(void *)header->magic, magic, __ATOMIC_RELEASE);
}

static void put_live(mp_block *block, uint64_t serial, uint64_t time_ns, const uint64_t *values) {
    mp_block_live *live = head_of(block, MP_PART_LIVE);
    begin_write(&live->sequence);
    __atomic_store_n(&live->serial, serial, __ATOMIC_RELAXED);
    __atomic_store_n(&live->time_ns, time_ns, __ATOMIC_RELAXED);
    put_words(entry_of(block, MP_PART_LIVE, 0), values, MP_METRIC_COUNT * sizeof *values);
    end_write(&live->sequence);
}

static void put_sample(mp_block *block, uint64_t serial, uint64_t time_ns, const uint64_t *values) {
    mp_block_ring *ring = head_of(block, MP_PART_SAMPLES);
    mp_block_sample *sample = entry_of(block, MP_PART_SAMPLES, (uint32_t)((serial - 1) % MP_BLOCK_SAMPLES));
    __atomic_exchange_n(&sample->serial, 0, __ATOMIC_ACQ_REL);
    __atomic_store_n(&sample->time_ns, time_ns, __ATOMIC_RELAXED);
    for (uint32_t i = 0; i < MP_METRIC_COUNT; i++) {
        if (block->ring_slots[i] != MP_BLOCK_NO_SLOT) {
            __atomic_store_n(&sample->values[block->ring_slots[i]], values[i], __ATOMIC_RELAXED);
        }
    }
    __atomic_store_n(&sample->serial, serial, __ATOMIC_RELEASE);
    __atomic_store_n(&ring->newest, serial, __ATOMIC_RELEASE);
}

void mp_block_sample_put(mp_block *block, uint64_t time_ns, const uint64_t *values) {
    uint64_t serial = ++block->newest_sample;
    put_sample(block, serial, time_ns, values);
    put_live(block, serial, time_ns, values);
}

void mp_block_event_put(mp_block *block, const mp_block_event *event, uint64_t lost) {
    uint64_t serial = ++block->newest_event;
    mp_block_ring *ring = head_of(block, MP_PART_EVENTS);
    mp_block_event *entry = entry_of(block, MP_PART_EVENTS, (uint32_t)((serial - 1) % MP_BLOCK_EVENTS));
    __atomic_exchange_n(&entry->serial, 0, __ATOMIC_ACQ_REL);
    put_words(&entry->time_ns, &event->time_ns, sizeof *event - offsetof(mp_block_event, time_ns));
    __atomic_store_n(&entry->serial, serial, __ATOMIC_RELEASE);
    __atomic_store_n(&ring->lost, lost, __ATOMIC_RELAXED);
    __atomic_store_n(&ring->newest, serial, __ATOMIC_RELEASE);
}

void mp_block_table_put(mp_block *block, const mp_table *table) {
    mp_block_table *head = head_of(block, table->kind);
    begin_write(&head->sequence);
    __atomic_store_n(&head->used, table->used, __ATOMIC_RELAXED);
    __atomic_store_n(&head->time_ns, table->time_ns, __ATOMIC_RELAXED);
    put_words(entry_of(block, table->kind, 0), table->entries, (size_t)table->used * table->stride);
    end_write(&head->sequence);
}

void mp_block_heartbeat(mp_block *block, uint64_t time_ns, uint64_t clock) {
    mp_block_header *header = header_of(block);
    __atomic_store_n(&header->heartbeat_clock, clock, __ATOMIC_RELAXED);
    __atomic_store_n(&header->heartbeat_ns, time_ns, __ATOMIC_RELAXED);
    __atomic_store_n(&header->heartbeat, __atomic_load_n(&header->heartbeat, __ATOMIC_RELAXED) + 1,
                     __ATOMIC_RELEASE);
}

void mp_block_mode(mp_block *block, uint32_t mode) {
    __atomic_store_n(&header_of(block)->mode, mode, __ATOMIC_RELEASE);
}

void mp_block_flag(mp_block *block, uint32_t flag) {
    __atomic_or_fetch(&header_of(block)->flags, flag, __ATOMIC_RELEASE);
}

void mp_block_state_set(mp_block *block, mp_block_state state, uint64_t time_ns) {
    mp_block_header *header = header_of(block);
    if (state == MP_BLOCK_CLOSING) {
        __atomic_store_n(&header->closed_ns, time_ns, __ATOMIC_RELAXED);
    }
    __atomic_store_n(&header->state, (uint32_t)state, __ATOMIC_RELEASE);
}
