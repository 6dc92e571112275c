#include "workers.h"

#include <stdlib.h>

static void (*current)(unsigned);

#if defined(_WIN32)
#include <windows.h>

static DWORD WINAPI run(void *index) {
    current((unsigned)(uintptr_t)index);
    return 0;
}

void mp_workers_run(unsigned count, void (*body)(unsigned index)) {
    HANDLE threads[MP_WORKERS_MOST] = {NULL};
    current = body;
    for (unsigned i = 0; i < count; i++) {
        threads[i] = CreateThread(NULL, 256 * 1024, run, (void *)(uintptr_t)i,
                                  STACK_SIZE_PARAM_IS_A_RESERVATION, NULL);
        if (!threads[i]) {
            abort();
        }
    }
    WaitForMultipleObjects(count, threads, TRUE, INFINITE);
    for (unsigned i = 0; i < count; i++) {
        CloseHandle(threads[i]);
    }
}
#else
#include <pthread.h>
#include <stdint.h>

static void *run(void *index) {
    current((unsigned)(uintptr_t)index);
    return NULL;
}

void mp_workers_run(unsigned count, void (*body)(unsigned index)) {
    pthread_t threads[MP_WORKERS_MOST];
    current = body;
    for (unsigned i = 0; i < count; i++) {
        if (pthread_create(&threads[i], NULL, run, (void *)(uintptr_t)i) != 0) {
            abort();
        }
    }
    for (unsigned i = 0; i < count; i++) {
        pthread_join(threads[i], NULL);
    }
}
#endif
