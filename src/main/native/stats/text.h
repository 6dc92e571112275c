#ifndef MEMORYPOOL_STATS_TEXT_H
#define MEMORYPOOL_STATS_TEXT_H

#include <stddef.h>

/* Copies text into a field of size bytes, cut before a UTF-8 sequence that does not fit; the rest is zero.
 * NULL is the empty text. */
void mp_text_copy(char *field, size_t size, const char *text);

#endif
