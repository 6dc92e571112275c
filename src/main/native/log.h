/*
 * Data\NVSE\Plugins\MemoryPoolNVSE.log. Every line is handed to the system as it is written, so a kill
 * loses nothing that was logged. Never called on the allocation path. Any thread.
 */
#ifndef MEMORYPOOL_LOG_H
#define MEMORYPOOL_LOG_H

#include <wchar.h>

typedef enum mp_log_level { MP_LOG_ERROR, MP_LOG_WARNING, MP_LOG_INFO, MP_LOG_DEBUG } mp_log_level;

/* Opens path, moving an existing file to <name>.1.log … <name>.3.log beside it. Lines logged before are
 * kept (16 KB) and written first. */
void mp_log_open(const wchar_t *path, mp_log_level level);

void mp_log(mp_log_level level, const char *format, ...) __attribute__((format(printf, 2, 3)));

void mp_log_close(void);

#endif
