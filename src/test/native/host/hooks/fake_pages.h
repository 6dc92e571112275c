/*
 * VirtualAlloc and VirtualFree over one mmapped 4 GB range, strict: what the real ones refuse is refused,
 * fresh pages are zero, and a page without backing faults when touched. Counts calls and backed pages.
 */
#ifndef MEMORYPOOL_TEST_FAKE_PAGES_H
#define MEMORYPOOL_TEST_FAKE_PAGES_H

#include "hook/page_cover.h"

/* Makes the range once; every later call starts over with everything free. */
void fake_pages_reset(void);

extern const mp_page_system fake_pages;

uintptr_t fake_pages_base(void);

/* Calls so far. */
unsigned fake_pages_calls(void);

size_t fake_pages_backed(void);
size_t fake_pages_reserved(void);
bool fake_page_is_backed(const void *address);

/* Bytes that may be backed or reserved; beyond, calls fail as they do when memory is short. */
void fake_pages_limit(size_t backed, size_t reserved);

/* The clock of the cover. */
void fake_pages_advance(uint32_t milliseconds);

#endif
