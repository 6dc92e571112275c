/* What the host's stand-in for the system (thread_names_host.c) calls threads. */
#ifndef MEMORYPOOL_TEST_THREAD_NAMES_HOST_H
#define MEMORYPOOL_TEST_THREAD_NAMES_HOST_H

#include <stdint.h>

/* Threads are called "PREFIX number" from now on. */
void mp_thread_names_host_prefix(const char *prefix);

/* How often the system was asked so far. */
uint32_t mp_thread_names_host_asked(void);

#endif
