/*
 * The conformance suite for what allocator.h promises, asked of one back end a process.
 *   conformance BACKEND [library folder]
 * Exit status 0 when every check held, 2 when the back end cannot be had.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "backends.h"
#include "check.h"
#include "suite.h"

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
#define SHARE 8 /* what a sanitizer costs */
const char *__asan_default_options(void);
const char *__tsan_default_options(void);
const char *__asan_default_options(void) {
    return "allocator_may_return_null=1";
}
const char *__tsan_default_options(void) {
    return "allocator_may_return_null=1";
}
#else
#define SHARE 1
#endif

static const mp_allocator *heap;

/* A back end is told the product. */
static void *allocate_zeroed(size_t count, size_t size) {
    size_t total;
    return __builtin_mul_overflow(count, size, &total) ? NULL : heap->allocate_zeroed(total);
}

static mp_allocator_state state_now(void) {
    mp_allocator_state state;
    heap->state(&state);
    return state;
}

static uint64_t live(void) {
    return state_now().live;
}

static subject subject_of(const char *name) {
    bool reuses = strcmp(name, "pool") != 0;
    return (subject){
        .name = name,
        .traits = SUBJECT_ALIGNS | SUBJECT_ALIGNED_PLAIN | SUBJECT_JUDGES_ALL |
                  (reuses ? SUBJECT_REUSES : 0) | (mp_test_backend_has_limit(heap) ? SUBJECT_LIMITED : 0),
        .share = SHARE,
        .attach = heap->thread_attach,
        .detach = heap->thread_detach,
        .allocate = heap->allocate,
        .release = heap->release,
        .allocate_zeroed = allocate_zeroed,
        .reallocate = heap->reallocate,
        .usable_size = heap->usable_size,
        .allocate_aligned = heap->allocate_aligned,
        .largest_alignment = 32768,
        .owns = heap->owns,
        .claims = heap->owns,
        .live = reuses && live() != UINT64_MAX ? live : NULL,
    };
}

int main(int argc, char **argv) {
    const char *name = argc > 1 ? argv[1] : "";
    heap = mp_test_backend(name);
    if (!heap) {
        printf("no back end \"%s\" in this build\n", name);
        return 2;
    }
    wchar_t folder[260] = L".";
    if (argc > 2) {
        mbstowcs(folder, argv[2], 259);
    }
    mp_allocator_options options = {.library_folder = folder, .game_folder = L".", .pool_bytes = 1024u << 20};
    char reason[200] = "";
    if (!CHECK(heap->start(&options, reason, sizeof reason))) {
        printf("%s did not start: %s\n", name, reason);
        return 2;
    }
    if (heap->thread_attach) {
        heap->thread_attach();
    }
    subject back_end = subject_of(name);
    suite_run(&back_end);
    suite_run_to_the_end(&back_end);
    CHECK(state_now().corruption == 0);
    if (heap->thread_detach) {
        heap->thread_detach();
    }
    if (heap->stop) {
        heap->stop();
    }
    return mp_check_report(name);
}
