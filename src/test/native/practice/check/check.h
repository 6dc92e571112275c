/* Conditions that print when they do not hold, and an exit status that remembers. */
#ifndef PRACTICE_CHECK_CHECK_H
#define PRACTICE_CHECK_CHECK_H

#include <stdbool.h>
#include <stdio.h>

extern unsigned checks_made, checks_failed;

#define CHECK(condition)                                                                                     \
    do {                                                                                                     \
        checks_made++;                                                                                       \
        if (!(condition)) {                                                                                  \
            checks_failed++;                                                                                 \
            printf("%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);                            \
            fflush(stdout);                                                                                  \
        }                                                                                                    \
    } while (0)

#endif
