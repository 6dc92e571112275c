#include "engine/outofmemory.h"

#include <stdint.h>
#include <string.h>
#include <windows.h>

#include "engine/profile.h"
#include "hook/memory.h"
#include "hook/pages.h"
#include "log.h"
#include "stats/stats.h"

/* A worker thread may be sent to sleep this often before the engine gives up (engine facts 2.3). */
#define MAX_PASSES 15016

#define MAX_THREADS 32

typedef int(__attribute__((thiscall)) * clean_up_pass)(void *manager, void *heap, int stage, bool *give_up);

static clean_up_pass pass;

/* Threads inside a pass. What a pass allocates must not start another one. */
static volatile LONG inside[MAX_THREADS];

void mp_outofmemory_find_pass(void) {
    uint8_t found[sizeof mp_profile_clean_up_pass];
    bool there = mp_memory_copy(found, MP_ADDRESS_CLEAN_UP_PASS, sizeof found);
    /* A detour of another plugin at the entry is as good as the original. */
    if (there && (memcmp(found, mp_profile_clean_up_pass, sizeof found) == 0 || found[0] == 0xE9)) {
        pass = (clean_up_pass)MP_ADDRESS_CLEAN_UP_PASS;
        return;
    }
    mp_log(MP_LOG_WARNING, "The engine's clean-up pass is not at %08X; out of memory goes to the fallback at once",
           MP_ADDRESS_CLEAN_UP_PASS);
}

static volatile LONG *enter(void) {
    LONG self = (LONG)GetCurrentThreadId();
    for (int i = 0; i < MAX_THREADS; i++) {
        if (inside[i] == self)
            return NULL;
    }
    for (int i = 0; i < MAX_THREADS; i++) {
        if (InterlockedCompareExchange(&inside[i], self, 0) == 0)
            return &inside[i];
    }
    return NULL;
}

void *mp_outofmemory_retry(void *manager, void *(*attempt)(void *block, size_t size), void *block, size_t size) {
    volatile LONG *seat;
    void *pointer = mp_pages_relieve() > 0 ? attempt(block, size) : NULL;
    if (pointer != NULL || pass == NULL || (seat = enter()) == NULL)
        return pointer;
    bool give_up = false;
    int stage = 0;
    for (int passes = 0; passes < MAX_PASSES && pointer == NULL && !give_up; passes++) {
        stage = pass(manager, NULL, stage, &give_up);
        pointer = attempt(block, size);
    }
    InterlockedExchange(seat, 0);
    mp_event(MP_EVENT_OUT_OF_MEMORY, pointer != NULL ? MP_SEVERITY_WARNING : MP_SEVERITY_ERROR, size, (uint64_t)stage,
             pointer != NULL ? "the engine's clean-up made room" : "the engine's clean-up made no room");
    return pointer;
}
