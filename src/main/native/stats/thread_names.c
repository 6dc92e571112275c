/*
 * Asks the kernel itself: GetThreadDescription allocates what it returns, and the usual ways from an address
 * to a module's name take the loader lock, for which a sampler that holds its own lock must not wait.
 */
#include "thread_names.h"

#include <stdio.h>
#include <windows.h>

#include "text.h"

#define THREAD_START_ADDRESS 9 /* ThreadQuerySetWin32StartAddress */
#define THREAD_DESCRIPTION                                                                                   \
    38 /* ThreadNameInformation, Windows 10 1607 and later: a counted string and its text */
#define MAPPED_FILE_NAME 2 /* MemoryMappedFilenameInformation, the same */
#define STATUS_OK        0
#define LONGEST_TEXT     520 /* UTF-16 units; a path's end counts, so what is longer has no name */

typedef LONG(NTAPI *query_thread)(HANDLE thread, int kind, void *out, ULONG size, ULONG *needed);
typedef LONG(NTAPI *query_memory)(HANDLE process, void *address, int kind, void *out, SIZE_T size,
                                  SIZE_T *needed);

typedef struct counted_string {
    USHORT bytes, room;
    const wchar_t *text;
} counted_string;

typedef struct text_answer {
    counted_string string;
    wchar_t room[LONGEST_TEXT];
} text_answer;

static query_thread ask_thread;
static query_memory ask_memory;

static void *system_call(const char *name) {
    HMODULE ntdll = GetModuleHandleW(L"ntdll.dll");
    return ntdll == NULL ? NULL : (void *)(uintptr_t)GetProcAddress(ntdll, name);
}

void mp_thread_names_start(void) {
    ask_memory = (query_memory)(uintptr_t)system_call("NtQueryVirtualMemory");
    ask_thread = (query_thread)(uintptr_t)system_call("NtQueryInformationThread");
}

static void put(const wchar_t *text, size_t units, char *field, size_t size) {
    char utf8[3 * LONGEST_TEXT + 1];
    int length = WideCharToMultiByte(CP_UTF8, 0, text, (int)units, utf8, sizeof utf8 - 1, NULL, NULL);
    utf8[length > 0 ? length : 0] = 0;
    mp_text_copy(field, size, utf8);
}

static void put_description(HANDLE thread, char *field, size_t size) {
    text_answer answer;
    if (ask_thread(thread, THREAD_DESCRIPTION, &answer, sizeof answer, NULL) == STATUS_OK) {
        put(answer.string.text, answer.string.bytes / sizeof(wchar_t), field, size);
    }
}

/* The file an image was mapped from, without its folder. */
static void put_module(void *address, char *field, size_t size) {
    text_answer answer;
    if (ask_memory == NULL || ask_memory(GetCurrentProcess(), address, MAPPED_FILE_NAME, &answer,
                                         sizeof answer, NULL) != STATUS_OK) {
        return;
    }
    size_t end = answer.string.bytes / sizeof(wchar_t), begin = end;
    while (begin > 0 && answer.string.text[begin - 1] != L'\\') {
        begin--;
    }
    put(answer.string.text + begin, end - begin, field, size);
}

static void put_start(HANDLE thread, char *field, size_t size) {
    void *start = NULL;
    MEMORY_BASIC_INFORMATION region;
    if (ask_thread(thread, THREAD_START_ADDRESS, &start, sizeof start, NULL) != STATUS_OK || start == NULL ||
        VirtualQuery(start, &region, sizeof region) == 0) {
        return;
    }
    char module[64] = "", name[sizeof module + 16];
    put_module(start, module, sizeof module);
    uintptr_t base = module[0] != 0 ? (uintptr_t)region.AllocationBase : 0;
    snprintf(name, sizeof name, "%s%s0x%lX", module, base != 0 ? "+" : "",
             (unsigned long)((uintptr_t)start - base));
    mp_text_copy(field, size, name);
}

void mp_thread_name(uint32_t thread_id, char *field, size_t size) {
    mp_text_copy(field, size, NULL);
    HANDLE thread = ask_thread == NULL ? NULL : OpenThread(THREAD_QUERY_INFORMATION, FALSE, thread_id);
    if (thread == NULL) {
        return;
    }
    if (GetProcessIdOfThread(thread) == GetCurrentProcessId()) {
        put_description(thread, field, size);
        if (field[0] == 0) {
            put_start(thread, field, size);
        }
    }
    CloseHandle(thread);
}
