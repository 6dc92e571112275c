#include "thread_names_host.h"

#include <stdio.h>

#include "stats/text.h"
#include "stats/thread_names.h"

static const char *prefix = "host";
static uint32_t asked;

void mp_thread_names_host_prefix(const char *new_prefix) {
    prefix = new_prefix;
}

uint32_t mp_thread_names_host_asked(void) {
    return asked;
}

void mp_thread_name(uint32_t thread_id, char *field, size_t size) {
    char name[200];
    asked++;
    snprintf(name, sizeof name, "%s %u", prefix, (unsigned)thread_id);
    mp_text_copy(field, size, name);
}
