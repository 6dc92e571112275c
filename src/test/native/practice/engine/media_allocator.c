#include "media_allocator.h"

#include "engine/entries.h"
#include "engine/page_request.h"
#include "truth/counted.h"

#include <windows.h>

uint64_t media_allocate_plan(page_request *request, media_allocator *self, uint32_t *arguments) {
    (void)arguments;
    *request = (page_request){NULL, self->count * self->bytes, MEM_COMMIT, PAGE_READWRITE};
    truth_count_pages(&page_truth_9FCC60, request->type);
    return PAGE_CALL;
}

uint64_t media_allocate_done(media_allocator *self, uint32_t *arguments, void *result) {
    (void)arguments;
    self->buffer = result;
    for (uint32_t index = 0; result && index < self->count; index++)
        self->samples[index] = counted_engine_object(MEDIA_SAMPLE_OBJECT_BYTES);
    return result ? 1 : 0;
}

uint64_t media_free_plan(page_request *request, media_allocator *self, uint32_t *arguments) {
    (void)arguments;
    for (uint32_t index = 0; self->buffer && index < self->count; index++)
        counted_engine_object_delete(self->samples[index], MEDIA_SAMPLE_OBJECT_BYTES);
    if (!self->buffer)
        return 0;
    request->address = self->buffer;
    request->size = 0;
    request->type = MEM_RELEASE;
    truth_count_pages(&page_truth_9FB170, request->type);
    return PAGE_CALL;
}

uint64_t media_free_done(media_allocator *self, uint32_t *arguments, int result) {
    (void)arguments;
    self->buffer = NULL;
    return result ? 1 : 0;
}

int media_alloc(media_allocator *allocator) {
    return METHOD(int, 0x9FCC60, void *)(allocator);
}
void media_really_free(media_allocator *allocator) {
    METHOD(int, 0x9FB170, void *)(allocator);
}
