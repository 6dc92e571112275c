#include "heap/lock.h"

#include "heap/os.h"

enum { SPINS = 100 };

static bool process_ends; /* seen once: from then on there is nobody left to wait for */

bool mp_lock_wait(mp_lock *lock) {
    if (__atomic_load_n(&process_ends, __ATOMIC_RELAXED)) {
        return false;
    }
    for (unsigned round = 0;; round++) {
        for (unsigned spin = 0; spin < SPINS; spin++) {
            if (__atomic_load_n(&lock->taken, __ATOMIC_RELAXED) == 0 && mp_lock_try(lock)) {
                return true;
            }
            __builtin_ia32_pause();
        }
        if (!mp_os_wait(round)) {
            __atomic_store_n(&process_ends, true, __ATOMIC_RELAXED);
            return false;
        }
    }
}
