/* The statistics as lines for people: at exit in the log, on request on the console too. Any thread. */
#ifndef MEMORYPOOL_REPORT_H
#define MEMORYPOOL_REPORT_H

#include <stddef.h>

/* Calls line() for each line of the report; text is valid only during the call. */
void mp_report(void (*line)(void *context, const char *text), void *context);

/* The report, into the log. */
void mp_report_log(void);

#endif
