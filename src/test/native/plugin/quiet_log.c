/* The log as tests see it: what was said last, and how often at each level. */
#include "quiet_log.h"

#include <stdarg.h>
#include <stdio.h>

unsigned quiet_log_lines[MP_LOG_DEBUG + 1];
char quiet_log_last[1024];

void mp_log(mp_log_level level, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(quiet_log_last, sizeof quiet_log_last, format, arguments);
    va_end(arguments);
    quiet_log_lines[level]++;
}
