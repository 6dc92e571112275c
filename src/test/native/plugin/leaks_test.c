/* Leak tracking: exact while there are few blocks, an unbiased sample when there are many. */
#include "heap/leaks.h"

#include <math.h>
#include <stdlib.h>

#include "check.h"

#define MANY  300000u
#define SMALL 100u
#define LARGE 3000u

static mp_leak_site sites[64];

static mp_leak_summary summary(void) {
    mp_leak_summary out;
    mp_leaks_by_site(sites, 64, &out);
    return out;
}

/* As addresses come: in runs, on multiples of 16. */
static void *address(unsigned number) {
    return (void *)(uintptr_t)(0x02000000u + number * 48 + (number / 1000) * 0x10000);
}

static size_t size_of(unsigned number) {
    return number % 5 == 0 ? LARGE : SMALL;
}

static __attribute__((noinline)) void allocate_here(unsigned number) {
    mp_leaks_note(address(number), size_of(number));
}

static void few_are_counted_exactly(void) {
    for (unsigned i = 0; i < 1000; i++)
        allocate_here(i);
    for (unsigned i = 0; i < 400; i++)
        mp_leaks_forget(address(i));
    mp_leaks_forget(address(5000)); /* was never noted */
    mp_leak_summary now = summary();
    CHECK(now.factor == 1 && now.blocks == 600);
    CHECK(now.bytes == 120 * LARGE + 480 * SMALL);
    for (unsigned i = 400; i < 1000; i++)
        mp_leaks_forget(address(i));
    CHECK(summary().blocks == 0);
}

static bool near(uint64_t estimate, double truth, double tolerance) {
    printf("estimate %.0f of %.0f\n", (double)estimate, truth);
    return fabs((double)estimate - truth) <= truth * tolerance;
}

static void many_are_estimated_without_bias(void) {
    double bytes = 0;
    for (unsigned i = 0; i < MANY; i++) {
        allocate_here(i);
        bytes += (double)size_of(i);
    }
    mp_leak_summary now = summary();
    CHECK(now.factor >= MANY / MP_LEAKS_MOST && now.blocks / now.factor <= MP_LEAKS_MOST);
    CHECK(near(now.blocks, MANY, 0.04));
    CHECK(near(now.bytes, bytes, 0.05));

    double kept = 0; /* the old half goes: what was sampled early and late counts alike */
    for (unsigned i = 0; i < MANY / 2; i++)
        mp_leaks_forget(address(i));
    for (unsigned i = MANY / 2; i < MANY; i++)
        kept += (double)size_of(i);
    now = summary();
    CHECK(near(now.blocks, MANY / 2, 0.05));
    CHECK(near(now.bytes, kept, 0.06));
    for (unsigned i = MANY / 2; i < MANY; i++)
        mp_leaks_forget(address(i));
    CHECK(summary().blocks == 0 && summary().sites == 0);
}

int main(void) {
    CHECK(mp_leaks_start());
    few_are_counted_exactly();
    many_are_estimated_without_bias();
    return check_result();
}
