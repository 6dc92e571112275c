/* The few things the statistics ask of the system, for the plugin and for host builds under sanitizers. */
#ifndef MEMORYPOOL_STATS_OS_H
#define MEMORYPOOL_STATS_OS_H

#include <stdint.h>

#ifdef _WIN32
#include <windows.h>

/* Needs no start and allocates nothing. */
typedef SRWLOCK mp_lock;
#define MP_LOCK_FREE SRWLOCK_INIT
static inline void mp_lock_take(mp_lock *lock) {
    AcquireSRWLockExclusive(lock);
}
static inline void mp_lock_give(mp_lock *lock) {
    ReleaseSRWLockExclusive(lock);
}
#else
#include <pthread.h>

typedef pthread_mutex_t mp_lock;
#define MP_LOCK_FREE PTHREAD_MUTEX_INITIALIZER
static inline void mp_lock_take(mp_lock *lock) {
    pthread_mutex_lock(lock);
}
static inline void mp_lock_give(mp_lock *lock) {
    pthread_mutex_unlock(lock);
}
#endif

/* Nanoseconds since the first call in this process: the block's time. Any thread. */
uint64_t mp_clock_ns(void);

/* The raw counter now, at time 0, and its ticks a second. */
uint64_t mp_clock_now(void);
uint64_t mp_clock_start(void);
uint64_t mp_clock_frequency(void);

/* UTC of time 0 in 100 ns since 1601. */
uint64_t mp_clock_start_filetime(void);

#endif
