/* SHA-256 of a file, to know a library before it is loaded. */
#ifndef MEMORYPOOL_HEAP_SHA256_H
#define MEMORYPOOL_HEAP_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#define MP_SHA256_HEX 65 /* 64 digits and the terminator */

void mp_sha256(const void *bytes, size_t length, uint8_t digest[32]);

/* Lower-case hexadecimal digest of the file at path, at most 64 MB long. False when it cannot be read. */
bool mp_sha256_file(const wchar_t *path, char hex[MP_SHA256_HEX]);

#endif
