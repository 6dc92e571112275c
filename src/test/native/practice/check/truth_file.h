/* Numbers of a truth file, by the names that lead to them. */
#ifndef PRACTICE_CHECK_TRUTH_FILE_H
#define PRACTICE_CHECK_TRUTH_FILE_H

/* The number at "outer" / "inner", each name looked for behind the one before; outer NULL: from the start.
 * -1 when it is not there, -2 when it is null. */
double truth_number(const char *truth, const char *outer, const char *inner);

#endif
