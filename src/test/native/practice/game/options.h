/* The command line (docs/practice-game.md, "Options"). Shared by the executable and the loader parts. */
#ifndef PRACTICE_GAME_OPTIONS_H
#define PRACTICE_GAME_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <wchar.h>

#define OPTIONS_MOST 16
#define OPTIONS_PATH 520

typedef enum fault_kind {
    FAULT_NONE,
    FAULT_CRASH,
    FAULT_HANG,
    FAULT_OOM,
    FAULT_OVERRUN,
    FAULT_OVERRUN_LARGE,
    FAULT_WRITE_FREED,
    FAULT_DOUBLE_FREE,
    FAULT_FOREIGN_FREE,
    FAULT_LEAK
} fault_kind;

typedef struct options {
    uint32_t frames;
    double seconds; /* 0: frames decide */
    uint64_t seed;
    unsigned threads;
    double speed, scale;
    uint32_t nvse_version, runtime_version; /* packed as NVSE packs them (engine facts 1.1) */
    bool preload;
    uint32_t altered[OPTIONS_MOST];
    unsigned altered_count;
    char commands[OPTIONS_MOST][64];
    unsigned command_count;
    fault_kind fault;
    uint32_t fault_frame;
    double hold;
    bool late_frees, give_back;
    wchar_t ini[OPTIONS_PATH];   /* empty: none */
    wchar_t truth[OPTIONS_PATH]; /* absolute */
    bool window;
} options;

/* Reads the process's command line. False, with the offending word, when it is not understood. Allocates
 * nothing. */
bool options_read(options *out, wchar_t *problem, unsigned problem_length);

#endif
