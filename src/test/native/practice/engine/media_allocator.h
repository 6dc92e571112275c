/* DirectShow's CMemAllocator as far as memory goes: one run of equal buffers and an object for each. */
#ifndef PRACTICE_ENGINE_MEDIA_ALLOCATOR_H
#define PRACTICE_ENGINE_MEDIA_ALLOCATOR_H

#include <stdint.h>

#define MEDIA_SAMPLES             16
#define MEDIA_SAMPLE_OBJECT_BYTES 0x54u

typedef struct media_allocator {
    const void *vtable;
    uint32_t count, bytes; /* of the buffers; set by the user, count at most MEDIA_SAMPLES */
    uint8_t *buffer;
    void *samples[MEDIA_SAMPLES];
} media_allocator;

/* Both through the addresses. Alloc is false when the system has no such range. */
int media_alloc(media_allocator *allocator);
void media_really_free(media_allocator *allocator);

#endif
