/*
 * PracticeProbe.dll: a plugin that changes nothing. It writes what it sees, a line an event, to
 * PracticeProbe.log beside itself, so that a test can tell whether the practice game keeps its contract.
 */
#include "loader/nvse_abi.h"
#include "sites.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static HANDLE log_file = INVALID_HANDLE_VALUE;
static uint32_t handle, seen[NVSE_MESSAGE_TYPES];
static HINSTANCE module;
static DWORD main_thread;

__attribute__((format(ms_printf, 1, 2))) static void say(const char *format, ...) {
    char line[400];
    va_list arguments;
    va_start(arguments, format);
    int length = _vsnprintf(line, sizeof line - 2, format, arguments);
    va_end(arguments);
    if (length < 0)
        length = sizeof line - 2;
    line[length++] = '\n';
    DWORD written;
    WriteFile(log_file, line, (DWORD)length, &written, NULL);
}

static void open_log(void) {
    char path[300];
    if (log_file != INVALID_HANDLE_VALUE)
        return;
    DWORD length = GetModuleFileNameA(module, path, 260);
    strcpy(path + length - 3, "log");
    log_file =
        CreateFileA(path, GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, NULL);
    main_thread = GetCurrentThreadId();
}

/* The process environment block names the loader lock at +0xA0. */
static bool loader_lock_held(void) {
    uint8_t *environment;
    __asm__("movl %%fs:0x30, %0" : "=r"(environment));
    CRITICAL_SECTION *lock = *(CRITICAL_SECTION **)(environment + 0xA0);
    return (DWORD)(uintptr_t)lock->OwningThread == GetCurrentThreadId();
}

static uint32_t word_at(uint32_t address) {
    uint32_t word;
    memcpy(&word, (const void *)(uintptr_t)address, sizeof word);
    return word;
}

static bool bytes_match(const probe_site *site) {
    const uint8_t *at = (const uint8_t *)(uintptr_t)site->address;
    for (const char *text = site->bytes; *text; text += text[2] ? 3 : 2)
        if (*at++ != strtoul((char[]){text[0], text[1], 0}, NULL, 16))
            return false;
    return true;
}

static bool pages_itself(const probe_pager *pager) {
    const uint8_t *at = (const uint8_t *)(uintptr_t)pager->address;
    for (uint32_t offset = 0; offset + 6 <= pager->length; offset++)
        if (at[offset] == 0xFF && at[offset + 1] == 0x15 &&
            word_at(pager->address + offset + 2) == pager->slot)
            return true;
    return false;
}

static bool budget_matches(const probe_budget *budget) {
    uint32_t at = budget->initialiser;
    return word_at(at) == 0x68EC8B55 && word_at(at + 4) == budget->value &&
           *(uint8_t *)(uintptr_t)(at + 8) == 0x68 &&
           strcmp((const char *)(uintptr_t)word_at(at + 9), budget->name) == 0 &&
           word_at(at + 14) == budget->object && *(uint8_t *)(uintptr_t)(at + 37) == 0xC3;
}

static void check_image(void) {
    for (unsigned index = 0; index < probe_site_count; index++)
        if (!bytes_match(&probe_sites[index]))
            say("site %08X differs", probe_sites[index].address);
    for (unsigned index = 0; index < probe_pager_count; index++)
        if (!pages_itself(&probe_pagers[index]))
            say("pager %08X does not page", probe_pagers[index].address);
    for (unsigned index = 0; index < probe_budget_count; index++)
        if (!budget_matches(&probe_budgets[index]))
            say("budget %s differs", probe_budgets[index].name);
    for (unsigned index = 0; index < probe_slot_count; index++) {
        const probe_slot *slot = &probe_slots[index];
        void *expected = (void *)(uintptr_t)GetProcAddress(GetModuleHandleA(slot->library), slot->name);
        if ((void *)(uintptr_t)word_at(slot->address) != expected)
            say("slot %08X differs", slot->address);
    }
    say("image checked: %u sites, %u pagers, %u budgets, %u slots", probe_site_count, probe_pager_count,
        probe_budget_count, probe_slot_count);
}

static void say_state(const char *event) {
    const uint8_t *manager = (const uint8_t *)0x011F6238;
    say("%s: loader lock %d, crt heap %d, active heap %u, memory manager %u, heaps %u", event,
        loader_lock_held(), word_at(0x012705BC) != 0, word_at(0x01270948), manager[0],
        manager[2] | manager[3] << 8);
}

__declspec(dllexport) bool NVSEPlugin_Preload(void) {
    open_log();
    say_state("preload");
    check_image();
    return true;
}

__declspec(dllexport) bool NVSEPlugin_Query(const nvse_interface *nvse, nvse_plugin_info *info) {
    open_log();
    say_state("query");
    say("nvse %08X, runtime %08X, editor %08X, in editor %u, nogore %u", nvse->nvse_version,
        nvse->runtime_version, nvse->editor_version, nvse->is_editor, nvse->is_nogore);
    info->info_version = 1;
    info->name = "PracticeProbe";
    info->version = 7;
    return true;
}

static bool answer(nvse_parameter_info *parameters, void *script_data, void *object, void *container,
                   void *script, void *events, double *result, uint32_t *offset) {
    (void)parameters, (void)script_data, (void)object, (void)container, (void)script, (void)events,
        (void)offset;
    *result = 42;
    return true;
}

static void on_message(nvse_message *message) {
    if (message->type >= NVSE_MESSAGE_TYPES)
        return;
    if (seen[message->type]++ == 0)
        say("message %u from %s, main thread %d", message->type, message->sender,
            GetCurrentThreadId() == main_thread);
    if (message->type == NVSE_EXIT_GAME)
        say("main loop %u", seen[NVSE_MAIN_GAME_LOOP]);
}

__declspec(dllexport) bool NVSEPlugin_Load(const nvse_interface *nvse) {
    nvse_command_info command = {.long_name = "PracticeProbe",
                                 .execute = answer}; /* copied at registration */
    nvse_messaging_interface *messaging = nvse->query_interface(NVSE_INTERFACE_MESSAGING);
    handle = nvse->get_plugin_handle();
    say_state("load");
    say("messaging version %u, handle %u", messaging->version, handle);
    nvse->set_opcode_base(0x2000);
    say("command registered %d", nvse->register_command(&command));
    say("listening %d", messaging->register_listener(handle, "NVSE", on_message));
    for (unsigned index = 0; index < probe_budget_count; index++) {
        const probe_budget *budget = &probe_budgets[index];
        if (word_at(budget->object + 4) != budget->value ||
            strcmp((const char *)(uintptr_t)word_at(budget->object + 8), budget->name) != 0)
            say("budget object %s differs", budget->name);
    }
    return true;
}

BOOL WINAPI DllMain(HINSTANCE self, DWORD reason, LPVOID reserved) {
    (void)reserved;
    if (reason == DLL_PROCESS_ATTACH)
        module = self;
    return TRUE;
}
