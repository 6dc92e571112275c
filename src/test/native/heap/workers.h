/* Threads for the tests, the same on the host and on Windows. */
#ifndef MEMORYPOOL_TEST_WORKERS_H
#define MEMORYPOOL_TEST_WORKERS_H

enum { MP_WORKERS_MOST = 16 };

/* Runs body(0) … body(count - 1), each on a thread of its own, and returns when all have ended. */
void mp_workers_run(unsigned count, void (*body)(unsigned index));

#endif
