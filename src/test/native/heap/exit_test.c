/*
 * A process that ends while its threads are inside the large-block heap: the system ends them wherever they
 * are, perhaps with the lock taken, and libraries still free their blocks afterwards. That must not hang.
 * Without an argument the program starts itself that way again and again.
 */
#include <stdint.h>
#include <stdio.h>
#include <wchar.h>

#include <windows.h>

#include "check.h"
#include "exit_probe.h"
#include "heap/large.h"

enum { THREADS = 4, CHILDREN = 25, PATIENCE = 20000 };

static const mp_allocator *const heap = &mp_large_heap;
static void *kept[64];
static volatile bool stopped; /* never set: the threads are ended from outside */

static DWORD WINAPI hammer(void *seed) {
    uint32_t random = (uint32_t)(uintptr_t)seed;
    while (!stopped) {
        random = random * 1664525 + 1013904223;
        void *block = heap->allocate(16384 + (random >> 8 & 0xFFFF));
        if (block) {
            heap->release(block);
        }
    }
    return 0;
}

enum { SERVED = 42, HANDS_OFF = 43 };

/* Stands for a library's clean-up: runs after the other threads were ended. That it ran to its end shows in
 * the exit status. */
static void at_process_end(void) {
    bool served = true;
    for (unsigned i = 0; i < 64; i++) {
        heap->release(kept[i]);
        void *block = heap->allocate(40000);
        served &= block != NULL;
        if (block) {
            heap->release(block);
        }
    }
    TerminateProcess(GetCurrentProcess(), served ? SERVED : HANDS_OFF);
}

static int child(void) {
    char reason[100];
    heap->start(NULL, reason, sizeof reason);
    for (unsigned i = 0; i < 64; i++) {
        kept[i] = heap->allocate(20000);
    }
    exit_probe_call(at_process_end);
    for (uintptr_t i = 0; i < THREADS; i++) {
        CreateThread(NULL, 0, hammer, (void *)(i + 1), 0, NULL);
    }
    Sleep(30);
    ExitProcess(1);
}

int main(int argc, char **argv) {
    (void)argv;
    if (argc > 1) {
        return child();
    }
    wchar_t path[MAX_PATH], command[MAX_PATH + 16];
    GetModuleFileNameW(NULL, path, MAX_PATH);
    swprintf(command, MAX_PATH + 16, L"\"%ls\" child", path);
    unsigned served = 0, hands_off = 0, hung = 0;
    for (unsigned i = 0; i < CHILDREN; i++) {
        STARTUPINFOW startup = {.cb = sizeof startup};
        PROCESS_INFORMATION process;
        if (!CreateProcessW(path, command, NULL, NULL, FALSE, 0, NULL, NULL, &startup, &process)) {
            continue;
        }
        DWORD status = 0;
        if (WaitForSingleObject(process.hProcess, PATIENCE) == WAIT_OBJECT_0) {
            GetExitCodeProcess(process.hProcess, &status);
            served += status == SERVED;
            hands_off += status == HANDS_OFF;
            if (status != SERVED && status != HANDS_OFF) {
                printf("a child ended with %08lX\n", (unsigned long)status);
            }
        } else {
            hung++;
            TerminateProcess(process.hProcess, 1);
        }
        CloseHandle(process.hThread);
        CloseHandle(process.hProcess);
    }
    printf("%u served to the end, %u found the heap half-written\n", served, hands_off);
    CHECK(hung == 0);
    CHECK(served + hands_off == CHILDREN);
    return mp_check_report("exit");
}
