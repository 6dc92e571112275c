/*
 * The engine's [BudgetCaps] settings (engine facts 3): raised thresholds, by both routes. The default in each
 * static initialiser is rewritten in Preload, before the initialisers run; the setting objects are verified,
 * and written where the first route did not reach them, once the game has read its INI files. A value of
 * the user's own INI stays unless OverrideGameIni says otherwise. Each setting is found by its name in the
 * running image; the published addresses are tried first and checked against what is found. Main thread.
 */
#ifndef MEMORYPOOL_ENGINE_BUDGETS_H
#define MEMORYPOOL_ENGINE_BUDGETS_H

#include "config.h"

/* In Preload: the defaults. */
void mp_budgets_patch_defaults(const mp_config *config);

/* Puts the engine's own defaults back, in code and objects, when nothing may be changed after all; once the INI
 * files were read, what the objects held before. A value that somebody else wrote since stays. */
void mp_budgets_revert(void);

/* After the INI files were read: the objects, and the report of every setting wanted. */
void mp_budgets_settle(const mp_config *config);

#endif
