/* CHECK lines: each condition is printed with its outcome; the exit status says whether all held. */
#ifndef MEMORYPOOL_TEST_CHECK_H
#define MEMORYPOOL_TEST_CHECK_H

#include <stdbool.h>
#include <stdio.h>

extern unsigned mp_checks, mp_checks_failed;

#define CHECK(condition) mp_check((condition), __FILE__, __LINE__, #condition)

/* Prints one line; returns ok. */
bool mp_check(bool ok, const char *file, int line, const char *text);

/* Prints the sum and returns the exit status. */
int mp_check_report(const char *suite);

#endif
