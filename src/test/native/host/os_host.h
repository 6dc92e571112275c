/* Knobs of the host's stand-in for the system (os_host.c), for tests of shortage. */
#ifndef MEMORYPOOL_TEST_OS_HOST_H
#define MEMORYPOOL_TEST_OS_HOST_H

#include <stddef.h>
#include <stdint.h>

typedef struct mp_os_host_calls {
    uint64_t reserves, releases, commits, decommits;
    size_t reserved;
} mp_os_host_calls;

/* Address space left to hand out: the first bytes of the range, at most 4 GB. */
void mp_os_host_limit(size_t bytes);

/* Bytes of commit calls granted from now on; SIZE_MAX lifts the limit. */
void mp_os_host_commit_budget(size_t bytes);

mp_os_host_calls mp_os_host_counted(void);

#endif
