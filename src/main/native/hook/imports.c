#include "hook/imports.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>
#include <psapi.h>

#include "hook/import_crt.h"
#include "hook/import_names.h"
#include "hook/import_table.h"
#include "hook/module_watch.h"
#include "hook/trampoline.h"
#include "log.h"
#include "stats/stats.h"

#define GROUP       "import tables"
#define MAX_MODULES 512
#define MAX_MAKERS  512
#define MAX_TAKEN   4096
#define MAX_IMPORTS 128 /* of one module */
#define SETTLE_MS   1000

typedef struct taken_slot {
    void **slot; /* NULL: not in use */
    const mp_import_maker *maker;
    uint16_t module;
} taken_slot;

typedef struct known_module {
    const void *base; /* NULL: not in use */
    char name[64];
    bool hooked;
} known_module;

static bool installed;
static bool leaving;     /* nothing more is taken */
static bool waiting;     /* for modules to settle */
static DWORD changed_at; /* ms */
static const void *own_module;
static wchar_t windows_folder[MAX_PATH];
static known_module modules[MAX_MODULES];
static mp_import_maker makers[MAX_MAKERS];
static unsigned maker_count;
static taken_slot taken[MAX_TAKEN];

/* --- makers ------------------------------------------------------------------------------------------ */

static bool write_thunk(mp_import_maker *maker) {
    if (!mp_trampoline_unlock())
        return false;
    maker->thunk = mp_trampoline_bind(maker->function->handler, maker);
    mp_trampoline_lock();
    return maker->thunk != NULL;
}

static const mp_import_maker *maker_of(const mp_import_function *function, void *original) {
    for (unsigned i = 0; i < maker_count; i++) {
        if (makers[i].function == function && makers[i].original == original)
            return &makers[i];
    }
    if (maker_count == MAX_MAKERS)
        return NULL;
    mp_import_maker *maker = &makers[maker_count];
    *maker = (mp_import_maker){.function = function, .original = original};
    if (!write_thunk(maker))
        return NULL;
    maker_count++;
    return maker;
}

static bool is_thunk(const void *pointer) {
    for (unsigned i = 0; i < maker_count; i++) {
        if (makers[i].thunk == pointer)
            return true;
    }
    return false;
}

/* --- one slot ---------------------------------------------------------------------------------------- */

/* Changes a slot that holds expected; its page's protection is as it was afterwards. */
static bool exchange(void **slot, void *expected, void *wanted) {
    const DWORD executable =
        PAGE_EXECUTE | PAGE_EXECUTE_READ | PAGE_EXECUTE_READWRITE | PAGE_EXECUTE_WRITECOPY;
    MEMORY_BASIC_INFORMATION page;
    DWORD before;
    if (VirtualQuery(slot, &page, sizeof page) == 0 || page.State != MEM_COMMIT)
        return false;
    DWORD writable = page.Protect & executable ? PAGE_EXECUTE_READWRITE : PAGE_READWRITE;
    if (!VirtualProtect(slot, sizeof *slot, writable, &before))
        return false;
    bool done = InterlockedCompareExchangePointer(slot, wanted, expected) == expected;
    VirtualProtect(slot, sizeof *slot, before, &before);
    return done;
}

static taken_slot *unused_entry(void) {
    for (unsigned i = 0; i < MAX_TAKEN; i++) {
        if (taken[i].slot == NULL)
            return &taken[i];
    }
    return NULL;
}

/* --- one module -------------------------------------------------------------------------------------- */

typedef struct wish {
    void **slot;
    const mp_import_maker *maker;
} wish;

typedef struct wish_list {
    wish wishes[MAX_IMPORTS];
    unsigned count;
    const char *problem;
} wish_list;

static bool wish_for(const mp_import *import, void *context) {
    wish_list *list = context;
    const mp_import_function *function = mp_import_function_named(import->function);
    if (function == NULL || !mp_import_is_runtime(import->library) || is_thunk(*import->slot))
        return true;
    const mp_import_maker *maker = list->count == MAX_IMPORTS ? NULL : maker_of(function, *import->slot);
    if (maker == NULL) {
        list->problem = "there is no room for its imports";
        return false;
    }
    list->wishes[list->count++] = (wish){import->slot, maker};
    return true;
}

/* Every wish or none: what was taken before one failed is put back. */
static bool grant(const wish_list *list, uint16_t module) {
    unsigned granted = 0;
    while (granted < list->count) {
        const wish *next = &list->wishes[granted];
        taken_slot *entry = unused_entry();
        if (entry == NULL || !exchange(next->slot, next->maker->original, next->maker->thunk))
            break;
        *entry = (taken_slot){next->slot, next->maker, module};
        granted++;
    }
    if (granted == list->count)
        return true;
    for (unsigned i = 0; i < MAX_TAKEN; i++) {
        if (taken[i].slot != NULL && taken[i].module == module) {
            exchange(taken[i].slot, taken[i].maker->thunk, taken[i].maker->original);
            taken[i].slot = NULL;
        }
    }
    return false;
}

static void report(const known_module *module, unsigned slots, mp_patch_status status) {
    char name[96];
    snprintf(name, sizeof name, "%s, %u imports", module->name, slots);
    mp_patch_report((uint32_t)(uintptr_t)module->base, GROUP, name, status, NULL, NULL, 0);
}

static void hook(known_module *module) {
    wish_list list = {.count = 0};
    bool sound = mp_import_table_walk(module->base, wish_for, &list);
    if (list.count == 0 && list.problem == NULL)
        return;
    bool done = sound && list.problem == NULL && grant(&list, (uint16_t)(module - modules));
    if (!done) {
        mp_log(MP_LOG_WARNING, "Imports of %s are left as they are: %s", module->name,
               list.problem != NULL ? list.problem
               : sound              ? "a slot could not be changed"
                                    : "its table is damaged");
        report(module, list.count, MP_PATCH_FAILED);
        return;
    }
    module->hooked = true;
    report(module, list.count, MP_PATCH_APPLIED);
    mp_log(MP_LOG_INFO, "Imports of %s: %u taken", module->name, list.count);
}

/* --- all modules ------------------------------------------------------------------------------------- */

static bool is_known(const void *base) {
    for (unsigned i = 0; i < MAX_MODULES; i++) {
        if (modules[i].base == base)
            return true;
    }
    return false;
}

static known_module *unused_module(void) {
    for (unsigned i = 0; i < MAX_MODULES; i++) {
        if (modules[i].base == NULL)
            return &modules[i];
    }
    return NULL;
}

static bool below_windows_folder(const wchar_t *path) {
    size_t length = wcslen(windows_folder);
    return _wcsnicmp(path, windows_folder, length) == 0 && path[length] == L'\\';
}

static const wchar_t *file_name(const wchar_t *path) {
    const wchar_t *slash = wcsrchr(path, L'\\');
    return slash != NULL ? slash + 1 : path;
}

static void consider(HMODULE handle) {
    wchar_t path[MAX_PATH];
    DWORD length = GetModuleFileNameW(handle, path, MAX_PATH);
    known_module *module = unused_module();
    if (length == 0 || length == MAX_PATH || module == NULL)
        return;
    memset(module, 0, sizeof *module);
    if (WideCharToMultiByte(CP_UTF8, 0, file_name(path), -1, module->name, sizeof module->name, NULL, NULL) ==
        0)
        strcpy(module->name, "?");
    module->base = handle;
    if (module->base != own_module &&
        mp_import_judge(module->name, below_windows_folder(path)) == MP_IMPORT_TAKE)
        hook(module);
}

/* A module that went took its slots with it. */
static void forget(const void *base) {
    for (unsigned i = 0; i < MAX_MODULES; i++) {
        if (modules[i].base != base)
            continue;
        for (unsigned j = 0; j < MAX_TAKEN; j++) {
            if (taken[j].slot != NULL && taken[j].module == i)
                taken[j].slot = NULL;
        }
        modules[i].base = NULL;
    }
}

/* Holds a module in place; NULL when it is no longer there. */
static HMODULE pin(const void *base) {
    HMODULE handle;
    return GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, base, &handle) ? handle : NULL;
}

static void look_at_all(void) {
    static HMODULE loaded[MAX_MODULES];
    DWORD bytes;
    if (!K32EnumProcessModules(GetCurrentProcess(), loaded, sizeof loaded, &bytes))
        return;
    unsigned count = bytes / sizeof loaded[0] < MAX_MODULES ? bytes / sizeof loaded[0] : MAX_MODULES;
    for (unsigned i = 0; i < count; i++) {
        if (is_known(loaded[i]))
            continue;
        HMODULE pinned = pin(loaded[i]);
        if (pinned == loaded[i])
            consider(pinned);
        if (pinned != NULL)
            FreeLibrary(pinned);
    }
}

void mp_imports_scan(bool at_once) {
    if (!installed || leaving)
        return;
    if (mp_module_watch_changed()) {
        waiting = true;
        changed_at = GetTickCount();
    }
    if (!waiting || (!at_once && GetTickCount() - changed_at < SETTLE_MS))
        return;
    waiting = false;
    const void *base;
    while ((base = mp_module_watch_next_gone()) != NULL)
        forget(base);
    look_at_all();
}

bool mp_imports_install(const void *own, char *reason, size_t reason_size) {
    if (installed)
        return true;
    if (GetSystemWindowsDirectoryW(windows_folder, MAX_PATH) == 0) {
        snprintf(reason, reason_size,
                 "the Windows folder is not known, so system modules cannot be told apart");
        return false;
    }
    own_module = own;
    if (!mp_module_watch_start()) {
        snprintf(reason, reason_size, "the loader does not tell of modules that come and go");
        return false;
    }
    installed = true;
    leaving = false;
    mp_imports_scan(true);
    mp_imports_state now = mp_imports_now();
    mp_log(MP_LOG_INFO, "Import tables: %u imports of %u modules taken", now.slots, now.modules);
    return true;
}

/* --- going back -------------------------------------------------------------------------------------- */

static bool put_back(taken_slot *entry) {
    HMODULE pinned = pin(modules[entry->module].base);
    bool done = pinned != NULL && exchange(entry->slot, entry->maker->thunk, entry->maker->original);
    if (pinned != NULL)
        FreeLibrary(pinned);
    if (done || pinned == NULL)
        entry->slot = NULL;
    return done || pinned == NULL;
}

static unsigned slots_of(unsigned module) {
    unsigned count = 0;
    for (unsigned i = 0; i < MAX_TAKEN; i++)
        count += taken[i].slot != NULL && taken[i].module == module;
    return count;
}

size_t mp_imports_remove(mp_imports_part part) {
    if (!installed)
        return 0;
    size_t left = 0;
    const void *base;
    leaving = true;
    while ((base = mp_module_watch_next_gone()) != NULL)
        forget(base);
    for (unsigned i = 0; i < MAX_TAKEN; i++) {
        if (taken[i].slot != NULL && (part == MP_IMPORTS_ALL || taken[i].maker->function->allocates))
            left += !put_back(&taken[i]);
    }
    for (unsigned i = 0; i < MAX_MODULES; i++) {
        if (modules[i].base == NULL || !modules[i].hooked)
            continue;
        unsigned remaining = slots_of(i);
        report(&modules[i], remaining, remaining == 0 ? MP_PATCH_REMOVED : MP_PATCH_APPLIED);
    }
    if (left != 0)
        mp_log(MP_LOG_WARNING, "%u imports were taken over by someone else and are left as they are",
               (unsigned)left);
    if (part == MP_IMPORTS_ALL) {
        mp_module_watch_stop();
        memset(modules, 0, sizeof modules);
        memset(taken, 0, sizeof taken);
        installed = false;
    }
    return left;
}

mp_imports_state mp_imports_now(void) {
    mp_imports_state now = {0, 0};
    for (unsigned i = 0; i < MAX_MODULES; i++)
        now.modules += modules[i].base != NULL && modules[i].hooked;
    for (unsigned i = 0; i < MAX_TAKEN; i++)
        now.slots += taken[i].slot != NULL;
    return now;
}
