/*
 * The page-call cover in place: functions of this program stand in for the engine's, with import slots of
 * their own, over the real VirtualAlloc.
 */
#include <string.h>
#include <windows.h>

#include "hook/page_cover.h"
#include "hook/pages.h"
#include "plugin/check.h"

#define PAGE 4096u
#define MB   (1u << 20)

/* The slots and the functions that reach them, each at its own 64 bytes. */
void *allocate_slot, *release_slot;
static void *real_allocate, *real_release;

__asm__(".text\n"
        "    .balign 64\n"
        "_stand_ins:\n"
        /* 0: allocate(address, size, type, protection), by the slot */
        "    .byte 0x55, 0x8B, 0xEC\n"
        "    pushl 20(%ebp)\n    pushl 16(%ebp)\n    pushl 12(%ebp)\n    pushl 8(%ebp)\n"
        "    call *_allocate_slot\n"
        "    popl %ebp\n    ret\n"
        "    .balign 64, 0xCC\n"
        /* 1: release(address, size, type), by a register */
        "    .byte 0x55, 0x8B, 0xEC\n"
        "    pushl 16(%ebp)\n    pushl 12(%ebp)\n    pushl 8(%ebp)\n"
        "    movl _release_slot, %edx\n    call *%edx\n"
        "    popl %ebp\n    ret\n"
        "    .balign 64, 0xCC\n"
        /* 2: another allocate, of another pattern */
        "    .byte 0x55, 0x8B, 0xEC\n"
        "    pushl 20(%ebp)\n    pushl 16(%ebp)\n    pushl 12(%ebp)\n    pushl 8(%ebp)\n"
        "    movl _allocate_slot, %eax\n    call *%eax\n"
        "    popl %ebp\n    ret\n"
        "    .balign 64, 0xCC\n"
        /* 3: a function that never reaches a slot */
        "    .byte 0x55, 0x8B, 0xEC\n"
        "    xorl %eax, %eax\n    popl %ebp\n    ret\n"
        "    .balign 64, 0xCC\n"
        /* 4: one whose entry somebody took */
        "    .byte 0xE9, 0x00, 0x00, 0x00, 0x00\n"
        "    call *_allocate_slot\n    ret\n"
        "    .balign 64, 0xCC\n"
        /* 5: an allocate that is none of those looked after */
        "    .byte 0x55, 0x8B, 0xEC\n"
        "    pushl 20(%ebp)\n    pushl 16(%ebp)\n    pushl 12(%ebp)\n    pushl 8(%ebp)\n"
        "    call *_allocate_slot\n"
        "    popl %ebp\n    ret\n"
        "    .balign 64, 0xCC\n");
extern char stand_ins[];

typedef void *(*allocate_function)(void *, size_t, uint32_t, uint32_t);
typedef int (*release_function)(void *, size_t, uint32_t);

#define STAND_IN(n) (stand_ins + 64 * (n))
#define allocate    ((allocate_function)(void *)STAND_IN(0))
#define release     ((release_function)(void *)STAND_IN(1))
#define reserve     ((allocate_function)(void *)STAND_IN(2))
#define elsewhere   ((allocate_function)(void *)STAND_IN(5))

static mp_page_function functions[5];
static mp_page_profile profile = {.functions = functions, .count = 5};
static mp_config config;

static void describe_stand_ins(void) {
    static const uint8_t patterns[5] = {MP_PAGES_POOL_PAGE, MP_PAGES_POOL_PAGE, MP_PAGES_SCRAP_REGION,
                                        MP_PAGES_HEAP_CORE, MP_PAGES_HEAP_GROWTH};
    for (unsigned i = 0; i < 5; i++)
        functions[i] =
            (mp_page_function){(uint32_t)(uintptr_t)STAND_IN(i), 64, patterns[i], true, "stand-in"};
    profile.allocate_slot = (uint32_t)(uintptr_t)&allocate_slot;
    profile.release_slot = (uint32_t)(uintptr_t)&release_slot;
}

static bool install(void) {
    char reason[200];
    bool done = mp_pages_install(&config, &profile, reason, sizeof reason);
    if (!done)
        printf("%s\n", reason);
    return done;
}

static mp_page_counters counted(mp_page_pattern pattern) {
    return mp_thread_current()->pages[pattern];
}

static DWORD state_at(const void *address) {
    MEMORY_BASIC_INFORMATION region;
    return VirtualQuery(address, &region, sizeof region) != 0 ? region.State : 0;
}

static bool filled(const uint8_t *from, size_t size, uint8_t value) {
    for (size_t i = 0; i < size; i++) {
        if (from[i] != value)
            return false;
    }
    return true;
}

static void addresses_lead_to_functions(void) {
    CHECK(mp_page_function_at(&profile, functions[0].address) == NULL);
    CHECK(mp_page_function_at(&profile, functions[0].address + 1) == &functions[0]);
    CHECK(mp_page_function_at(&profile, functions[0].address + 64) == &functions[0]);
    CHECK(mp_page_function_at(&profile, functions[1].address + 30) == &functions[1]);
    CHECK(mp_page_function_at(&profile, functions[4].address + 65) == NULL);
    CHECK(mp_page_function_at(&mp_page_profile_game, 0xAA5E58) != NULL);
    CHECK(mp_page_function_at(&mp_page_profile_game, 0xAA9247)->pattern == MP_PAGES_HEAP_CORE);
    CHECK(mp_page_function_at(&mp_page_profile_game, 0x401000) == NULL);
    unsigned listed = 0;
    for (size_t i = 0; i < mp_page_profile_game.count; i++)
        listed += mp_page_profile_game.functions[i].listed;
    CHECK(listed == 17);
}

static void only_proven_functions_count(void) {
    CHECK(mp_pages_covered_functions() == 3);
    DWORD before;
    VirtualProtect(STAND_IN(0), 64, PAGE_EXECUTE_READWRITE, &before);
    STAND_IN(0)[0] = (char)0xE9;
    CHECK(mp_pages_covered_functions() == 2);
    STAND_IN(0)[0] = 0x55;
    CHECK(mp_pages_covered_functions() == 3);
    void *ours = allocate_slot;
    allocate_slot = real_allocate;
    CHECK(mp_pages_covered_functions() == 0);
    allocate_slot = ours;
    CHECK(mp_pages_covered_functions() == 3);
}

static void callers_are_told_apart(void) {
    mp_page_counters page = counted(MP_PAGES_POOL_PAGE), region = counted(MP_PAGES_SCRAP_REGION);
    uint64_t other = mp_thread_current()->other_page_calls;
    uint8_t *base = reserve(NULL, MB, MEM_RESERVE, PAGE_READWRITE);
    CHECK(base != NULL && counted(MP_PAGES_SCRAP_REGION).calls == region.calls + 1);
    CHECK(allocate(base, PAGE, MEM_COMMIT, PAGE_READWRITE) == base);
    CHECK(counted(MP_PAGES_POOL_PAGE).system_calls == page.system_calls + 1);
    memset(base, 0x77, PAGE);
    CHECK(release(base, PAGE, MEM_DECOMMIT) == TRUE && state_at(base) == MEM_COMMIT);
    CHECK(allocate(base, PAGE, MEM_COMMIT, PAGE_READWRITE) == base && filled(base, PAGE, 0));
    CHECK(counted(MP_PAGES_POOL_PAGE).calls == page.calls + 3);
    CHECK(counted(MP_PAGES_POOL_PAGE).saved == page.saved + 2);
    CHECK(mp_thread_current()->other_page_calls == other);

    void *block = elsewhere(NULL, MB, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
    CHECK(block != NULL && mp_thread_current()->other_page_calls == other + 1);
    CHECK(release(block, PAGE, MEM_DECOMMIT) == TRUE && state_at(block) == MEM_RESERVE);
    CHECK(release(block, 0, MEM_RELEASE) == TRUE && state_at(block) == MEM_FREE);

    CHECK(release(base, 0, MEM_RELEASE) == TRUE);
    CHECK(reserve(NULL, MB, MEM_RESERVE, PAGE_READWRITE) == base);
    CHECK(release(base, 0, MEM_RELEASE) == TRUE);
    mp_pages_relieve();
    CHECK(state_at(base) == MEM_FREE);
}

static void errors_are_the_systems(void) {
    uint8_t *base = reserve(NULL, MB, MEM_RESERVE, PAGE_READWRITE);
    SetLastError(0);
    CHECK(reserve(base, MB, MEM_RESERVE, PAGE_READWRITE) == NULL && GetLastError() == ERROR_INVALID_ADDRESS);
    SetLastError(0);
    CHECK(allocate(base, MB + PAGE, MEM_COMMIT, PAGE_READWRITE) == NULL && GetLastError() != 0);
    SetLastError(0);
    CHECK(release(base, PAGE, MEM_RELEASE) == FALSE && GetLastError() == ERROR_INVALID_PARAMETER);
    CHECK(release(base, 0, MEM_RELEASE) == TRUE);
    SetLastError(0);
    CHECK(release(base, 0, MEM_RELEASE) == FALSE && GetLastError() == ERROR_INVALID_ADDRESS);
}

static void the_steady_state_costs_nothing(void) {
    mp_page_counters before = {0};
    uint8_t *pool = reserve(NULL, MB, MEM_RESERVE, PAGE_READWRITE);
    for (int turn = 0; turn < 200; turn++) {
        if (turn == 2)
            before = counted(MP_PAGES_POOL_PAGE);
        for (uint32_t page = 0; page < 64; page++)
            allocate(pool + page * PAGE, PAGE, MEM_COMMIT, PAGE_READWRITE);
        memset(pool, turn, 64 * PAGE);
        release(pool, 64 * PAGE, MEM_DECOMMIT);
    }
    mp_page_counters after = counted(MP_PAGES_POOL_PAGE);
    CHECK(after.calls - before.calls == 198 * 65 && after.system_calls == before.system_calls);
    CHECK(release(pool, 0, MEM_RELEASE) == TRUE);
}

/* With the address space full, what is kept makes room for a request of anybody's. */
static void what_is_kept_never_stands_in_the_way(void) {
    static void *hogs[4096];
    unsigned count = 0;
    uint8_t *kept = reserve(NULL, 16 * MB, MEM_RESERVE, PAGE_READWRITE);
    CHECK(release(kept, 0, MEM_RELEASE) == TRUE && state_at(kept) == MEM_RESERVE);
    for (size_t size = 256 * MB; size >= MB && count < 4096; size /= 2) {
        void *hog;
        while (count < 4096 && (hog = VirtualAlloc(NULL, size, MEM_RESERVE, PAGE_NOACCESS)) != NULL)
            hogs[count++] = hog;
    }
    CHECK(VirtualAlloc(NULL, 12 * MB, MEM_RESERVE, PAGE_READWRITE) == NULL);
    void *needed = elsewhere(NULL, 12 * MB, MEM_RESERVE, PAGE_READWRITE);
    CHECK(needed != NULL && state_at(kept + 14 * MB) == MEM_FREE);
    CHECK(elsewhere(NULL, 12 * MB, MEM_RESERVE, PAGE_READWRITE) == NULL &&
          GetLastError() == ERROR_NOT_ENOUGH_MEMORY);
    while (count > 0)
        VirtualFree(hogs[--count], 0, MEM_RELEASE);
    VirtualFree(needed, 0, MEM_RELEASE);
}

/* --- several threads, small limits ---------------------------------------------------------------------- */

#define THREADS 4u
#define SHARED  256u

static uint8_t *shared;
static volatile LONG wrong;

static bool page_is(const uint8_t *page, uint32_t word) {
    const uint32_t *words = (const uint32_t *)(const void *)page;
    for (unsigned i = 0; i < PAGE / 4; i += 37) {
        if (words[i] != word)
            return false;
    }
    return true;
}

static void turn_over(uint8_t *page, uint32_t *held, uint32_t word) {
    if (*held != 0) {
        if (!page_is(page, *held) || !release(page, PAGE, MEM_DECOMMIT))
            InterlockedIncrement(&wrong);
        *held = 0;
        return;
    }
    if (allocate(page, PAGE, MEM_COMMIT, PAGE_READWRITE) != page || !page_is(page, 0))
        InterlockedIncrement(&wrong);
    for (unsigned i = 0; i < PAGE / 4; i++)
        ((uint32_t *)(void *)page)[i] = word;
    *held = word;
}

static DWORD WINAPI page_away(void *argument) {
    uint32_t number = (uint32_t)(uintptr_t)argument, random = 911 * number + 5;
    uint32_t held_shared[SHARED / THREADS] = {0}, held_own[64] = {0};
    uint8_t *own = NULL;
    for (int step = 0; step < 8000; step++) {
        random = random * 1103515245 + 12345;
        uint32_t what = random >> 16 & 127, word = random | 1;
        if (what < 60) {
            uint32_t mine = random >> 8 & (SHARED / THREADS - 1);
            turn_over(shared + (mine * THREADS + number) * PAGE, &held_shared[mine], word);
        } else if (own == NULL) {
            own = reserve(NULL, 64 * PAGE, MEM_RESERVE, PAGE_READWRITE);
            memset(held_own, 0, sizeof held_own);
        } else if (what < 124) {
            turn_over(own + (random >> 8 & 63) * PAGE, &held_own[random >> 8 & 63], word);
        } else {
            release(own, 0, MEM_RELEASE);
            own = NULL;
        }
        if (step % 1000 == 999)
            mp_pages_relieve();
    }
    if (own != NULL)
        release(own, 0, MEM_RELEASE);
    return 0;
}

static void threads_page_side_by_side(void) {
    HANDLE threads[THREADS];
    shared = reserve(NULL, SHARED * PAGE, MEM_RESERVE, PAGE_READWRITE);
    for (uint32_t i = 0; i < THREADS; i++)
        threads[i] = CreateThread(NULL, 0, page_away, (void *)(uintptr_t)i, 0, NULL);
    for (uint32_t i = 0; i < THREADS; i++) {
        WaitForSingleObject(threads[i], INFINITE);
        CloseHandle(threads[i]);
    }
    CHECK(wrong == 0);
    CHECK(release(shared, 0, MEM_RELEASE) == TRUE);
}

static void removal_leaves_what_the_engine_expects(void) {
    uint8_t *base = reserve(NULL, MB, MEM_RESERVE, PAGE_READWRITE);
    allocate(base, 4 * PAGE, MEM_COMMIT, PAGE_READWRITE);
    release(base + PAGE, PAGE, MEM_DECOMMIT);
    CHECK(state_at(base + PAGE) == MEM_COMMIT);
    CHECK(mp_pages_remove());
    CHECK(allocate_slot == real_allocate && release_slot == real_release);
    CHECK(state_at(base) == MEM_COMMIT && state_at(base + PAGE) == MEM_RESERVE);
    CHECK(state_at(base + 8 * PAGE) == MEM_RESERVE && mp_pages_covered_functions() == 0);
    CHECK(release(base, 0, MEM_RELEASE) == TRUE && state_at(base) == MEM_FREE);
}

int main(void) {
    mp_config_read(L"no such file", &config);
    config.hot_pages_max_bytes = MB;
    real_allocate = allocate_slot = (void *)VirtualAlloc;
    real_release = release_slot = (void *)VirtualFree;
    describe_stand_ins();
    if (!mp_threads_start())
        return 2;
    addresses_lead_to_functions();
    CHECK(install());
    CHECK(allocate_slot != real_allocate && release_slot != real_release);
    only_proven_functions_count();
    callers_are_told_apart();
    errors_are_the_systems();
    the_steady_state_costs_nothing();
    what_is_kept_never_stands_in_the_way();
    threads_page_side_by_side();
    removal_leaves_what_the_engine_expects();

    CHECK(install());
    the_steady_state_costs_nothing();
    CHECK(mp_pages_remove());

    functions[0] = functions[3];
    functions[1] = functions[4];
    profile.count = 2;
    char reason[200];
    CHECK(!mp_pages_install(&config, &profile, reason, sizeof reason) && allocate_slot == real_allocate);
    return check_result();
}
