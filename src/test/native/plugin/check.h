/* The least a test program needs: conditions that print when they do not hold, and an exit status. */
#ifndef MEMORYPOOL_TEST_PLUGIN_CHECK_H
#define MEMORYPOOL_TEST_PLUGIN_CHECK_H

#include <stdio.h>

static int checks_made, checks_failed;

#define CHECK(condition)                                                                                           \
    do {                                                                                                           \
        checks_made++;                                                                                             \
        if (!(condition)) {                                                                                        \
            checks_failed++;                                                                                       \
            printf("%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);                                  \
        }                                                                                                          \
    } while (0)

static inline int check_result(void) {
    printf("%d of %d checks failed\n", checks_failed, checks_made);
    return checks_failed != 0 || checks_made == 0;
}

#endif
