/*
 * MemoryPoolNVSE.ini: every switch of the plugin, read once, before anything else happens. A missing file
 * or key means the default; a value out of range is clamped and logged. Where a section or a key stands twice
 * the first one counts, and one pair of quotes around a value goes, as for Windows' own profile functions and
 * the manager, which writes the same file (docs/settings.md lists each key with its meaning).
 *
 *   [General]    Enabled
 *   [Heap]       Enabled, Allocator, LargeBlockThresholdKB, QuarantineFrames, QuarantineMaxMB, PoolMB,
 *                PretouchMB, ScrapHeap
 *   [Hooks]      ImportTables, PageCalls, HotPagesMaxMB
 *   [Budgets]    Enabled, Preset (a name for people; the plugin acts on the values alone),
 *                OverrideGameIni, and one line for each cap by the engine's own name and unit, such as
 *                uTextureMemoryInterior=268435456
 *   [Commands]   OpcodeBase
 *   [Statistics] SamplePeriodMs, AddressPeriodMs
 *   [Log]        Level (error, warning, info, debug)
 *   [Debug]      LeakTracking, CorruptionWatch
 */
#ifndef MEMORYPOOL_CONFIG_H
#define MEMORYPOOL_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#include "log.h"

#define MP_CONFIG_MAX_BUDGETS 64

typedef struct mp_config_budget {
    char name[48]; /* as the engine spells it, without ":BudgetCaps" */
    uint32_t value;
} mp_config_budget;

typedef struct mp_config {
    bool enabled;

    bool heap_enabled;
    char allocator[16];
    uint32_t large_block_threshold; /* bytes, 0 = large-block heap off */
    uint32_t quarantine_frames;     /* 0 = off */
    uint32_t quarantine_max_bytes;
    uint32_t pool_bytes;
    uint32_t pretouch_bytes;
    bool scrap_heap;

    bool import_tables;
    bool page_calls;
    uint32_t hot_pages_max_bytes; /* pages the engine gave back that may stay backed */

    bool budgets_enabled;
    char preset[32];
    bool budgets_override_game_ini;
    mp_config_budget budgets[MP_CONFIG_MAX_BUDGETS];
    size_t budget_count;

    uint32_t opcode_base;

    uint32_t sample_period_ms;
    uint32_t address_period_ms;

    mp_log_level log_level;
    bool leak_tracking;
    bool corruption_watch;
} mp_config;

/* Fills config with the defaults, then with what path says. True when the file was there. */
bool mp_config_read(const wchar_t *path, mp_config *config);

/* Applies text, the contents of such a file, over config. text is cut up while it is read. */
void mp_config_read_text(char *text, mp_config *config);

#endif
