/* The block as laid out: what docs/telemetry-block.md promises of tables and directory. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "stats/block.h"

static uint8_t *memory;
static uint32_t size;
static mp_block block;

static const mp_block_header *header(void) {
    return (const mp_block_header *)(const void *)memory;
}

static const mp_block_part *part(uint32_t index) {
    return (const mp_block_part *)(const void *)(memory + header()->part_table +
                                                 index * header()->part_stride);
}

static const void *entry(mp_part_kind kind, uint32_t index) {
    const mp_block_part *of = part(kind - 1);
    return memory + of->offset + of->entries + of->stride * index;
}

static void the_header_says_who_and_how_large(void) {
    CHECK(memcmp(header()->magic, "MEMPOOL\x1a", 8) == 0);
    CHECK(header()->major == 1 && header()->minor == 1);
    CHECK(header()->header_size == 256 && header()->total_size == size);
    CHECK(size % 65536 == 0 && size <= 2u << 20);
    CHECK(header()->state == MP_BLOCK_STARTING && header()->process_id == 77);
    CHECK(header()->token[0] == 0xAB && header()->token[15] == 0xAB);
    CHECK(header()->sample_period_ms == 100);
}

static void parts_lie_apart_inside_and_aligned(void) {
    uint32_t end = header()->part_table + header()->part_count * header()->part_stride;
    CHECK(header()->part_count == 8);
    for (uint32_t i = 0; i < header()->part_count; i++) {
        CHECK(part(i)->kind == i + 1);
        CHECK(part(i)->offset >= end && part(i)->offset % 64 == 0);
        CHECK(part(i)->entries % 8 == 0 && part(i)->stride % 8 == 0 && part(i)->count > 0);
        CHECK(part(i)->entries + part(i)->stride * part(i)->count == part(i)->size);
        end = part(i)->offset + part(i)->size;
    }
    CHECK(end <= size);
    CHECK(part(MP_PART_SAMPLES - 1)->count * 100 >= 120 * 1000); /* two minutes at the default period */
}

/* What a reader of version 1.0 asks of the parts it knows; a kind it does not know it skips. */
static void a_reader_of_the_first_minor_version_finds_its_parts(void) {
    static const struct {
        uint32_t head, entry;
    } first[] = {{0, 320}, {32, 8}, {64, 16}, {64, 192}, {16, 160}, {16, 256}, {16, 64}};
    const uint32_t known = sizeof first / sizeof first[0];
    uint32_t found = 0;
    for (uint32_t i = 0; i < header()->part_count; i++) {
        uint32_t kind = part(i)->kind;
        if (kind >= 1 && kind <= known) {
            found++;
            CHECK(part(i)->entries == first[kind - 1].head && part(i)->stride >= first[kind - 1].entry);
            CHECK(part(i)->offset + part(i)->size <= header()->total_size);
        }
    }
    CHECK(found == known);
    CHECK(part(header()->part_count - 1)->kind > known); /* or this says nothing about skipping */
}

static bool ends_in_field(const char *field, size_t field_size) {
    return memchr(field, 0, field_size) != NULL && field[0] != 0;
}

static bool known_unit(const char *unit) {
    return strcmp(unit, "bytes") == 0 || strcmp(unit, "count") == 0 || strcmp(unit, "ns") == 0;
}

static void the_directory_is_whole(void) {
    uint32_t next_ring_slot = 0;
    CHECK(part(MP_PART_METRICS - 1)->count == MP_METRIC_COUNT);
    for (uint32_t i = 0; i < MP_METRIC_COUNT; i++) {
        const mp_block_metric *metric = entry(MP_PART_METRICS, i);
        CHECK(ends_in_field(metric->id, sizeof metric->id) && strchr(metric->id, '.') != NULL);
        CHECK(strspn(metric->id, "abcdefghijklmnopqrstuvwxyz0123456789._") == strlen(metric->id));
        CHECK(known_unit(metric->unit));
        CHECK(ends_in_field(metric->group, sizeof metric->group));
        CHECK(ends_in_field(metric->label, sizeof metric->label));
        CHECK(ends_in_field(metric->description, sizeof metric->description));
        CHECK(metric->description[strlen(metric->description) - 1] == '.');
        CHECK(metric->kind >= MP_COUNTER && metric->kind <= MP_PEAK);
        CHECK(metric->live_slot == i);
        CHECK(metric->ring_slot == MP_BLOCK_NO_SLOT || metric->ring_slot == next_ring_slot);
        next_ring_slot += metric->ring_slot != MP_BLOCK_NO_SLOT;
        for (uint32_t other = 0; other < i; other++) {
            CHECK(strcmp(metric->id, ((const mp_block_metric *)entry(MP_PART_METRICS, other))->id) != 0);
        }
        CHECK(*(const uint64_t *)entry(MP_PART_LIVE, i) == MP_BLOCK_NO_VALUE);
    }
    CHECK(part(MP_PART_SAMPLES - 1)->stride == 16 + 8 * next_ring_slot);
}

static void ids_are_the_ones_readers_bind_to(void) {
    static const struct {
        uint32_t slot;
        const char *id;
    } known[] = {
        {MP_METRIC_PATHS + MP_PATH_ENGINE * MP_PATH_METRICS + MP_PATH_ALLOCATIONS, "engine.allocations"},
        {MP_METRIC_PATHS + MP_PATH_SCRAP * MP_PATH_METRICS + MP_PATH_LIVE_BYTES, "scrap.live_bytes"},
        {MP_METRIC_TOTAL + MP_PATH_FALLBACKS, "total.fallbacks"},
        {MP_METRIC_PEAK_BYTES, "total.peak_bytes"},
        {MP_METRIC_FRAME_COUNT, "frame.count"},
        {MP_METRIC_ADDRESS_LARGEST_HOLE, "address.largest_hole"},
        {MP_METRIC_SMALL_HEAP + MP_HEAP_COMMITTED, "heap.committed"},
        {MP_METRIC_LARGE_HEAP + MP_HEAP_LARGEST_FREE, "large.largest_free"},
        {MP_METRIC_SIZES + 12, "size.12"},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        CHECK(strcmp(((const mp_block_metric *)entry(MP_PART_METRICS, known[i].slot))->id, known[i].id) == 0);
    }
}

int main(void) {
    size = mp_block_size();
    memory = aligned_alloc(64, size);
    memset(memory, 0, size);
    mp_block_identity identity = {.process_id = 77, .sample_period_ms = 100, .address_period_ms = 1000};
    memset(identity.token, 0xAB, sizeof identity.token);
    mp_block_create(&block, memory, size, &identity);
    the_header_says_who_and_how_large();
    parts_lie_apart_inside_and_aligned();
    a_reader_of_the_first_minor_version_finds_its_parts();
    the_directory_is_whole();
    ids_are_the_ones_readers_bind_to();
    printf("block of %u bytes, %u metrics, %u of them sampled\n", size, (unsigned)MP_METRIC_COUNT,
           mp_metrics_in_ring());
    free(memory);
    return check_result();
}
