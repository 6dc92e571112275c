/* The [BudgetCaps] settings: 12-byte objects made by static initialisers (engine facts 3.1). */
#ifndef PRACTICE_ENGINE_SETTINGS_H
#define PRACTICE_ENGINE_SETTINGS_H

#include <stdint.h>
#include <stdio.h>
#include <wchar.h>

typedef enum setting_kind { SETTING_UNSIGNED, SETTING_FLOAT, SETTING_INT } setting_kind;

typedef struct setting {
    const void *vtable;
    union {
        uint32_t whole;
        float real;
    } value;
    const char *name; /* "uTextureMemory:BudgetCaps" */
} setting;

_Static_assert(sizeof(setting) == 12, "engine facts 3.1");

/* One row of the image's list. */
typedef struct setting_row {
    setting *object;
    const char *name;
    setting_kind kind;
} setting_row;

extern const setting_row budget_table[], budget_table_end[];

/* Remembers the values as the static initialisers left them. */
void settings_remember_defaults(void);

/* Overwrites every setting whose key is in the file, as WinMain does after the plugins were loaded. */
void settings_read_ini(const wchar_t *path);

/* {"uTextureMemory": {"default": 1, "final": 2}, ...} */
void settings_write_json(FILE *out);

#endif
