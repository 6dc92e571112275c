#include "settings.h"

#include <stdlib.h>
#include <string.h>
#include <windows.h>

#define MOST_SETTINGS 64

static uint32_t defaults[MOST_SETTINGS];
extern const void *const setting_vtable_symbol __asm__("setting_vtable");

setting *setting_construct(setting *self, const char *name, uint32_t value) {
    self->vtable = &setting_vtable_symbol;
    self->value.whole = value;
    self->name = name;
    return self;
}

void settings_remember_defaults(void) {
    for (const setting_row *row = budget_table; row < budget_table_end; row++)
        defaults[row - budget_table] = row->object->value.whole;
}

/* "uTextureMemory:BudgetCaps" -> "uTextureMemory" */
static void key_of(const setting_row *row, char *key, size_t size) {
    size_t length = strcspn(row->name, ":");
    if (length >= size)
        length = size - 1;
    memcpy(key, row->name, length);
    key[length] = '\0';
}

void settings_read_ini(const wchar_t *path) {
    char narrow[MAX_PATH], key[64], text[64];
    if (!WideCharToMultiByte(CP_ACP, 0, path, -1, narrow, sizeof narrow, NULL, NULL))
        return;
    for (const setting_row *row = budget_table; row < budget_table_end; row++) {
        key_of(row, key, sizeof key);
        if (!GetPrivateProfileStringA("BudgetCaps", key, "", text, sizeof text, narrow))
            continue;
        if (row->kind == SETTING_FLOAT)
            row->object->value.real = (float)atof(text);
        else
            row->object->value.whole = strtoul(text, NULL, 0);
    }
}

static void write_value(FILE *out, setting_kind kind, uint32_t bits) {
    float real;
    memcpy(&real, &bits, sizeof real);
    if (kind == SETTING_FLOAT)
        fprintf(out, "%.9g", (double)real);
    else
        fprintf(out, "%lu", (unsigned long)bits);
}

void settings_write_json(FILE *out) {
    fputc('{', out);
    for (const setting_row *row = budget_table; row < budget_table_end; row++) {
        char key[64];
        key_of(row, key, sizeof key);
        fprintf(out, "%s\n    \"%s\": {\"default\": ", row == budget_table ? "" : ",", key);
        write_value(out, row->kind, defaults[row - budget_table]);
        fputs(", \"final\": ", out);
        write_value(out, row->kind, row->object->value.whole);
        fputc('}', out);
    }
    fputs("}", out);
}
