#include "window.h"

#include <windows.h>

static HWND window;

void window_open(bool wanted) {
    if (!wanted)
        return;
    window = CreateWindowExA(0, "STATIC", "MemoryPoolNVSE practice game (a test bench)",
                             WS_OVERLAPPEDWINDOW | WS_VISIBLE | SS_CENTER, CW_USEDEFAULT, CW_USEDEFAULT, 480,
                             120, NULL, NULL, GetModuleHandleA(NULL), NULL);
}

void window_pump(void) {
    MSG message;
    while (window && PeekMessageA(&message, NULL, 0, 0, PM_REMOVE)) {
        TranslateMessage(&message);
        DispatchMessageA(&message);
    }
}
