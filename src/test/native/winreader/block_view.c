#include "block_view.h"

#include <string.h>

#define ATTEMPTS 64

static const mp_block_part *part_of(const block_view *view, mp_part_kind kind, size_t size, uint32_t entry) {
    const mp_block_header *header = view->header;
    for (uint32_t i = 0; i < header->part_count; i++) {
        const mp_block_part *part =
            (const void *)(view->base + header->part_table + (size_t)header->part_stride * i);
        bool fits = part->offset % 8 == 0 && part->entries % 8 == 0 && part->stride >= entry &&
                    (uint64_t)part->offset + part->size <= size &&
                    part->entries + (uint64_t)part->stride * part->count <= part->size;
        if (part->kind == (uint32_t)kind) {
            return fits ? part : NULL;
        }
    }
    return NULL;
}

const char *block_view_open(block_view *view, const void *base, size_t size) {
    const mp_block_header *header = base;
    view->base = base;
    view->header = header;
    if (size < sizeof *header || memcmp(header->magic, MP_BLOCK_MAGIC, sizeof header->magic) != 0) {
        return "not a block";
    }
    if (header->major != MP_BLOCK_MAJOR) {
        return "another major version";
    }
    if (header->total_size > size || header->part_count > 64 || header->part_stride < sizeof(mp_block_part) ||
        header->part_table + (uint64_t)header->part_stride * header->part_count > header->total_size) {
        return "damaged header";
    }
    view->metrics = part_of(view, MP_PART_METRICS, size, sizeof(mp_block_metric));
    view->live = part_of(view, MP_PART_LIVE, size, sizeof(uint64_t));
    view->patches = part_of(view, MP_PART_PATCHES, size, sizeof(mp_block_patch));
    view->properties = part_of(view, MP_PART_PROPERTIES, size, sizeof(mp_block_property));
    view->budgets = part_of(view, MP_PART_BUDGETS, size, sizeof(mp_block_budget));
    view->threads = part_of(view, MP_PART_THREADS, size, sizeof(mp_block_thread));
    bool whole = view->metrics && view->live && view->patches && view->properties && view->budgets;
    return whole ? NULL : "damaged parts";
}

const void *block_view_entry(const block_view *view, const mp_block_part *part, uint32_t index) {
    return view->base + part->offset + part->entries + (size_t)part->stride * index;
}

bool block_view_live(const block_view *view, live_values *out) {
    const mp_block_live *live = (const void *)(view->base + view->live->offset);
    const uint32_t capacity = sizeof out->values / sizeof out->values[0];
    const uint32_t count = view->live->count < capacity ? view->live->count : capacity;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        uint32_t before = __atomic_load_n(&live->sequence, __ATOMIC_ACQUIRE);
        out->serial = live->serial;
        out->time_ns = live->time_ns;
        for (uint32_t i = 0; i < count; i++) {
            out->values[i] =
                __atomic_load_n((const uint64_t *)block_view_entry(view, view->live, i), __ATOMIC_RELAXED);
        }
        __atomic_thread_fence(__ATOMIC_ACQUIRE);
        if (before % 2 == 0 && __atomic_load_n(&live->sequence, __ATOMIC_RELAXED) == before) {
            return true;
        }
    }
    return false;
}

int block_view_table(const block_view *view, const mp_block_part *part, void *entries, uint32_t capacity,
                     uint32_t entry_size) {
    const mp_block_table *table = (const void *)(view->base + part->offset);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        uint32_t before = __atomic_load_n(&table->sequence, __ATOMIC_ACQUIRE);
        uint32_t used = table->used;
        used = used < part->count ? used : part->count;
        used = used < capacity ? used : capacity;
        for (uint32_t i = 0; i < used; i++) {
            memcpy((uint8_t *)entries + (size_t)entry_size * i, block_view_entry(view, part, i), entry_size);
        }
        __atomic_thread_fence(__ATOMIC_ACQUIRE);
        if (before % 2 == 0 && __atomic_load_n(&table->sequence, __ATOMIC_RELAXED) == before) {
            return (int)used;
        }
    }
    return -1;
}
