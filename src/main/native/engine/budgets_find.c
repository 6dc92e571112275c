#include "engine/budgets_find.h"

#include <stdio.h>
#include <string.h>
#include <windows.h>

#include "hook/memory.h"

/* push ebp; mov ebp, esp; push default; push name; mov ecx, object; call constructor (engine facts 3.1).
 * The default is a dword after 68, or a signed byte after 6A where it fits one. */
#define OP_PUSH_DWORD 0x68
#define OP_PUSH_BYTE  0x6A
#define OP_MOV_ECX    0xB9
#define OP_CALL       0xE8
#define FULL_NAME     80
#define WHOLE         19 /* bytes up to and with the call's opcode, in the longer shape */

#define SETTING_NAME  8

static void full_name(char *out, const char *name) {
    snprintf(out, FULL_NAME, "%s:BudgetCaps", name);
}

static bool string_at(uint32_t address, const char *text) {
    char found[FULL_NAME];
    size_t length = strlen(text) + 1;
    return mp_memory_copy(found, address, length) && memcmp(found, text, length) == 0;
}

static uint32_t dword(const uint8_t *at) {
    uint32_t value;
    memcpy(&value, at, 4);
    return value;
}

/* code holds WHOLE bytes from address on. */
static bool parse(const uint8_t *code, uint32_t address, uint32_t *name, mp_budget_place *out) {
    if (code[0] != 0x55 || code[1] != 0x8B || code[2] != 0xEC)
        return false;
    const uint8_t *rest;
    if (code[3] == OP_PUSH_DWORD) {
        out->standard = dword(code + 4);
        out->immediate = address + 4;
        rest = code + 8;
    } else if (code[3] == OP_PUSH_BYTE) {
        out->standard = (uint32_t)(int32_t)(int8_t)code[4];
        out->immediate = 0;
        rest = code + 5;
    } else {
        return false;
    }
    if (rest[0] != OP_PUSH_DWORD || rest[5] != OP_MOV_ECX || rest[10] != OP_CALL)
        return false;
    *name = dword(rest + 1);
    out->object = dword(rest + 6);
    out->initialiser = address;
    return true;
}

bool mp_budget_read_initialiser(uint32_t address, const char *name, mp_budget_place *out) {
    uint8_t code[WHOLE];
    char wanted[FULL_NAME];
    uint32_t name_pointer;
    full_name(wanted, name);
    return mp_memory_copy(code, address, sizeof code) && parse(code, address, &name_pointer, out) &&
           string_at(name_pointer, wanted);
}

bool mp_budget_is_object(uint32_t object, const char *name) {
    char wanted[FULL_NAME];
    uint32_t name_pointer;
    full_name(wanted, name);
    return mp_memory_copy(&name_pointer, object + SETTING_NAME, 4) && string_at(name_pointer, wanted);
}

/* --- the search -------------------------------------------------------------------------------------- */

static const IMAGE_SECTION_HEADER *sections(uint32_t *count, uint32_t *base) {
    *base = (uint32_t)(uintptr_t)GetModuleHandleW(NULL);
    const uint8_t *image = (const uint8_t *)(uintptr_t)*base;
    const IMAGE_DOS_HEADER *dos = (const IMAGE_DOS_HEADER *)image;
    const IMAGE_NT_HEADERS *headers = (const IMAGE_NT_HEADERS *)(image + dos->e_lfanew);
    *count = headers->FileHeader.NumberOfSections;
    return IMAGE_FIRST_SECTION(headers);
}

/* Readable bytes of a section, or none. */
static const uint8_t *contents(const IMAGE_SECTION_HEADER *section, uint32_t base, size_t *size) {
    *size = section->Misc.VirtualSize;
    uint32_t address = base + section->VirtualAddress;
    return mp_memory_readable(address, *size) ? (const uint8_t *)(uintptr_t)address : NULL;
}

/* The first text within bytes, counted from its beginning; NULL when there is none. */
static const uint8_t *find_text(const uint8_t *bytes, size_t size, const char *text) {
    size_t length = strlen(text) + 1;
    for (const uint8_t *at = bytes, *end = bytes + size; at + length <= end; at++) {
        at = memchr(at, text[0], (size_t)(end - at) - length + 1);
        if (at == NULL)
            return NULL;
        if (memcmp(at, text, length) == 0 && (at == bytes || at[-1] == '\0'))
            return at;
    }
    return NULL;
}

static uint32_t find_name(const char *name) {
    char wanted[FULL_NAME];
    uint32_t count, base;
    full_name(wanted, name);
    const IMAGE_SECTION_HEADER *section = sections(&count, &base);
    for (uint32_t i = 0; i < count; i++) {
        size_t size;
        const uint8_t *bytes = contents(&section[i], base, &size);
        const uint8_t *found = bytes != NULL ? find_text(bytes, size, wanted) : NULL;
        if (found != NULL)
            return (uint32_t)(uintptr_t)found;
    }
    return 0;
}

/* An initialiser that pushes the name at name_address, in bytes. */
static bool find_initialiser(const uint8_t *bytes, size_t size, uint32_t name_address, mp_budget_place *out) {
    if (size < WHOLE)
        return false;
    for (const uint8_t *at = bytes, *end = bytes + size - WHOLE; at <= end; at++) {
        uint32_t name;
        at = memchr(at, 0x55, (size_t)(end - at) + 1);
        if (at == NULL)
            return false;
        if (parse(at, (uint32_t)(uintptr_t)at, &name, out) && name == name_address)
            return true;
    }
    return false;
}

bool mp_budget_search(const char *name, mp_budget_place *out) {
    uint32_t name_address = find_name(name);
    uint32_t count, base;
    if (name_address == 0)
        return false;
    const IMAGE_SECTION_HEADER *section = sections(&count, &base);
    for (uint32_t i = 0; i < count; i++) {
        size_t size;
        if ((section[i].Characteristics & IMAGE_SCN_MEM_EXECUTE) == 0)
            continue;
        const uint8_t *bytes = contents(&section[i], base, &size);
        if (bytes != NULL && find_initialiser(bytes, size, name_address, out))
            return true;
    }
    return false;
}
