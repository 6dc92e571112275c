/*
 * The heaps' lock: one word, a compare-and-swap to take it, a store to leave it. It is held for tens of
 * nanoseconds, so a waiter spins, then gives up its time slice, then sleeps for a millisecond at a time.
 *
 * Not a critical section, because of how processes end: the system ends the other threads wherever they are,
 * perhaps inside, and libraries still free their blocks afterwards. Wine lets the last thread into an
 * orphaned section and raises an exception as it leaves; a slim lock waits for ever. This lock refuses.
 */
#ifndef MEMORYPOOL_HEAP_LOCK_H
#define MEMORYPOOL_HEAP_LOCK_H

#include <stdbool.h>
#include <stdint.h>

typedef struct mp_lock {
    uint32_t taken; /* all zero: free */
} mp_lock;

/* The slow half of mp_lock_enter. */
bool mp_lock_wait(mp_lock *lock);

static inline bool mp_lock_try(mp_lock *lock) {
    uint32_t expected = 0;
    return __atomic_compare_exchange_n(&lock->taken, &expected, 1, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

/* False, and the lock is not taken, only when the process is ending and whoever has the lock was ended with
 * it: what it guards may be half-written and must not be touched. */
static inline bool mp_lock_enter(mp_lock *lock) {
    return __builtin_expect(mp_lock_try(lock), 1) || mp_lock_wait(lock);
}

static inline void mp_lock_leave(mp_lock *lock) {
    __atomic_store_n(&lock->taken, 0, __ATOMIC_RELEASE);
}

#endif
