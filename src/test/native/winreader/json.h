/* Just enough to print JSON: texts are escaped, commas are set between members. */
#ifndef WINREADER_JSON_H
#define WINREADER_JSON_H

#include <stddef.h>
#include <stdint.h>

void json_open(const char *name, char bracket); /* '{' or '['; name NULL inside an array */
void json_close(char bracket);
void json_text(const char *name, const char *text, size_t field_size); /* up to the first 0 or field_size */
void json_number(const char *name, uint64_t value);
void json_signed(const char *name, int64_t value);
void json_hex(const char *name, const uint8_t *bytes, size_t count, const char *digits);

#endif
