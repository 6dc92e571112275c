/* A library that does something as the process ends, after the other threads were ended: what it was told to.
 */
#include <windows.h>

#include "exit_probe.h"

static void (*at_end)(void);

void exit_probe_call(void (*function)(void)) {
    at_end = function;
}

BOOL WINAPI DllMain(HINSTANCE module, DWORD reason, LPVOID process_ends) {
    (void)module;
    if (reason == DLL_PROCESS_DETACH && process_ends && at_end) {
        at_end();
    }
    return TRUE;
}
