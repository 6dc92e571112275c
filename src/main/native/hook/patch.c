#include "hook/patch.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>

#include "hook/memory.h"
#include "log.h"
#include "stats/stats.h"

#define MAX_APPLIED 256
#define JUMP_BYTES  5

typedef struct applied_site {
    mp_patch_site site;
    uint8_t original[MP_PATCH_MAX_BYTES];
    uint8_t written[MP_PATCH_MAX_BYTES];
    uint8_t length; /* bytes written */
} applied_site;

static applied_site applied[MAX_APPLIED];
static size_t applied_count;

/* The bytes a site becomes. */
static uint8_t replacement(const mp_patch_site *site, uint8_t *out) {
    switch (site->action) {
    case MP_PATCH_JUMP: {
        uint32_t distance = (uint32_t)(uintptr_t)site->handler - (site->address + JUMP_BYTES);
        out[0] = 0xE9;
        memcpy(out + 1, &distance, 4);
        return JUMP_BYTES;
    }
    case MP_PATCH_BYTES:
        memcpy(out, site->bytes, site->bytes_length);
        return site->bytes_length;
    case MP_PATCH_SLOT: {
        uint32_t handler = (uint32_t)(uintptr_t)site->handler;
        memcpy(out, &handler, 4);
        return 4;
    }
    case MP_PATCH_DWORD:
        memcpy(out, &site->value, 4);
        return 4;
    }
    return 0;
}

static uint8_t span_of(const mp_patch_site *site) {
    uint8_t scratch[MP_PATCH_MAX_BYTES];
    uint8_t written = replacement(site, scratch);
    return written > site->expected_length ? written : site->expected_length;
}

static void report(const mp_patch_site *site, mp_patch_status status) {
    uint8_t found[MP_PATCH_MAX_BYTES];
    uint8_t length = site->expected_length > 16 ? 16 : site->expected_length;
    bool readable = mp_memory_copy(found, site->address, length);
    mp_patch_report(site->address, site->group, site->name, status, site->expected, readable ? found : NULL,
                    length);
}

static void fail(mp_patch_result *result, uint32_t address, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(result->reason, sizeof result->reason, format, arguments);
    va_end(arguments);
    result->failed_address = address;
    result->applied = false;
}

static size_t hex(char *out, const uint8_t *bytes, size_t count) {
    size_t used = 0;
    for (size_t i = 0; i < count; i++)
        used += (size_t)sprintf(out + used, "%02X ", bytes[i]);
    if (used > 0)
        out[--used] = '\0';
    return used;
}

static bool validate_site(const mp_patch_site *site, mp_patch_result *result) {
    uint8_t found[MP_PATCH_MAX_BYTES];
    uint8_t length = span_of(site);
    if (!mp_memory_copy(found, site->address, length)) {
        fail(result, site->address, "%s at %08lX cannot be read", site->name, (unsigned long)site->address);
        return false;
    }
    if (site->expected == NULL || memcmp(found, site->expected, site->expected_length) == 0)
        return true;

    size_t first = 0;
    while (found[first] == site->expected[first])
        first++;
    size_t shown = site->expected_length - first > 5 ? 5 : site->expected_length - first;
    char wanted[3 * 5 + 1] = "", present[3 * 5 + 1] = "";
    hex(wanted, site->expected + first, shown);
    hex(present, found + first, shown);
    fail(result, site->address, "%s at %08lX: byte %u onwards is %s, expected %s", site->name,
         (unsigned long)site->address, (unsigned)first, present, wanted);
    return false;
}

/* Every site of a set that failed is reported: those that differ, and those that were given up for it. */
static void report_refusal(const mp_patch_site *sites, size_t count) {
    for (size_t i = 0; i < count; i++) {
        mp_patch_result each;
        bool sound = validate_site(&sites[i], &each);
        report(&sites[i], sound ? MP_PATCH_ROLLED_BACK : MP_PATCH_MISMATCH);
        if (!sound)
            mp_log(MP_LOG_WARNING, "%s", each.reason);
    }
}

bool mp_patch_validate(const mp_patch_site *sites, size_t count, mp_patch_result *result) {
    memset(result, 0, sizeof *result);
    for (size_t i = 0; i < count; i++) {
        if (!validate_site(&sites[i], result)) {
            report_refusal(sites, count);
            return false;
        }
    }
    return true;
}

/* Writes bytes over code or data; the page's protection is as it was afterwards. */
static bool overwrite(uint32_t address, const uint8_t *bytes, uint8_t length) {
    void *target = (void *)(uintptr_t)address;
    DWORD before;
    if (!VirtualProtect(target, length, PAGE_EXECUTE_READWRITE, &before))
        return false;
    memcpy(target, bytes, length);
    VirtualProtect(target, length, before, &before);
    FlushInstructionCache(GetCurrentProcess(), target, length);
    return true;
}

static bool apply_site(const mp_patch_site *site) {
    if (applied_count == MAX_APPLIED)
        return false;
    applied_site *entry = &applied[applied_count];
    entry->site = *site;
    entry->length = replacement(site, entry->written);
    if (!mp_memory_copy(entry->original, site->address, span_of(site)))
        return false;
    if (site->expected != NULL)
        entry->site.expected = entry->original; /* the same bytes, and they stay */
    if (!overwrite(site->address, entry->written, entry->length))
        return false;
    applied_count++;
    return true;
}

static bool still_ours(const applied_site *entry) {
    uint8_t found[MP_PATCH_MAX_BYTES];
    return mp_memory_copy(found, entry->site.address, entry->length) &&
           memcmp(found, entry->written, entry->length) == 0;
}

/* Puts back one site; false when it is another's by now or cannot be written. */
static bool restore(const applied_site *entry) {
    return still_ours(entry) && overwrite(entry->site.address, entry->original, entry->length);
}

static void roll_back(size_t kept) {
    while (applied_count > kept) {
        const applied_site *entry = &applied[--applied_count];
        if (restore(entry))
            report(&entry->site, MP_PATCH_ROLLED_BACK);
        else
            report(&entry->site, MP_PATCH_FAILED);
    }
}

bool mp_patch_apply(const mp_patch_site *sites, size_t count, mp_patch_result *result) {
    if (!mp_patch_validate(sites, count, result))
        return false;
    size_t before = applied_count;
    for (size_t i = 0; i < count; i++) {
        if (apply_site(&sites[i]))
            continue;
        fail(result, sites[i].address, "%s at %08lX cannot be written (error %lu)", sites[i].name,
             (unsigned long)sites[i].address, (unsigned long)GetLastError());
        mp_log(MP_LOG_ERROR, "%s", result->reason);
        report(&sites[i], MP_PATCH_FAILED);
        roll_back(before);
        for (size_t rest = i + 1; rest < count; rest++)
            report(&sites[rest], MP_PATCH_ROLLED_BACK);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        report(&sites[i], MP_PATCH_APPLIED);
        mp_log(MP_LOG_DEBUG, "%08lX  %-12s %s", (unsigned long)sites[i].address, sites[i].group, sites[i].name);
    }
    result->applied = true;
    return true;
}

/* Removes entry number index from the list once it is back, or leaves it in place. */
static bool remove_entry(size_t index) {
    applied_site *entry = &applied[index];
    if (!restore(entry)) {
        mp_log(MP_LOG_WARNING, "%s at %08lX was patched over by someone else and is left as it is",
               entry->site.name, (unsigned long)entry->site.address);
        return false;
    }
    report(&entry->site, MP_PATCH_REMOVED);
    memmove(entry, entry + 1, (--applied_count - index) * sizeof *entry);
    return true;
}

bool mp_patch_remove_one(uint32_t address) {
    for (size_t i = 0; i < applied_count; i++) {
        if (applied[i].site.address == address)
            return remove_entry(i);
    }
    return false;
}

size_t mp_patch_remove(void) {
    size_t left = 0;
    for (size_t i = applied_count; i-- > 0;)
        left += !remove_entry(i);
    return left;
}

size_t mp_patch_remove_group(const char *group) {
    size_t left = 0;
    for (size_t i = applied_count; i-- > 0;) {
        if (strcmp(applied[i].site.group, group) == 0)
            left += !remove_entry(i);
    }
    return left;
}

size_t mp_patch_count(void) {
    return applied_count;
}

const uint8_t *mp_patch_original(uint32_t address) {
    for (size_t i = 0; i < applied_count; i++) {
        if (applied[i].site.address == address)
            return applied[i].original;
    }
    return NULL;
}
