#include "hook/module_watch.h"

#include <stddef.h>
#include <stdint.h>
#include <windows.h>

#define GONE_KEPT 1024u /* between two frames */

#define REASON_UNLOADED 2

typedef struct notification {
    ULONG flags;
    const void *full_name, *base_name;
    const void *base;
    ULONG size;
} notification;

typedef void(CALLBACK *callback)(ULONG reason, const notification *data, void *context);
typedef LONG(NTAPI *register_function)(ULONG flags, callback function, void *context, void **cookie);
typedef LONG(NTAPI *unregister_function)(void *cookie);

static void *cookie;
static volatile LONG changed;
static const void *gone[GONE_KEPT];
static uint32_t gone_written; /* atomic; under the loader lock to write */
static uint32_t gone_read;

static void CALLBACK on_change(ULONG reason, const notification *data, void *context) {
    (void)context;
    if (reason == REASON_UNLOADED) {
        uint32_t at = __atomic_load_n(&gone_written, __ATOMIC_RELAXED);
        __atomic_store_n(&gone[at % GONE_KEPT], data->base, __ATOMIC_RELAXED);
        __atomic_store_n(&gone_written, at + 1, __ATOMIC_RELEASE);
    }
    InterlockedExchange(&changed, 1);
}

bool mp_module_watch_start(void) {
    HMODULE ntdll = GetModuleHandleW(L"ntdll.dll");
    register_function enter = (register_function)(void *)GetProcAddress(ntdll, "LdrRegisterDllNotification");
    if (enter == NULL || enter(0, on_change, NULL, &cookie) < 0)
        return false;
    InterlockedExchange(&changed, 1);
    return true;
}

void mp_module_watch_stop(void) {
    HMODULE ntdll = GetModuleHandleW(L"ntdll.dll");
    unregister_function leave =
        (unregister_function)(void *)GetProcAddress(ntdll, "LdrUnregisterDllNotification");
    if (cookie != NULL && leave != NULL)
        leave(cookie);
    cookie = NULL;
    __atomic_store_n(&gone_read, __atomic_load_n(&gone_written, __ATOMIC_ACQUIRE), __ATOMIC_RELAXED);
}

bool mp_module_watch_changed(void) {
    return changed != 0 && InterlockedExchange(&changed, 0) != 0;
}

const void *mp_module_watch_next_gone(void) {
    if (gone_read == __atomic_load_n(&gone_written, __ATOMIC_ACQUIRE))
        return NULL;
    return __atomic_load_n(&gone[gone_read++ % GONE_KEPT], __ATOMIC_RELAXED);
}
