/*
 * What a paging function of the image asks of the system: the words lie where its call takes arguments
 * from. VirtualFree takes three words; its plans leave `protect` alone. See PAGED in image/macros.inc.
 */
#ifndef PRACTICE_ENGINE_PAGE_REQUEST_H
#define PRACTICE_ENGINE_PAGE_REQUEST_H

#include <stdint.h>

typedef struct page_request {
    void *address;
    uint32_t size, type, protect;
} page_request;

/* Low and high word of a plan's or done's answer. */
#define PAGE_CALL          ((uint64_t)1)
#define PAGE_RESULT(value) ((uint64_t)(uint32_t)(uintptr_t)(value) << 32) /* plan: no call, this result */
#define PAGE_AGAIN         ((uint64_t)1 << 32)                            /* done: once more */

#endif
