#include "log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>

#define LINE_BYTES  1024
#define EARLY_BYTES (16 * 1024)
#define OLD_LOGS    3

static SRWLOCK lock = SRWLOCK_INIT;
static HANDLE file = INVALID_HANDLE_VALUE;
static mp_log_level threshold = MP_LOG_INFO;
static bool closed;

/* Lines logged before the file is open; the level is not known yet, so each keeps its own. */
static char early[EARLY_BYTES];
static size_t early_used;

static const char *level_name(mp_log_level level) {
    switch (level) {
    case MP_LOG_ERROR:
        return "ERROR";
    case MP_LOG_WARNING:
        return "WARN ";
    case MP_LOG_INFO:
        return "INFO ";
    case MP_LOG_DEBUG:
        return "DEBUG";
    }
    return "?    ";
}

static size_t format_line(char *line, mp_log_level level, const char *format, va_list arguments) {
    SYSTEMTIME now;
    GetLocalTime(&now);
    int head = snprintf(line, LINE_BYTES, "%04u-%02u-%02u %02u:%02u:%02u.%03u  %s  ", now.wYear, now.wMonth,
                        now.wDay, now.wHour, now.wMinute, now.wSecond, now.wMilliseconds, level_name(level));
    int room = LINE_BYTES - head - 2;
    int body = vsnprintf(line + head, (size_t)room, format, arguments);
    if (body < 0 || body >= room)
        body = room - 1;
    size_t length = (size_t)(head + body);
    line[length++] = '\r';
    line[length++] = '\n';
    return length;
}

static void write_all(const char *bytes, size_t length) {
    while (length > 0) {
        DWORD written = 0;
        if (!WriteFile(file, bytes, (DWORD)length, &written, NULL) || written == 0)
            return;
        bytes += written;
        length -= written;
    }
}

/* An early line is stored as one byte of level, two of length, then the text. */
static void keep_early(mp_log_level level, const char *line, size_t length) {
    if (early_used + 3 + length > EARLY_BYTES)
        return;
    early[early_used++] = (char)level;
    early[early_used++] = (char)(length & 0xFF);
    early[early_used++] = (char)(length >> 8);
    memcpy(early + early_used, line, length);
    early_used += length;
}

static void write_early(void) {
    for (size_t at = 0; at < early_used;) {
        mp_log_level level = (mp_log_level)early[at];
        size_t length = (unsigned char)early[at + 1] | (size_t)(unsigned char)early[at + 2] << 8;
        if (level <= threshold)
            write_all(early + at + 3, length);
        at += 3 + length;
    }
    early_used = 0;
}

/* <stem>.log -> <stem>.<number>.log */
static bool numbered(wchar_t *out, size_t size, const wchar_t *path, int number) {
    size_t length = wcslen(path);
    if (length + 3 > size)
        return false;
    size_t stem = length;
    const wchar_t *dot = wcsrchr(path, L'.');
    const wchar_t *slash = wcsrchr(path, L'\\');
    if (dot != NULL && (slash == NULL || dot > slash))
        stem = (size_t)(dot - path);
    memcpy(out, path, stem * sizeof *path);
    out[stem] = L'.';
    out[stem + 1] = (wchar_t)(L'0' + number);
    memcpy(out + stem + 2, path + stem, (length - stem + 1) * sizeof *path);
    return true;
}

static void rotate(const wchar_t *path) {
    wchar_t from[MAX_PATH + 4], to[MAX_PATH + 4];
    for (int number = OLD_LOGS - 1; number >= 1; number--) {
        if (numbered(from, MAX_PATH + 4, path, number) && numbered(to, MAX_PATH + 4, path, number + 1))
            MoveFileExW(from, to, MOVEFILE_REPLACE_EXISTING);
    }
    if (numbered(to, MAX_PATH + 4, path, 1))
        MoveFileExW(path, to, MOVEFILE_REPLACE_EXISTING);
}

void mp_log_open(const wchar_t *path, mp_log_level level) {
    AcquireSRWLockExclusive(&lock);
    if (file == INVALID_HANDLE_VALUE && !closed) {
        threshold = level;
        rotate(path);
        file = CreateFileW(path, FILE_APPEND_DATA, FILE_SHARE_READ | FILE_SHARE_DELETE, NULL, CREATE_ALWAYS,
                           FILE_ATTRIBUTE_NORMAL, NULL);
        if (file != INVALID_HANDLE_VALUE)
            write_early();
        else
            closed = true;
    }
    ReleaseSRWLockExclusive(&lock);
}

void mp_log(mp_log_level level, const char *format, ...) {
    if (closed || (file != INVALID_HANDLE_VALUE && level > threshold))
        return;
    DWORD error = GetLastError();
    char line[LINE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    size_t length = format_line(line, level, format, arguments);
    va_end(arguments);

    AcquireSRWLockExclusive(&lock);
    if (file != INVALID_HANDLE_VALUE)
        write_all(line, length);
    else if (!closed)
        keep_early(level, line, length);
    ReleaseSRWLockExclusive(&lock);
    SetLastError(error);
}

void mp_log_close(void) {
    AcquireSRWLockExclusive(&lock);
    if (file != INVALID_HANDLE_VALUE) {
        CloseHandle(file);
        file = INVALID_HANDLE_VALUE;
    }
    closed = true;
    ReleaseSRWLockExclusive(&lock);
}
