/* The patch transaction on code of this program's own, and the way back to a function whose entry was
 * taken. 32-bit Windows. */
#include "hook/patch.h"

#include <string.h>
#include <windows.h>

#include "check.h"
#include "hook/memory.h"
#include "hook/trampoline.h"
#include "stats/stats.h"

/* --- what the transaction reports to ----------------------------------------------------------------- */

static struct {
    uint32_t address;
    mp_patch_status status;
} reports[64];
static size_t report_count;

void mp_patch_report(uint32_t address, const char *group, const char *name, mp_patch_status status,
                     const uint8_t *expected, const uint8_t *found, uint8_t length) {
    (void)group, (void)name, (void)expected, (void)found, (void)length;
    if (report_count < 64) {
        reports[report_count].address = address;
        reports[report_count++].status = status;
    }
}

static mp_patch_status last_status(uint32_t address) {
    for (size_t i = report_count; i-- > 0;) {
        if (reports[i].address == address)
            return reports[i].status;
    }
    return MP_PATCH_PENDING;
}

/* --- functions to patch ------------------------------------------------------------------------------ */

/* int add(int, int) with a known entry: push ebp; mov ebp, esp; sub esp, 16; ... */
#define ENTRY_BYTES 6
static const uint8_t entry[ENTRY_BYTES] = {0x55, 0x8B, 0xEC, 0x83, 0xEC, 0x10};
static const uint8_t add_code[] = {0x55, 0x8B, 0xEC, 0x83, 0xEC, 0x10, 0x8B, 0x45, 0x08,
                                   0x03, 0x45, 0x0C, 0x8B, 0xE5, 0x5D, 0xC3};

typedef int (*binary)(int, int);

static uint8_t *code;
static binary add_original;

static uint32_t at(size_t index) {
    return (uint32_t)(uintptr_t)(code + index * 64);
}

static binary function(size_t index) {
    return (binary)(uintptr_t)at(index);
}

static void lay_out(void) {
    DWORD before;
    if (code == NULL)
        code = VirtualAlloc(NULL, 4096, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
    else
        VirtualProtect(code, 4096, PAGE_READWRITE, &before);
    memset(code, 0xCC, 4096);
    for (size_t i = 0; i < 4; i++)
        memcpy(code + i * 64, add_code, sizeof add_code);
    VirtualProtect(code, 4096, PAGE_EXECUTE_READ, &before);
    report_count = 0;
}

static int multiply(int a, int b) {
    return a * b;
}

static int add_plus_one(int a, int b) {
    return add_original(a, b) + 1;
}

static mp_patch_site jump(size_t index, binary handler) {
    return (mp_patch_site){.address = at(index),
                           .group = "test",
                           .name = "add",
                           .action = MP_PATCH_JUMP,
                           .expected = entry,
                           .expected_length = ENTRY_BYTES,
                           .handler = (const void *)handler};
}

static DWORD protection(void) {
    MEMORY_BASIC_INFORMATION region;
    VirtualQuery(code, &region, sizeof region);
    return region.Protect;
}

/* --- tests ------------------------------------------------------------------------------------------- */

static void a_jump_is_written_and_put_back(void) {
    lay_out();
    mp_patch_site site = jump(0, multiply);
    mp_patch_result result;
    CHECK(mp_patch_apply(&site, 1, &result));
    CHECK(result.applied && result.failed_address == 0);
    CHECK(function(0)(6, 7) == 42);
    CHECK(code[5] == entry[5]); /* beyond the jump nothing changed */
    CHECK(protection() == PAGE_EXECUTE_READ);
    CHECK(last_status(at(0)) == MP_PATCH_APPLIED);
    CHECK(mp_patch_original(at(0)) != NULL && memcmp(mp_patch_original(at(0)), entry, ENTRY_BYTES) == 0);
    CHECK(mp_patch_remove() == 0);
    CHECK(function(0)(6, 7) == 13);
    CHECK(memcmp(code, add_code, sizeof add_code) == 0);
    CHECK(last_status(at(0)) == MP_PATCH_REMOVED);
    CHECK(mp_patch_original(at(0)) == NULL);
}

static void one_wrong_byte_leaves_everything_as_it_was(void) {
    lay_out();
    DWORD before;
    VirtualProtect(code, 4096, PAGE_READWRITE, &before);
    code[2 * 64 + 3] ^= 1;
    VirtualProtect(code, 4096, before, &before);
    uint8_t image[4096];
    memcpy(image, code, sizeof image);

    mp_patch_site sites[] = {jump(0, multiply), jump(1, multiply), jump(2, multiply), jump(3, multiply)};
    mp_patch_result result;
    CHECK(!mp_patch_apply(sites, 4, &result));
    CHECK(!result.applied && result.failed_address == at(2));
    CHECK(strstr(result.reason, "add") != NULL);
    CHECK(memcmp(image, code, sizeof image) == 0);
    CHECK(last_status(at(2)) == MP_PATCH_MISMATCH);
    CHECK(last_status(at(0)) == MP_PATCH_ROLLED_BACK && last_status(at(3)) == MP_PATCH_ROLLED_BACK);
    CHECK(mp_patch_remove() == 0);
    CHECK(memcmp(image, code, sizeof image) == 0);
}

static void an_unreadable_site_is_a_mismatch(void) {
    lay_out();
    void *reserved = VirtualAlloc(NULL, 65536, MEM_RESERVE, PAGE_NOACCESS);
    mp_patch_site sites[] = {jump(0, multiply), jump(1, multiply)};
    sites[1].address = (uint32_t)(uintptr_t)reserved;
    mp_patch_result result;
    CHECK(!mp_patch_validate(sites, 2, &result));
    CHECK(result.failed_address == (uint32_t)(uintptr_t)reserved);
    CHECK(!mp_memory_readable((uint32_t)(uintptr_t)reserved, 1));
    CHECK(mp_memory_readable(at(0), 4096));
    VirtualFree(reserved, 0, MEM_RELEASE);
}

static void another_mods_patch_on_top_is_left(void) {
    lay_out();
    mp_patch_site site = jump(0, multiply);
    mp_patch_result result;
    CHECK(mp_patch_apply(&site, 1, &result));
    DWORD before;
    VirtualProtect(code, 4096, PAGE_READWRITE, &before);
    code[1] ^= 0xFF;
    uint8_t theirs = code[1];
    VirtualProtect(code, 4096, before, &before);
    CHECK(mp_patch_remove() == 1);
    CHECK(code[0] == 0xE9 && code[1] == theirs);
    VirtualProtect(code, 4096, PAGE_READWRITE, &before);
    code[1] ^= 0xFF;
    VirtualProtect(code, 4096, before, &before);
    CHECK(mp_patch_remove() == 0);
}

static void slots_dwords_and_bytes(void) {
    static volatile uint32_t slot = 0x11223344, value = 0x01020304;
    static uint8_t text[] = {1, 2, 3, 4, 5};
    static const uint8_t wanted[] = {9, 8};
    static const uint8_t value_bytes[] = {4, 3, 2, 1};
    mp_patch_site sites[] = {
        {.address = (uint32_t)(uintptr_t)&slot, .group = "test", .name = "slot", .action = MP_PATCH_SLOT,
         .handler = (const void *)multiply},
        {.address = (uint32_t)(uintptr_t)&value, .group = "test", .name = "value", .action = MP_PATCH_DWORD,
         .expected = value_bytes, .expected_length = 4, .value = 0xCAFEBABE},
        {.address = (uint32_t)(uintptr_t)(text + 1), .group = "test", .name = "bytes", .action = MP_PATCH_BYTES,
         .expected = text + 1, .expected_length = 3, .bytes = wanted, .bytes_length = 2}};
    mp_patch_result result;
    CHECK(mp_patch_apply(sites, 3, &result));
    CHECK(slot == (uint32_t)(uintptr_t)multiply);
    CHECK(value == 0xCAFEBABE);
    CHECK(text[0] == 1 && text[1] == 9 && text[2] == 8 && text[3] == 4);
    CHECK(mp_patch_remove_one((uint32_t)(uintptr_t)&value));
    CHECK(value == 0x01020304 && slot != 0x11223344);
    CHECK(!mp_patch_remove_one((uint32_t)(uintptr_t)&value));
    CHECK(mp_patch_remove() == 0);
    CHECK(slot == 0x11223344 && text[1] == 2 && text[2] == 3);
}

static void the_original_stays_reachable(void) {
    lay_out();
    CHECK(mp_trampoline_unlock());
    add_original = (binary)mp_trampoline_make(at(0), entry, ENTRY_BYTES);
    mp_trampoline_lock();
    CHECK(add_original != NULL);
    MEMORY_BASIC_INFORMATION region;
    VirtualQuery((void *)(uintptr_t)add_original, &region, sizeof region);
    CHECK(region.Protect == PAGE_EXECUTE_READ);
    mp_patch_site site = jump(0, add_plus_one);
    mp_patch_result result;
    CHECK(mp_patch_apply(&site, 1, &result));
    CHECK(function(0)(20, 21) == 42);
    CHECK(mp_patch_remove() == 0);
}

static void a_group_goes_without_the_others(void) {
    static uint32_t words[3] = {1, 2, 3};
    mp_patch_site sites[3];
    mp_patch_result result;
    for (int i = 0; i < 3; i++)
        sites[i] = (mp_patch_site){.address = (uint32_t)(uintptr_t)&words[i],
                                   .group = i == 1 ? "budgets" : "page calls",
                                   .name = "word",
                                   .action = MP_PATCH_DWORD,
                                   .value = 100};
    CHECK(mp_patch_apply(sites, 3, &result) && mp_patch_count() == 3);
    CHECK(mp_patch_remove_group("page calls") == 0 && mp_patch_count() == 1);
    CHECK(words[0] == 1 && words[1] == 100 && words[2] == 3);
    words[1] = 7; /* somebody else's now */
    CHECK(mp_patch_remove_group("budgets") == 1 && words[1] == 7 && mp_patch_count() == 1);
    words[1] = 100;
    CHECK(mp_patch_remove_group("budgets") == 0 && words[1] == 2 && mp_patch_count() == 0);
}

int main(void) {
    a_jump_is_written_and_put_back();
    one_wrong_byte_leaves_everything_as_it_was();
    an_unreadable_site_is_a_mismatch();
    another_mods_patch_on_top_is_left();
    slots_dwords_and_bytes();
    the_original_stays_reachable();
    a_group_goes_without_the_others();
    return check_result();
}
