/*
 * One writer that never rests, several readers that read as docs/telemetry-block.md says: what they accept
 * must be whole. Every value follows from the serial, so a mixture of two writes shows.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "stats/block.h"

#define READERS 3
#define WRITES  30000

static uint8_t *memory;
static mp_block block;
static uint32_t stop;

typedef struct reader_result {
    uint64_t live, samples, events, tables, mixtures;
} reader_result;

static uint64_t value_of(uint64_t serial, uint32_t slot) {
    return serial * 1000003u + slot;
}

static const mp_block_part *part(mp_part_kind kind) {
    return &block.parts[kind - 1];
}

static uint8_t *entry(mp_part_kind kind, uint32_t index) {
    return memory + part(kind)->offset + part(kind)->entries + part(kind)->stride * index;
}

static uint64_t load(const void *at) {
    return __atomic_load_n((const uint64_t *)at, __ATOMIC_RELAXED);
}

/* An acquire fence as a sanitizer understands it: an acquiring read-modify-write of the guard itself would
 * write to it, so each word is loaded acquiring instead, which orders the second look behind them. */
static void copy(uint64_t *to, const void *from, size_t words) {
    for (size_t i = 0; i < words; i++) {
        to[i] = __atomic_load_n((const uint64_t *)from + i, __ATOMIC_ACQUIRE);
    }
}

static void read_live(reader_result *result) {
    const mp_block_live *live = (const void *)(memory + part(MP_PART_LIVE)->offset);
    uint32_t before = __atomic_load_n(&live->sequence, __ATOMIC_ACQUIRE);
    uint64_t values[MP_METRIC_COUNT];
    uint64_t serial = __atomic_load_n(&live->serial, __ATOMIC_ACQUIRE);
    copy(values, entry(MP_PART_LIVE, 0), MP_METRIC_COUNT);
    if (before % 2 == 1 || __atomic_load_n(&live->sequence, __ATOMIC_RELAXED) != before || serial == 0) {
        return;
    }
    result->live++;
    for (uint32_t i = 0; i < MP_METRIC_COUNT; i++) {
        result->mixtures += values[i] != value_of(serial, i);
    }
}

static void read_sample(reader_result *result, uint64_t serial) {
    const uint8_t *sample = entry(MP_PART_SAMPLES, (uint32_t)((serial - 1) % MP_BLOCK_SAMPLES));
    if (__atomic_load_n((const uint64_t *)(const void *)sample, __ATOMIC_ACQUIRE) != serial) {
        return;
    }
    uint64_t words[1 + MP_METRIC_COUNT];
    const uint32_t count = part(MP_PART_SAMPLES)->stride / 8 - 1;
    copy(words, sample + 8, count);
    if (load(sample) != serial) {
        return;
    }
    result->samples++;
    result->mixtures += words[0] != serial * 7;
    for (uint32_t slot = 0; slot < MP_METRIC_COUNT; slot++) {
        uint32_t ring_slot = block.ring_slots[slot];
        result->mixtures += ring_slot != MP_BLOCK_NO_SLOT && words[1 + ring_slot] != value_of(serial, slot);
    }
}

static void read_event(reader_result *result, uint64_t serial) {
    const uint8_t *at = entry(MP_PART_EVENTS, (uint32_t)((serial - 1) % MP_BLOCK_EVENTS));
    mp_block_event event;
    if (__atomic_load_n((const uint64_t *)(const void *)at, __ATOMIC_ACQUIRE) != serial) {
        return;
    }
    copy((uint64_t *)(void *)&event, at, sizeof event / 8);
    if (load(at) != serial) {
        return;
    }
    char expected[32];
    snprintf(expected, sizeof expected, "event %u", (unsigned)event.a);
    result->events++;
    result->mixtures += event.a != serial || event.b != serial * 3 || strcmp(event.text, expected) != 0;
}

static void read_table(reader_result *result) {
    const mp_block_table *table = (const void *)(memory + part(MP_PART_PROPERTIES)->offset);
    uint32_t before = __atomic_load_n(&table->sequence, __ATOMIC_ACQUIRE);
    mp_block_property property;
    copy((uint64_t *)(void *)&property, entry(MP_PART_PROPERTIES, 0), sizeof property / 8);
    if (before % 2 == 1 || __atomic_load_n(&table->sequence, __ATOMIC_RELAXED) != before || before == 0) {
        return;
    }
    result->tables++;
    result->mixtures += strcmp(property.key, property.value) != 0;
}

static void *reader(void *result_value) {
    reader_result *result = result_value;
    const mp_block_ring *samples = (const void *)(memory + part(MP_PART_SAMPLES)->offset);
    const mp_block_ring *events = (const void *)(memory + part(MP_PART_EVENTS)->offset);
    while (!__atomic_load_n(&stop, __ATOMIC_ACQUIRE)) {
        read_live(result);
        read_table(result);
        uint64_t newest = __atomic_load_n(&samples->newest, __ATOMIC_ACQUIRE);
        for (uint64_t back = 0; back < MP_BLOCK_SAMPLES && back < newest; back += 97) {
            read_sample(result, newest - back);
        }
        for (int i = 0; i < 100; i++) { /* the entry that is written over next */
            newest = __atomic_load_n(&samples->newest, __ATOMIC_ACQUIRE);
            read_sample(result, newest < MP_BLOCK_SAMPLES ? 1 : newest - MP_BLOCK_SAMPLES + 1);
        }
        newest = __atomic_load_n(&events->newest, __ATOMIC_ACQUIRE);
        for (uint64_t back = 0; back < MP_BLOCK_EVENTS && back < newest; back += 31) {
            read_event(result, newest - back);
        }
        for (int i = 0; i < 100; i++) {
            newest = __atomic_load_n(&events->newest, __ATOMIC_ACQUIRE);
            read_event(result, newest < MP_BLOCK_EVENTS ? 1 : newest - MP_BLOCK_EVENTS + 1);
        }
    }
    return NULL;
}

static void write_all(void) {
    uint64_t values[MP_METRIC_COUNT];
    static _Alignas(8) mp_block_property property;
    const mp_table table = {MP_PART_PROPERTIES, &property, sizeof property, 1, true, 0};
    for (uint64_t serial = 1; serial <= WRITES; serial++) {
        for (uint32_t i = 0; i < MP_METRIC_COUNT; i++) {
            values[i] = value_of(serial, i);
        }
        mp_block_sample_put(&block, serial * 7, values);
        mp_block_event event = {.a = serial, .b = serial * 3};
        snprintf(event.text, sizeof event.text, "event %u", (unsigned)serial);
        mp_block_event_put(&block, &event, 0);
        snprintf(property.key, sizeof property.key, "%u", (unsigned)(serial * 31));
        snprintf(property.value, sizeof property.value, "%u", (unsigned)(serial * 31));
        mp_block_table_put(&block, &table);
        mp_block_heartbeat(&block, serial, serial);
    }
}

int main(void) {
    const uint32_t size = mp_block_size();
    memory = aligned_alloc(64, size);
    memset(memory, 0, size);
    const mp_block_identity identity = {.process_id = 1};
    mp_block_create(&block, memory, size, &identity);
    pthread_t threads[READERS];
    reader_result results[READERS] = {0};
    for (int i = 0; i < READERS; i++) {
        pthread_create(&threads[i], NULL, reader, &results[i]);
    }
    write_all();
    __atomic_store_n(&stop, 1, __ATOMIC_RELEASE);
    for (int i = 0; i < READERS; i++) {
        pthread_join(threads[i], NULL);
        CHECK(results[i].mixtures == 0);
        printf("reader %d: %u live, %u samples, %u events, %u tables\n", i, (unsigned)results[i].live,
               (unsigned)results[i].samples, (unsigned)results[i].events, (unsigned)results[i].tables);
    }
    reader_result final = {0};
    read_live(&final);
    read_table(&final);
    for (uint64_t serial = 1; serial <= WRITES; serial++) {
        read_sample(&final, serial);
        read_event(&final, serial);
    }
    CHECK(final.live == 1 && final.tables == 1 && final.mixtures == 0);
    CHECK(final.samples == MP_BLOCK_SAMPLES);
    CHECK(final.events == MP_BLOCK_EVENTS);
    free(memory);
    return check_result();
}
