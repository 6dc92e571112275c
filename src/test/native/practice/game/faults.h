/* What --fault makes happen. Main thread only. */
#ifndef PRACTICE_GAME_FAULTS_H
#define PRACTICE_GAME_FAULTS_H

#include "options.h"

/* FAULT_NONE does nothing; FAULT_CRASH and FAULT_HANG never return. */
void faults_run(fault_kind fault);

/* "completed", or "out of memory" when that fault ran. */
const char *faults_outcome(void);

#endif
