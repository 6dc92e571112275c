/* The statistics as lines for people: at exit in the log, on request on the console too. Any thread. */
#ifndef MEMORYPOOL_REPORT_H
#define MEMORYPOOL_REPORT_H

#include <stddef.h>

#include "config.h"

/* Calls line() for each line of the report; text is valid only during the call. */
void mp_report(void (*line)(void *context, const char *text), void *context);

/* The report, into the log. */
void mp_report_log(void);

/* One line in the log: what is on. */
void mp_report_features(const mp_config *config);

/* A line in the log for each site there is, with what became of it. */
void mp_report_sites(void);

#endif
