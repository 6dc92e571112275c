#ifndef MEMORYPOOL_TEST_PLUGIN_QUIET_LOG_H
#define MEMORYPOOL_TEST_PLUGIN_QUIET_LOG_H

#include "log.h"

extern unsigned quiet_log_lines[MP_LOG_DEBUG + 1];
extern char quiet_log_last[1024];

#endif
