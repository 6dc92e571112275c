#include "heap/span.h"

const mp_span_lists mp_span_no_lists;
uint16_t mp_span_sizes[0x10000];

void mp_span_note(const void *pointer) {
    uint16_t *entry = &mp_span_sizes[(uintptr_t)pointer >> 16 & 0xFFFF];
    uint16_t usable = (uint16_t)mp_span_usable_size(pointer);
    if (*entry != usable) /* a store would take the line from the other threads */
        *entry = usable;
}

void mp_span_forget(const void *base, size_t size) {
    size_t first = (uintptr_t)base >> 16 & 0xFFFF;
    size_t count = (size + MP_SPAN_BYTES - 1) / MP_SPAN_BYTES;
    for (size_t i = first; i < first + count && i < 0x10000; i++)
        mp_span_sizes[i] = 0;
}
