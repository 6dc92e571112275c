/* The truth file (docs/practice-game.md, "Truth"). Main thread only. */
#ifndef PRACTICE_GAME_REPORT_H
#define PRACTICE_GAME_REPORT_H

#include "options.h"
#include "truth/truth.h"

typedef struct report_facts {
    const options *options;
    uint32_t frames;
    double seconds;
    const char *end;
} report_facts;

/* Runs the commands of --command and keeps their results for the file. */
void report_run_commands(const options *options);

/* usable: sums of the workload's blocks; the engine's own are added here. False when the file cannot be
 * written. The file appears whole or not at all. */
bool report_write(const report_facts *facts, const uint64_t usable[TRUTH_PATHS]);

#endif
