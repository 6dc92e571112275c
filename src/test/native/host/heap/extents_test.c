/* Extents: no page twice, ownership exact to the page, whole chunks go back, shortage is survived. */
#include <stdint.h>
#include <string.h>

#include "../../heap/check.h"
#include "../../heap/workers.h"
#include "../os_host.h"
#include "heap/extents.h"
#include "heap/os.h"

enum { PAGE = 4096, HELD = 200, ROUNDS = 4000 };

static unsigned wrong;

static void one_thread(unsigned index) {
    struct {
        char *address;
        size_t size;
    } held[HELD] = {{NULL, 0}};
    uint32_t seed = index + 1;
    for (unsigned round = 0; round < ROUNDS; round++) {
        seed = seed * 1664525 + 1013904223;
        unsigned at = (seed >> 8) % HELD;
        char *address = held[at].address;
        size_t size = held[at].size;
        if (address) {
            bool intact = address[0] == (char)at && address[size - 1] == (char)at;
            bool known = mp_extents_hold(address) && mp_extents_hold(address + size - 1);
            __atomic_fetch_add(&wrong, !intact || !known, __ATOMIC_RELAXED);
            size_t half = size / 2 / PAGE * PAGE;
            if ((seed & 1) && half > 0) { /* given back in parts, as after a split */
                mp_extents_give(address + half, size - half);
                size = half;
            }
            mp_extents_give(address, size);
            held[at].address = NULL;
        } else {
            size = (1 + (seed >> 20) % 60) * (size_t)PAGE;
            size_t alignment = (seed & 15) == 0 ? 65536u << (seed >> 4 & 3) : PAGE;
            address = mp_extents_take(size, alignment, true);
            bool good = address && ((uintptr_t)address & (alignment - 1)) == 0 && address[0] == 0 &&
                        address[size - 1] == 0;
            __atomic_fetch_add(&wrong, !good, __ATOMIC_RELAXED);
            if (address) {
                address[0] = address[size - 1] = (char)at;
                held[at].address = address;
                held[at].size = size;
            }
        }
    }
    for (unsigned i = 0; i < HELD; i++) {
        if (held[i].address) {
            mp_extents_give(held[i].address, held[i].size);
        }
    }
}

int main(void) {
    size_t reserved, taken;
    uint32_t chunks;

    char *one = mp_extents_take(PAGE, PAGE, true), *two = mp_extents_take(3 * PAGE, PAGE, true);
    CHECK(one && two == one + PAGE); /* side by side, not 64 KB apart */
    CHECK(mp_extents_same_chunk(one, two));
    CHECK(mp_extents_hold(one) && mp_extents_hold(one + PAGE - 1) && mp_extents_hold(two + 3 * PAGE - 1));
    CHECK(!mp_extents_hold(two + 3 * PAGE) && !mp_extents_hold(one - 1));
    CHECK(!mp_extents_hold(NULL) && !mp_extents_hold((void *)UINTPTR_MAX));
    mp_extents_give(one, PAGE);
    CHECK(!mp_extents_hold(one) && mp_extents_hold(two));
    char *big = mp_extents_take(6u << 20, 4u << 20, true);
    CHECK(big && (uintptr_t)big % (4u << 20) == 0 && big[0] == 0 && big[(6u << 20) - 1] == 0);
    CHECK(!mp_extents_same_chunk(big, two));
    mp_extents_give(big, 6u << 20);
    mp_extents_give(two, 3 * PAGE);
    mp_extents_count(&reserved, &taken, &chunks);
    CHECK(reserved == 0 && taken == 0 && chunks == 0);

    mp_os_host_commit_budget(0);
    CHECK(mp_extents_take(PAGE, PAGE, true) == NULL);
    mp_os_host_commit_budget(SIZE_MAX);
    mp_extents_count(&reserved, &taken, &chunks);
    CHECK(reserved == 0 && taken == 0);
    CHECK(mp_extents_take(3u << 30, PAGE, false) == NULL);

    mp_workers_run(4, one_thread);
    CHECK(wrong == 0);
    mp_extents_count(&reserved, &taken, &chunks);
    CHECK(reserved == 0 && taken == 0 && chunks == 0);
    return mp_check_report("extents");
}
