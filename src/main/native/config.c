#include "config.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_FILE_BYTES (256 * 1024)
#define MAX_NAMES      128 /* different keys of a section, and different sections */
#define MB             (1024u * 1024u)

/* --- defaults --------------------------------------------------------------------------------------- */

static void set_defaults(mp_config *config) {
    memset(config, 0, sizeof *config);
    config->enabled = true;
    config->heap_enabled = true;
    strcpy(config->allocator, "rpmalloc");
    config->large_block_threshold = 16 * 1024;
    config->quarantine_frames = 3;
    config->quarantine_max_bytes = 32 * MB;
    config->pool_bytes = 1536 * MB;
    config->budgets_enabled = true;
    strcpy(config->preset, "Vanilla");
    config->opcode_base = 0x2000;
    config->sample_period_ms = 100;
    config->address_period_ms = 1000;
    config->log_level = MP_LOG_INFO;
    config->import_tables = true;
    config->page_calls = true;
    config->hot_pages_max_bytes = 128 * MB;
}

/* --- values ------------------------------------------------------------------------------------------ */

static bool same(const char *a, const char *b) {
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
    }
    return *a == *b;
}

static bool parse_bool(const char *text, bool *out) {
    if (same(text, "1") || same(text, "true") || same(text, "yes") || same(text, "on")) {
        *out = true;
        return true;
    }
    if (same(text, "0") || same(text, "false") || same(text, "no") || same(text, "off")) {
        *out = false;
        return true;
    }
    return false;
}

/* Decimal or 0x hexadecimal, nothing after it. */
static bool parse_number(const char *text, uint32_t *out) {
    if (!isdigit((unsigned char)*text))
        return false;
    int base = text[0] == '0' && (text[1] == 'x' || text[1] == 'X') ? 16 : 10;
    errno = 0;
    char *end;
    unsigned long long value = strtoull(text, &end, base);
    if (*end != '\0' || errno != 0)
        return false;
    *out = value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
    return true;
}

static bool parse_level(const char *text, mp_log_level *out) {
    static const char *const names[] = {"error", "warning", "info", "debug"};
    for (int level = MP_LOG_ERROR; level <= MP_LOG_DEBUG; level++) {
        if (same(text, names[level])) {
            *out = (mp_log_level)level;
            return true;
        }
    }
    return false;
}

/* --- the table of keys ------------------------------------------------------------------------------- */

typedef enum value_kind { KIND_BOOL, KIND_NUMBER, KIND_TEXT, KIND_LEVEL } value_kind;

typedef struct key_row {
    const char *section, *key;
    value_kind kind;
    size_t offset;
    uint32_t minimum, maximum; /* NUMBER: in the unit of the key; TEXT: maximum is the size of the field */
    uint32_t scale;            /* NUMBER: bytes per unit of the key, else 1 */
} key_row;

#define FIELD(member) offsetof(mp_config, member)

static const key_row keys[] = {
    {"General", "Enabled", KIND_BOOL, FIELD(enabled), 0, 0, 0},
    {"Heap", "Enabled", KIND_BOOL, FIELD(heap_enabled), 0, 0, 0},
    {"Heap", "Allocator", KIND_TEXT, FIELD(allocator), 0, sizeof(((mp_config *)0)->allocator), 0},
    {"Heap", "LargeBlockThresholdKB", KIND_NUMBER, FIELD(large_block_threshold), 0, 1024, 1024},
    {"Heap", "QuarantineFrames", KIND_NUMBER, FIELD(quarantine_frames), 0, 60, 1},
    {"Heap", "QuarantineMaxMB", KIND_NUMBER, FIELD(quarantine_max_bytes), 1, 256, MB},
    {"Heap", "PoolMB", KIND_NUMBER, FIELD(pool_bytes), 64, 3072, MB},
    {"Heap", "PretouchMB", KIND_NUMBER, FIELD(pretouch_bytes), 0, 1024, MB},
    {"Heap", "ScrapHeap", KIND_BOOL, FIELD(scrap_heap), 0, 0, 0},
    {"Hooks", "ImportTables", KIND_BOOL, FIELD(import_tables), 0, 0, 0},
    {"Hooks", "PageCalls", KIND_BOOL, FIELD(page_calls), 0, 0, 0},
    {"Hooks", "HotPagesMaxMB", KIND_NUMBER, FIELD(hot_pages_max_bytes), 0, 1024, MB},
    {"Budgets", "Enabled", KIND_BOOL, FIELD(budgets_enabled), 0, 0, 0},
    {"Budgets", "Preset", KIND_TEXT, FIELD(preset), 0, sizeof(((mp_config *)0)->preset), 0},
    {"Budgets", "OverrideGameIni", KIND_BOOL, FIELD(budgets_override_game_ini), 0, 0, 0},
    {"Commands", "OpcodeBase", KIND_NUMBER, FIELD(opcode_base), 0x2000, 0x7FFF, 1},
    {"Statistics", "SamplePeriodMs", KIND_NUMBER, FIELD(sample_period_ms), 10, 1000, 1},
    {"Statistics", "AddressPeriodMs", KIND_NUMBER, FIELD(address_period_ms), 250, 10000, 1},
    {"Log", "Level", KIND_LEVEL, FIELD(log_level), 0, 0, 0},
    {"Debug", "LeakTracking", KIND_BOOL, FIELD(leak_tracking), 0, 0, 0},
    {"Debug", "CorruptionWatch", KIND_BOOL, FIELD(corruption_watch), 0, 0, 0},
};

static void set_number(mp_config *config, const key_row *row, uint32_t value) {
    uint32_t kept = value < row->minimum ? row->minimum : value > row->maximum ? row->maximum : value;
    if (kept != value)
        mp_log(MP_LOG_WARNING, "[%s] %s=%lu is outside %lu..%lu, %lu is used", row->section, row->key,
               (unsigned long)value, (unsigned long)row->minimum, (unsigned long)row->maximum,
               (unsigned long)kept);
    *(uint32_t *)((char *)config + row->offset) = kept * row->scale;
}

static void set_value(mp_config *config, const key_row *row, const char *text) {
    char *field = (char *)config + row->offset;
    bool understood = true;
    switch (row->kind) {
    case KIND_BOOL:
        understood = parse_bool(text, (bool *)field);
        break;
    case KIND_LEVEL:
        understood = parse_level(text, (mp_log_level *)field);
        break;
    case KIND_TEXT:
        understood = text[0] != '\0' && strlen(text) < row->maximum;
        if (understood)
            strcpy(field, text);
        break;
    case KIND_NUMBER: {
        uint32_t value;
        understood = parse_number(text, &value);
        if (understood)
            set_number(config, row, value);
        break;
    }
    }
    if (!understood)
        mp_log(MP_LOG_WARNING, "[%s] %s=%s is not understood, the default is used", row->section, row->key,
               text);
}

/* A line of [Budgets] that is none of its switches names a setting of the engine. */
static void set_budget(mp_config *config, const char *name, const char *text) {
    uint32_t value;
    if (strlen(name) >= sizeof config->budgets[0].name || !parse_number(text, &value)) {
        mp_log(MP_LOG_WARNING, "[Budgets] %s=%s is not understood, the line is left out", name, text);
        return;
    }
    if (config->budget_count == MP_CONFIG_MAX_BUDGETS) {
        mp_log(MP_LOG_WARNING, "[Budgets] %s is one line too many, it is left out", name);
        return;
    }
    mp_config_budget *budget = &config->budgets[config->budget_count++];
    strcpy(budget->name, name);
    budget->value = value;
}

static void set_key(mp_config *config, const char *section, const char *key, const char *text) {
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (same(keys[i].section, section) && same(keys[i].key, key)) {
            set_value(config, &keys[i], text);
            return;
        }
    }
    if (same(section, "Budgets"))
        set_budget(config, key, text);
    else
        mp_log(MP_LOG_DEBUG, "[%s] %s is not a key of this version", section, key);
}

/* --- lines ------------------------------------------------------------------------------------------- */

static char *trim(char *text) {
    while (*text == ' ' || *text == '\t')
        text++;
    size_t length = strlen(text);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t' || text[length - 1] == '\r'))
        text[--length] = '\0';
    return text;
}

/* A comment after a value needs a blank before its semicolon. */
static void cut_comment(char *value) {
    for (char *at = value; *at != '\0'; at++) {
        if (*at == ';' && (at == value || at[-1] == ' ' || at[-1] == '\t')) {
            *at = '\0';
            return;
        }
    }
}

static bool is_quote(char c) {
    return c == '"' || c == '\'';
}

/* What a line says behind its equals sign, without blanks, comment and one pair of quotes; within quotes a semicolon
 * begins no comment. */
static char *value_in(char *text) {
    text = trim(text);
    char *close = is_quote(*text) ? strchr(text + 1, *text) : NULL;
    const char *rest = close != NULL ? trim(close + 1) : NULL;
    if (rest != NULL && (*rest == '\0' || *rest == ';')) {
        *close = '\0';
        return text + 1;
    }
    cut_comment(text);
    text = trim(text);
    size_t length = strlen(text);
    if (length >= 2 && is_quote(*text) && text[length - 1] == *text) {
        text[length - 1] = '\0';
        text++;
    }
    return text;
}

/* Names met so far, each inside the text that is read. */
typedef struct name_list {
    const char *names[MAX_NAMES];
    size_t count;
} name_list;

/* False when the name was met before, or when there is no room to remember it. */
static bool note_name(name_list *list, const char *name) {
    for (size_t i = 0; i < list->count; i++) {
        if (same(list->names[i], name))
            return false;
    }
    if (list->count == MAX_NAMES)
        return false;
    list->names[list->count++] = name;
    return true;
}

typedef struct reader {
    mp_config *config;
    const char *section; /* NULL in a section that does not count */
    name_list sections, keys;
} reader;

static void open_section(reader *at, const char *name) {
    at->section = note_name(&at->sections, name) ? name : NULL;
    at->keys.count = 0;
    if (at->section == NULL)
        mp_log(MP_LOG_WARNING, "[%s] is left out: the first section of a name counts, and %d at most", name,
               MAX_NAMES);
}

static void read_line(reader *at, char *line) {
    line = trim(line);
    if (*line == '\0' || *line == ';' || *line == '#')
        return;
    if (*line == '[') {
        char *end = strchr(line, ']');
        if (end == NULL)
            return;
        *end = '\0';
        open_section(at, trim(line + 1));
        return;
    }
    char *equals = strchr(line, '=');
    if (equals == NULL || at->section == NULL)
        return;
    *equals = '\0';
    const char *value = value_in(equals + 1);
    const char *key = trim(line);
    if (note_name(&at->keys, key))
        set_key(at->config, at->section, key, value);
    else
        mp_log(MP_LOG_WARNING, "[%s] %s is left out: the first line of a name counts, and %d at most",
               at->section, key, MAX_NAMES);
}

void mp_config_read_text(char *text, mp_config *config) {
    reader at = {.config = config, .section = ""};
    if (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    while (text != NULL) {
        char *next = strchr(text, '\n');
        if (next != NULL)
            *next++ = '\0';
        read_line(&at, text);
        text = next;
    }
}

static FILE *open_for_reading(const wchar_t *path) {
#ifdef _WIN32
    return _wfopen(path, L"rb");
#else
    char narrow[4096];
    return wcstombs(narrow, path, sizeof narrow) < sizeof narrow ? fopen(narrow, "rb") : NULL;
#endif
}

bool mp_config_read(const wchar_t *path, mp_config *config) {
    set_defaults(config);
    FILE *file = open_for_reading(path);
    if (file == NULL)
        return false;
    char *text = malloc(MAX_FILE_BYTES + 1);
    if (text != NULL) {
        text[fread(text, 1, MAX_FILE_BYTES, file)] = '\0';
        mp_config_read_text(text, config);
        free(text);
    }
    fclose(file);
    return text != NULL;
}
