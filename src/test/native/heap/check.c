#include "check.h"

#include <string.h>

unsigned mp_checks, mp_checks_failed;

bool mp_check(bool ok, const char *file, int line, const char *text) {
    const char *slash = strrchr(file, '/');
    printf("%s %s:%d %s\n", ok ? "CHECK ok  " : "CHECK FAIL", slash ? slash + 1 : file, line, text);
    fflush(stdout);
    mp_checks++;
    mp_checks_failed += !ok;
    return ok;
}

int mp_check_report(const char *suite) {
    printf("%s: %u checks, %u failed\n", suite, mp_checks, mp_checks_failed);
    fflush(stdout);
    return mp_checks_failed == 0 && mp_checks > 0 ? 0 : 1;
}
