#include "text.h"

#include <string.h>

static int continues_sequence(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

void mp_text_copy(char *field, size_t size, const char *text) {
    size_t length = text == NULL ? 0 : strlen(text);
    if (length >= size) {
        length = size - 1;
        while (length > 0 && continues_sequence(text[length])) {
            length--;
        }
    }
    if (length > 0) {
        memcpy(field, text, length);
    }
    memset(field + length, 0, size - length);
}
