#include "transport.h"

#include <stdio.h>
#include <string.h>

#include <windows.h>
#include <ntsecapi.h>
#include <sddl.h>

#define FILE_FOLDER    L"\\\\?\\unix\\dev\\shm\\" /* works without a Z: drive too */
#define FILE_NAME      "memorypoolnvse-"
#define SECTION_NAME   L"Local\\MemoryPoolNVSE.%lu"
#define ZEROES_AT_ONCE 4096

/* Full access for the owner, the system and administrators; reading for every signed-in user, so that a
 * manager without elevation can watch an elevated game. */
#define SECTION_SDDL L"D:(A;;GA;;;OW)(A;;GA;;;SY)(A;;GA;;;BA)(A;;GR;;;AU)"

const char *mp_wine_version(void) {
    typedef const char *(__cdecl * version_function)(void);
    FARPROC version = GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version");
    return version == NULL ? NULL : ((version_function)(void *)version)();
}

/* The file is written once from end to end, so that a full /dev/shm shows here and not as a fault later. */
static bool fill_with_zeroes(HANDLE file, uint32_t size) {
    static const uint8_t zeroes[ZEROES_AT_ONCE];
    for (uint32_t done = 0; done < size; done += sizeof zeroes) {
        DWORD written = 0;
        if (!WriteFile(file, zeroes, sizeof zeroes, &written, NULL) || written != sizeof zeroes) {
            return false;
        }
    }
    return true;
}

static void name_file(mp_transport *transport) {
    static const char digits[] = "0123456789abcdef";
    char *at = transport->file_name + snprintf(transport->file_name, sizeof transport->file_name, FILE_NAME);
    for (int i = 0; i < MP_BLOCK_TOKEN_SIZE; i++) {
        *at++ = digits[transport->token[i] >> 4];
        *at++ = digits[transport->token[i] & 15];
    }
    *at = 0;
}

static HANDLE create_file(uint32_t size, const char *name) {
    wchar_t path[96];
    _snwprintf(path, sizeof path / sizeof path[0], FILE_FOLDER L"%hs", name);
    HANDLE file = CreateFileW(path, GENERIC_READ | GENERIC_WRITE | DELETE,
                              FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, CREATE_NEW,
                              FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, NULL);
    if (file != INVALID_HANDLE_VALUE && !fill_with_zeroes(file, size)) {
        CloseHandle(file);
        return INVALID_HANDLE_VALUE;
    }
    return file;
}

static HANDLE create_section(HANDLE file, uint32_t size, const wchar_t *name) {
    SECURITY_ATTRIBUTES security = {sizeof security, NULL, FALSE};
    ConvertStringSecurityDescriptorToSecurityDescriptorW(SECTION_SDDL, SDDL_REVISION_1,
                                                         &security.lpSecurityDescriptor, NULL);
    SetLastError(ERROR_SUCCESS);
    HANDLE section = CreateFileMappingW(file, &security, PAGE_READWRITE, 0, size, name);
    DWORD error = GetLastError();
    if (security.lpSecurityDescriptor != NULL) {
        LocalFree(security.lpSecurityDescriptor);
    }
    if (section != NULL && error == ERROR_ALREADY_EXISTS) { /* somebody else's, of somebody else's size */
        CloseHandle(section);
        SetLastError(error);
        return NULL;
    }
    return section;
}

/* Maps a section over file, named if that can be had; when there is a file it is found without a name. */
static bool map(HANDLE file, uint32_t size, mp_transport *out) {
    wchar_t name[64];
    _snwprintf(name, sizeof name / sizeof name[0], SECTION_NAME, GetCurrentProcessId());
    HANDLE section = create_section(file, size, name);
    uint32_t named = MP_BLOCK_FLAG_SECTION;
    if (section == NULL && file != INVALID_HANDLE_VALUE) {
        section = create_section(file, size, NULL);
        named = 0;
    }
    if (section == NULL) {
        return false;
    }
    out->base = MapViewOfFile(section, FILE_MAP_READ | FILE_MAP_WRITE, 0, 0, size);
    if (out->base == NULL) {
        DWORD error = GetLastError();
        CloseHandle(section);
        SetLastError(error);
        return false;
    }
    out->flags |= named;
    return true;
}

bool mp_transport_open(uint32_t size, mp_transport *out, char *reason, size_t reason_size) {
    memset(out, 0, sizeof *out);
    out->size = size;
    if (!RtlGenRandom(out->token, sizeof out->token)) {
        snprintf(reason, reason_size, "The system gave no random numbers for the shared block.");
        return false;
    }
    HANDLE file = INVALID_HANDLE_VALUE;
    if (mp_wine_version() != NULL) {
        out->flags |= MP_BLOCK_FLAG_WINE;
        name_file(out);
        file = create_file(size, out->file_name);
    }
    if (file != INVALID_HANDLE_VALUE) {
        if (map(file, size, out)) {
            out->flags |= MP_BLOCK_FLAG_FILE;
            return true;
        }
        CloseHandle(file);
    }
    out->file_name[0] = 0;
    if (!map(INVALID_HANDLE_VALUE, size, out)) {
        snprintf(reason, reason_size, "The shared block could not be made (system error %lu).",
                 GetLastError());
        return false;
    }
    return true;
}
