/*
 * A game folder of the test's own, and runs of the practice game in it. Texts are read whole into static
 * storage and stay until the next read of their kind.
 */
#ifndef PRACTICE_CHECK_BENCH_H
#define PRACTICE_CHECK_BENCH_H

#include <stdbool.h>
#include <stdint.h>

/* Copies the built game from `game` to `folder`, without plugins. */
bool bench_open(const char *game, const char *folder);

/* Puts a file into Data\NVSE\Plugins, or takes every plugin away. */
bool bench_add_plugin(const char *dll);
void bench_clear_plugins(void);

/* Runs to the end with these arguments; the truth file goes to truth.json, removed first. Returns the exit
 * status, or UINT32_MAX when it took longer than a minute and was ended. program: "FalloutNV.exe". */
uint32_t bench_run(const char *program, const char *arguments);

/* Starts it, waits, ends it; true when it was still running by then. */
bool bench_run_and_kill(const char *arguments, uint32_t milliseconds);

/* A file of the game folder, or "" when it is not there. */
const char *bench_text(const char *name);
const char *bench_truth(void);

bool bench_write(const char *name, const char *text);

/* Full path of a file in the game folder; valid until the next call. */
const char *bench_path(const char *name);

#endif
