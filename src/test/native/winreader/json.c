#include "json.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool first = true;

static void quoted(const char *text, size_t field_size) {
    putchar('"');
    for (size_t i = 0; i < field_size && text[i] != 0; i++) {
        unsigned char character = (unsigned char)text[i];
        if (character == '"' || character == '\\') {
            printf("\\%c", character);
        } else if (character < 0x20) {
            printf("\\u%04x", character);
        } else {
            putchar(character);
        }
    }
    putchar('"');
}

static void begin(const char *name) {
    if (!first) {
        putchar(',');
    }
    first = false;
    if (name != NULL) {
        quoted(name, strlen(name));
        putchar(':');
    }
}

void json_open(const char *name, char bracket) {
    begin(name);
    putchar(bracket);
    first = true;
}

void json_close(char bracket) {
    putchar(bracket);
    first = false;
}

void json_text(const char *name, const char *text, size_t field_size) {
    begin(name);
    quoted(text, field_size);
}

void json_number(const char *name, uint64_t value) {
    begin(name);
    printf("%" PRIu64, value);
}

void json_signed(const char *name, int64_t value) {
    begin(name);
    printf("%" PRId64, value);
}

void json_hex(const char *name, const uint8_t *bytes, size_t count, const char *digits) {
    begin(name);
    putchar('"');
    for (size_t i = 0; i < count; i++) {
        putchar(digits[bytes[i] >> 4]);
        putchar(digits[bytes[i] & 15]);
    }
    putchar('"');
}
