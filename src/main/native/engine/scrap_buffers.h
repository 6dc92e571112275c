/*
 * The address space behind scrap heaps: buffers of up to 8 MB that heaps take and give back, backed as they
 * fill, and single blocks for what no buffer has room for. Any thread.
 */
#ifndef MEMORYPOOL_ENGINE_SCRAP_BUFFERS_H
#define MEMORYPOOL_ENGINE_SCRAP_BUFFERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Stands at the start of its own reservation. */
typedef struct mp_scrap_buffer {
    struct mp_scrap_buffer *next; /* of all there are */
    struct mp_scrap_buffer *next_spare;
    uint32_t bytes;     /* reserved, this head included */
    uint32_t committed; /* of these, from the start */
    uint32_t quiet;     /* times the heap was empty again without having grown past what is kept */
    bool single;        /* one block of its own, not a buffer */
    bool orphan;        /* its thread has ended with blocks still live */
} __attribute__((aligned(64))) mp_scrap_buffer;

static inline uint8_t *mp_scrap_buffer_base(mp_scrap_buffer *buffer) {
    return (uint8_t *)(buffer + 1);
}

static inline uint8_t *mp_scrap_buffer_end(mp_scrap_buffer *buffer) {
    return (uint8_t *)buffer + buffer->bytes;
}

static inline mp_scrap_buffer *mp_scrap_buffer_of(uint8_t *base) {
    return (mp_scrap_buffer *)(void *)base - 1;
}

/* A buffer with at least 64 KB backed; a smaller one where no hole has 8 MB. NULL when there is no memory. */
mp_scrap_buffer *mp_scrap_buffer_take(void);

/* Back to the others, or to the system when enough are kept. */
void mp_scrap_buffer_give(mp_scrap_buffer *buffer);

/* A reservation for one block of size bytes at a multiple of alignment, backed; NULL without memory. */
mp_scrap_buffer *mp_scrap_buffer_take_single(size_t size, size_t alignment);

/* Backs buffer up to end, which lies inside it. */
bool mp_scrap_buffer_reach(mp_scrap_buffer *buffer, const uint8_t *end);

/* The heap on it is empty: takes memory back from it when it has long not been needed. */
void mp_scrap_buffer_settle(mp_scrap_buffer *buffer);

/* Whose reservation pointer lies in, or NULL. Any pointer. */
mp_scrap_buffer *mp_scrap_buffer_containing(const void *pointer);

#endif
