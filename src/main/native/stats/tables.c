#include "tables.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "os.h"
#include "stats.h"
#include "text.h"

static mp_lock lock = MP_LOCK_FREE;
static _Alignas(8) mp_block_patch patches[MP_MAX_PATCHES];
static _Alignas(8) mp_block_property properties[MP_MAX_PROPERTIES];
static _Alignas(8) mp_block_budget budgets[MP_MAX_BUDGETS];

enum { PATCHES, PROPERTIES, BUDGETS, TABLES };
static mp_table tables[TABLES] = {
    [PATCHES] = {MP_PART_PATCHES, patches, sizeof patches[0], 0, false, 0},
    [PROPERTIES] = {MP_PART_PROPERTIES, properties, sizeof properties[0], 0, false, 0},
    [BUDGETS] = {MP_PART_BUDGETS, budgets, sizeof budgets[0], 0, false, 0},
};

static uint32_t mode;

void mp_tables_visit(void (*visit)(const mp_table *table, void *context), void *context) {
    mp_lock_take(&lock);
    for (int i = 0; i < TABLES; i++) {
        visit(&tables[i], context);
        tables[i].changed = false;
    }
    mp_lock_give(&lock);
}

void mp_tables_look(void (*look)(const mp_table *table, void *context), void *context) {
    mp_lock_take(&lock);
    for (int i = 0; i < TABLES; i++) {
        look(&tables[i], context);
    }
    mp_lock_give(&lock);
}

/* index, appended when it is the number used; UINT32_MAX when the table is full. */
static uint32_t entry_for(mp_table *table, uint32_t index, uint32_t capacity) {
    if (index == table->used) {
        if (table->used == capacity) {
            return UINT32_MAX;
        }
        table->used++;
    }
    table->changed = true;
    return index;
}

static void copy_bytes(mp_block_patch *patch, uint8_t field[16], const uint8_t *bytes, uint32_t flag) {
    if (bytes != NULL) {
        memcpy(field, bytes, patch->length);
        patch->bytes |= flag;
    }
}

void mp_patch_report(uint32_t address, const char *group, const char *name, mp_patch_status status,
                     const uint8_t *expected, const uint8_t *found, uint8_t length) {
    mp_lock_take(&lock);
    uint32_t index = 0;
    while (index < tables[PATCHES].used && patches[index].address != address) {
        index++;
    }
    index = entry_for(&tables[PATCHES], index, MP_MAX_PATCHES);
    if (index != UINT32_MAX) {
        mp_block_patch *patch = &patches[index];
        patch->address = address;
        patch->status = (uint32_t)status;
        if (expected != NULL || found != NULL) {
            patch->length = length < sizeof patch->expected ? length : sizeof patch->expected;
        }
        copy_bytes(patch, patch->expected, expected, MP_PATCH_HAS_EXPECTED);
        copy_bytes(patch, patch->found, found, MP_PATCH_HAS_FOUND);
        mp_text_copy(patch->group, sizeof patch->group, group);
        mp_text_copy(patch->name, sizeof patch->name, name);
    }
    mp_lock_give(&lock);
}

static void set_property(const char *key, const char *value) {
    char cut_key[sizeof properties[0].key];
    mp_text_copy(cut_key, sizeof cut_key, key);
    mp_lock_take(&lock);
    uint32_t index = 0;
    while (index < tables[PROPERTIES].used && strcmp(properties[index].key, cut_key) != 0) {
        index++;
    }
    index = entry_for(&tables[PROPERTIES], index, MP_MAX_PROPERTIES);
    if (index != UINT32_MAX) {
        memcpy(properties[index].key, cut_key, sizeof cut_key);
        mp_text_copy(properties[index].value, sizeof properties[index].value, value);
    }
    mp_lock_give(&lock);
}

void mp_property(const char *key, const char *format, ...) {
    char value[2 * sizeof properties[0].value];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(value, sizeof value, format, arguments);
    va_end(arguments);
    set_property(key, value);
}

void mp_budget_report(const char *name, uint32_t before, uint32_t wanted, uint32_t now) {
    char cut_name[sizeof budgets[0].name];
    mp_text_copy(cut_name, sizeof cut_name, name);
    mp_lock_take(&lock);
    uint32_t index = 0;
    while (index < tables[BUDGETS].used && strcmp(budgets[index].name, cut_name) != 0) {
        index++;
    }
    index = entry_for(&tables[BUDGETS], index, MP_MAX_BUDGETS);
    if (index != UINT32_MAX) {
        memcpy(budgets[index].name, cut_name, sizeof cut_name);
        budgets[index].before = before;
        budgets[index].wanted = wanted;
        budgets[index].now = now;
    }
    mp_lock_give(&lock);
}

void mp_mode_set(mp_mode new_mode, const char *reason) {
    __atomic_store_n(&mode, (uint32_t)new_mode, __ATOMIC_RELEASE);
    set_property("mode.reason", reason);
    mp_event(MP_EVENT_MODE, new_mode == MP_MODE_OBSERVE ? MP_SEVERITY_WARNING : MP_SEVERITY_INFO,
             (uint64_t)new_mode, 0, "%s", reason == NULL ? "" : reason);
}

mp_mode mp_mode_get(void) {
    return (mp_mode)__atomic_load_n(&mode, __ATOMIC_ACQUIRE);
}
