#include "machine.h"

#include <stdbool.h>
#include <windows.h>

#include "log.h"
#include "stats/address.h"
#include "stats/stats.h"

/* True when the account holds SeLockMemoryPrivilege, switched on or not. */
static bool may_lock_memory(void) {
    union {
        TOKEN_PRIVILEGES list;
        char room[4096];
    } held;
    HANDLE token;
    LUID wanted;
    DWORD size;
    if (!LookupPrivilegeValueW(NULL, L"SeLockMemoryPrivilege", &wanted) ||
        !OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token))
        return false;
    bool known = GetTokenInformation(token, TokenPrivileges, &held, sizeof held, &size);
    CloseHandle(token);
    for (DWORD i = 0; known && i < held.list.PrivilegeCount; i++) {
        const LUID *privilege = &held.list.Privileges[i].Luid;
        if (privilege->LowPart == wanted.LowPart && privilege->HighPart == wanted.HighPart)
            return true;
    }
    return false;
}

static void report_large_pages(void) {
    SIZE_T size = GetLargePageMinimum();
    if (size == 0) {
        mp_property("largePages", "not supported");
        mp_log(MP_LOG_INFO, "Large pages: not supported");
        return;
    }
    const char *privilege = may_lock_memory() ? "allowed for this account" : "not allowed for this account";
    mp_property("largePages", "%lu KB, %s, not used", (unsigned long)size / 1024, privilege);
    mp_log(MP_LOG_INFO, "Large pages: %lu KB, %s; not used, they would take address space in steps of that size",
           (unsigned long)size / 1024, privilege);
}

void mp_machine_report(void) {
    unsigned long limit = (unsigned long)(mp_address_limit() >> 20);
    mp_property("address.limit", "%lu MB", limit);
    mp_log(MP_LOG_INFO, "Address space: %lu MB", limit);
    report_large_pages();
}
