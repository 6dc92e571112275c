/*
 * Reads the game's block as the manager does on Windows, call for call: find the process in a toolhelp
 * snapshot, open it with the least rights, open the named section for reading, map it, ask the view for its
 * size, read the live values under the sequence lock. Prints the snapshot as JSON, the shape of SnapshotJson.
 *
 *   winreader.exe PROGRAM.exe [--wait SECONDS]
 *
 * Or asks for a file's FILE_STANDARD_INFO, as the manager does to count its names, and prints its bytes:
 *
 *   winreader.exe --links FILE
 */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#include <windows.h>
#include <tlhelp32.h>

#include "block_view.h"
#include "json.h"

#define LOWER "0123456789abcdef"
#define UPPER "0123456789ABCDEF"

static const char *const states[] = {"UNKNOWN", "STARTING", "LIVE", "CLOSING", "DEAD"};
static const char *const modes[] = {"STARTING", "ACTIVE", "OBSERVE", "REMOVED"};
static const char *const patch_states[] = {"PENDING", "APPLIED", "MISMATCH", "ROLLED_BACK",
                                           "SKIPPED", "REMOVED", "FAILED"};

static const char *const roles[] = {"THREAD", "MAIN", "ENDED", "UNSHOWN", "SPARE"};

static const char *name_of(const char *const *names, size_t count, uint32_t code) {
    return code < count ? names[code] : "UNKNOWN";
}

#define NAME_OF(names, code) name_of(names, sizeof(names) / sizeof((names)[0]), code)

static DWORD find_process(const wchar_t *program) {
    HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
    if (snapshot == INVALID_HANDLE_VALUE) {
        return 0;
    }
    PROCESSENTRY32W entry = {.dwSize = sizeof entry};
    DWORD found = 0;
    for (BOOL more = Process32FirstW(snapshot, &entry); more; more = Process32NextW(snapshot, &entry)) {
        if (_wcsicmp(entry.szExeFile, program) == 0) {
            found = entry.th32ProcessID;
        }
    }
    CloseHandle(snapshot);
    return found;
}

static bool runs(DWORD process_id) {
    HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE, FALSE, process_id);
    if (process == NULL) {
        return GetLastError() == ERROR_ACCESS_DENIED;
    }
    FILETIME created, exited, kernel, user;
    wchar_t path[1024];
    DWORD length = sizeof path / sizeof path[0];
    bool alive = GetProcessTimes(process, &created, &exited, &kernel, &user) &&
                 QueryFullProcessImageNameW(process, 0, path, &length) &&
                 WaitForSingleObject(process, 0) == WAIT_TIMEOUT;
    CloseHandle(process);
    return alive;
}

/* The mapped view and its size, or NULL. */
static const void *map_block(DWORD process_id, size_t *size) {
    wchar_t name[64];
    swprintf(name, sizeof name / sizeof name[0], L"Local\\MemoryPoolNVSE.%lu", process_id);
    HANDLE section = OpenFileMappingW(FILE_MAP_READ, FALSE, name);
    if (section == NULL) {
        return NULL;
    }
    const void *view = MapViewOfFile(section, FILE_MAP_READ, 0, 0, 0);
    CloseHandle(section);
    MEMORY_BASIC_INFORMATION region;
    if (view == NULL || VirtualQueryEx(GetCurrentProcess(), view, &region, sizeof region) == 0) {
        return NULL;
    }
    *size = region.RegionSize;
    return view;
}

static void print_values(const block_view *view, const live_values *live) {
    json_open("values", '{');
    for (uint32_t i = 0; i < view->metrics->count; i++) {
        const mp_block_metric *metric = block_view_entry(view, view->metrics, i);
        uint64_t value = metric->live_slot < view->live->count ? live->values[metric->live_slot] : UINT64_MAX;
        if (value != MP_BLOCK_NO_VALUE) {
            char id[sizeof metric->id + 1];
            snprintf(id, sizeof id, "%.*s", (int)sizeof metric->id, metric->id);
            json_number(id, value);
        }
    }
    json_close('}');
}

static void print_properties(const block_view *view) {
    static mp_block_property entries[256];
    int used = block_view_table(view, view->properties, entries, 256, sizeof entries[0]);
    json_open("properties", '{');
    for (int i = 0; i < used; i++) {
        json_text(entries[i].key, entries[i].value, sizeof entries[i].value);
    }
    json_close('}');
}

static void print_patches(const block_view *view) {
    static mp_block_patch entries[256];
    int used = block_view_table(view, view->patches, entries, 256, sizeof entries[0]);
    json_open("patches", '[');
    for (int i = 0; i < used; i++) {
        const mp_block_patch *patch = &entries[i];
        size_t length = patch->length < sizeof patch->expected ? patch->length : sizeof patch->expected;
        json_open(NULL, '{');
        json_number("address", patch->address);
        json_text("group", patch->group, sizeof patch->group);
        json_text("name", patch->name, sizeof patch->name);
        const char *status = NAME_OF(patch_states, patch->status);
        json_text("status", status, 32);
        json_hex("expected", patch->expected, patch->bytes & MP_PATCH_HAS_EXPECTED ? length : 0, UPPER);
        json_hex("found", patch->found, patch->bytes & MP_PATCH_HAS_FOUND ? length : 0, UPPER);
        json_close('}');
    }
    json_close(']');
}

static void print_budgets(const block_view *view) {
    static mp_block_budget entries[128];
    int used = block_view_table(view, view->budgets, entries, 128, sizeof entries[0]);
    json_open("budgets", '[');
    for (int i = 0; i < used; i++) {
        json_open(NULL, '{');
        json_text("name", entries[i].name, sizeof entries[i].name);
        json_number("before", entries[i].before);
        json_number("wanted", entries[i].wanted);
        json_number("now", entries[i].now);
        json_close('}');
    }
    json_close(']');
}

static void print_threads(const block_view *view) {
    static mp_block_thread entries[256];
    int used =
        view->threads == NULL ? 0 : block_view_table(view, view->threads, entries, 256, sizeof entries[0]);
    json_open("threads", '[');
    for (int i = 0; i < used; i++) {
        const mp_block_thread *thread = &entries[i];
        json_open(NULL, '{');
        json_number("threadId", thread->thread_id);
        json_text("role", NAME_OF(roles, thread->role), 32);
        json_text("name", thread->name, sizeof thread->name);
        json_number("threads", thread->threads);
        json_number("sinceNanos", thread->since_ns);
        json_number("allocations", thread->allocations);
        json_number("frees", thread->frees);
        json_number("reallocations", thread->reallocations);
        json_number("failures", thread->failures);
        json_number("bytesRequested", thread->bytes_requested);
        json_signed("balance", thread->balance);
        json_number("pageCalls", thread->page_calls);
        json_close('}');
    }
    json_close(']');
}

static int print_snapshot(const block_view *view) {
    static live_values live;
    if (!block_view_live(view, &live)) {
        fprintf(stderr, "the writer was in the way at every attempt\n");
        return 1;
    }
    const mp_block_header *header = view->header;
    json_open(NULL, '{');
    json_hex("token", header->token, sizeof header->token, LOWER);
    json_number("major", header->major);
    json_number("minor", header->minor);
    json_number("processId", header->process_id);
    json_text("state", NAME_OF(states, header->state), 32);
    json_text("mode", NAME_OF(modes, header->mode), 32);
    json_number("serial", live.serial);
    json_number("timeNanos", live.time_ns);
    print_values(view, &live);
    print_properties(view);
    print_patches(view);
    print_budgets(view);
    print_threads(view);
    json_close('}');
    putchar('\n');
    return 0;
}

static int print_links(const wchar_t *file) {
    const DWORD share = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    HANDLE opened = CreateFileW(file, 0, share, NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    if (opened == INVALID_HANDLE_VALUE) {
        fprintf(stderr, "not opened: error %lu\n", GetLastError());
        return 1;
    }
    unsigned char info[24];
    bool told = GetFileInformationByHandleEx(opened, FileStandardInfo, info, sizeof info);
    CloseHandle(opened);
    for (size_t i = 0; told && i < sizeof info; i++) {
        printf("%02x", info[i]);
    }
    putchar('\n');
    return told ? 0 : 1;
}

int wmain(int count, wchar_t **arguments) {
    if (count < 2) {
        fprintf(stderr, "usage: winreader.exe PROGRAM.exe [--wait SECONDS] | --links FILE\n");
        return 2;
    }
    if (count == 3 && wcscmp(arguments[1], L"--links") == 0) {
        return print_links(arguments[2]);
    }
    const double wait = count == 4 && wcscmp(arguments[2], L"--wait") == 0 ? wcstod(arguments[3], NULL) : 0;
    const ULONGLONG give_up = GetTickCount64() + (ULONGLONG)(wait * 1000);
    for (;;) {
        size_t size = 0;
        DWORD process_id = find_process(arguments[1]);
        const void *base = process_id != 0 && runs(process_id) ? map_block(process_id, &size) : NULL;
        block_view view;
        const char *problem = base == NULL ? "no block" : block_view_open(&view, base, size);
        if (problem == NULL && view.header->state != MP_BLOCK_STARTING) {
            return print_snapshot(&view);
        }
        if (GetTickCount64() >= give_up) {
            fprintf(stderr, "%s (process %lu)\n", problem == NULL ? "no sample yet" : problem, process_id);
            return 1;
        }
        Sleep(50);
    }
}
