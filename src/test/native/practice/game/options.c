#include "options.h"

#include <stdlib.h>
#include <string.h>
#include <windows.h>

/* The next word of the line, quotes taken away; false at its end. */
static bool next_word(const wchar_t **line, wchar_t *word, unsigned length) {
    const wchar_t *at = *line;
    while (*at == L' ' || *at == L'\t')
        at++;
    if (!*at)
        return false;
    unsigned used = 0;
    bool quoted = false;
    for (; *at && (quoted || (*at != L' ' && *at != L'\t')); at++) {
        if (*at == L'"')
            quoted = !quoted;
        else if (used + 1 < length)
            word[used++] = *at;
    }
    word[used] = L'\0';
    *line = at;
    return true;
}

/* Up to four dotted numbers. */
static unsigned dotted(const wchar_t *text, uint32_t parts[4]) {
    unsigned count = 0;
    for (memset(parts, 0, 4 * sizeof *parts); *text && count < 4; count++) {
        wchar_t *end;
        parts[count] = wcstoul(text, &end, 10);
        if (end == text)
            return 0;
        text = *end == L'.' ? end + 1 : end;
    }
    return count;
}

static uint32_t packed(uint32_t major, uint32_t minor, uint32_t build, uint32_t sub) {
    return (major & 0xFF) << 24 | (minor & 0xFF) << 16 | (build & 0xFFF) << 4 | (sub & 0xF);
}

static bool absolute(const wchar_t *path, wchar_t *out) {
    return GetFullPathNameW(path, OPTIONS_PATH, out, NULL) != 0;
}

static void beside_executable(const wchar_t *name, wchar_t *out) {
    DWORD length = GetModuleFileNameW(NULL, out, OPTIONS_PATH - 40);
    while (length && out[length - 1] != L'\\')
        length--;
    wcscpy(out + length, name);
}

static bool read_fault(const wchar_t *text, fault_kind *fault) {
    static const wchar_t *const names[] = {L"crash",       L"hang",        L"oom",
                                           L"overrun",     L"overrun-large", L"write-freed",
                                           L"double-free", L"foreign-free", L"leak"};
    for (unsigned index = 0; index < sizeof names / sizeof names[0]; index++) {
        if (wcscmp(text, names[index]) != 0)
            continue;
        *fault = (fault_kind)(FAULT_CRASH + index);
        return true;
    }
    return false;
}

static bool read_value(options *out, const wchar_t *name, const wchar_t *text) {
    uint32_t parts[4];
    if (!wcscmp(name, L"--frames"))
        out->frames = wcstoul(text, NULL, 10);
    else if (!wcscmp(name, L"--seconds"))
        out->seconds = wcstod(text, NULL);
    else if (!wcscmp(name, L"--seed"))
        out->seed = wcstoul(text, NULL, 10);
    else if (!wcscmp(name, L"--threads"))
        out->threads = wcstoul(text, NULL, 10);
    else if (!wcscmp(name, L"--speed"))
        out->speed = wcstod(text, NULL);
    else if (!wcscmp(name, L"--scale"))
        out->scale = wcstod(text, NULL);
    else if (!wcscmp(name, L"--fault"))
        return read_fault(text, &out->fault);
    else if (!wcscmp(name, L"--fault-frame"))
        out->fault_frame = wcstoul(text, NULL, 10);
    else if (!wcscmp(name, L"--hold"))
        out->hold = wcstod(text, NULL);
    else if (!wcscmp(name, L"--ini"))
        return absolute(text, out->ini);
    else if (!wcscmp(name, L"--truth"))
        return absolute(text, out->truth);
    else if (!wcscmp(name, L"--nvse")) {
        if (dotted(text, parts) < 3)
            return false;
        out->nvse_version = packed(parts[0], parts[1], parts[2], parts[3]);
    } else if (!wcscmp(name, L"--runtime")) {
        if (dotted(text, parts) < 4)
            return false;
        out->runtime_version = packed(parts[1], parts[2], parts[3], 0); /* the leading 1 is dropped */
    } else if (!wcscmp(name, L"--alter")) {
        if (out->altered_count == OPTIONS_MOST)
            return false;
        out->altered[out->altered_count++] = wcstoul(text, NULL, 16);
    } else if (!wcscmp(name, L"--command")) {
        if (out->command_count == OPTIONS_MOST)
            return false;
        char *command = out->commands[out->command_count++];
        return WideCharToMultiByte(CP_ACP, 0, text, -1, command, sizeof out->commands[0], NULL, NULL) != 0;
    } else
        return false;
    return true;
}

static bool in_range(const options *out) {
    return out->threads >= 1 && out->threads <= 16 && out->scale >= 0.05 && out->scale <= 4 &&
           out->speed >= 0 && out->seconds >= 0 && out->hold >= 0;
}

bool options_read(options *out, wchar_t *problem, unsigned problem_length) {
    static const options defaults = {.frames = 600,
                                     .seed = 1,
                                     .threads = 2,
                                     .speed = 60,
                                     .scale = 1,
                                     .nvse_version = 0x06040080,
                                     .runtime_version = 0x040020D0,
                                     .preload = true,
                                     .fault_frame = 60};
    wchar_t word[OPTIONS_PATH], value[OPTIONS_PATH];
    const wchar_t *line = GetCommandLineW();
    *out = defaults;
    beside_executable(L"practice-truth.json", out->truth);
    next_word(&line, word, OPTIONS_PATH); /* the program */
    while (next_word(&line, word, OPTIONS_PATH)) {
        wcsncpy(problem, word, problem_length);
        problem[problem_length - 1] = L'\0';
        if (!wcscmp(word, L"--no-preload"))
            out->preload = false;
        else if (!wcscmp(word, L"--window"))
            out->window = true;
        else if (!wcscmp(word, L"--late-frees"))
            out->late_frees = true;
        else if (!wcscmp(word, L"--give-back"))
            out->give_back = true;
        else if (!next_word(&line, value, OPTIONS_PATH) || !read_value(out, word, value))
            return false;
    }
    wcsncpy(problem, L"a value out of range", problem_length);
    return in_range(out);
}
