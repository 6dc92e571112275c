/*
 * Modules that import each C runtime's heap functions, before and after their imports are taken. The heap
 * behind is the real one. argv[1]: folder that holds the allocators' libraries.
 */
#include <string.h>
#include <windows.h>

#include "heap/heap.h"
#include "hook/import_names.h"
#include "hook/import_table.h"
#include "hook/imports.h"
#include "hook/trampoline.h"
#include "hooks/maker.h"
#include "plugin/check.h"

#define MAKERS 6

static const wchar_t *const files[MAKERS] = {
    L"maker_msvcrt.dll",   L"maker_msvcr100.dll", L"maker_msvcr110.dll",
    L"maker_msvcr120.dll", L"maker_ucrtbase.dll", L"maker_apiset.dll",
};

static HMODULE modules[MAKERS];
static const maker *makers[MAKERS];

static bool load(unsigned i) {
    modules[i] = LoadLibraryW(files[i]);
    maker_function functions =
        modules[i] == NULL ? NULL : (maker_function)(void *)GetProcAddress(modules[i], "functions");
    makers[i] = functions == NULL ? NULL : functions();
    if (makers[i] == NULL)
        printf("%ls cannot be loaded: error %lu\n", files[i], GetLastError());
    return makers[i] != NULL;
}

static uint64_t foreign_frees(void) {
    return mp_thread_current()->foreign_frees;
}

static mp_path_counters counted(void) {
    return mp_thread_current()->path[MP_PATH_IMPORT];
}

static bool ours(const void *pointer) {
    return pointer != NULL && mp_heap_owns(pointer);
}

static bool filled(const void *block, size_t size, unsigned char value) {
    const unsigned char *bytes = block;
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] != value)
            return false;
    }
    return true;
}

/* --- slots and their protection ---------------------------------------------------------------------- */

typedef struct slot_list {
    void **slots[64];
    void *values[64];
    DWORD protections[64];
    unsigned count;
} slot_list;

static bool remember_slot(const mp_import *import, void *context) {
    slot_list *list = context;
    MEMORY_BASIC_INFORMATION page;
    VirtualQuery(import->slot, &page, sizeof page);
    list->slots[list->count] = import->slot;
    list->values[list->count] = *import->slot;
    list->protections[list->count++] = page.Protect;
    return list->count < 64;
}

static bool unchanged(const slot_list *list, bool values, bool protections) {
    for (unsigned i = 0; i < list->count; i++) {
        MEMORY_BASIC_INFORMATION page;
        VirtualQuery(list->slots[i], &page, sizeof page);
        if ((values && *list->slots[i] != list->values[i]) ||
            (protections && page.Protect != list->protections[i]))
            return false;
    }
    return list->count > 0;
}

/* --- one module --------------------------------------------------------------------------------------- */

typedef struct early_blocks {
    char *plain, *grown, *aligned, *realigned, *text;
    void *object;
} early_blocks;

static early_blocks made_before(const maker *m) {
    early_blocks early = {m->malloc(100),
                          m->malloc(100),
                          m->aligned_malloc(200, 64),
                          m->aligned_malloc(200, 64),
                          m->strdup != NULL ? m->strdup("early") : NULL,
                          m->operator_new != NULL ? m->operator_new(40) : NULL};
    memset(early.grown, 0x5A, 100);
    memset(early.realigned, 0x5B, 200);
    return early;
}

static void early_blocks_go_back_to_their_maker(const maker *m, early_blocks early) {
    uint64_t before = foreign_frees();
    uint64_t frees = counted().frees;
    CHECK(!ours(early.plain) && m->msize(early.plain) == 100);
    CHECK(m->expand(early.plain, 80) != NULL);
    m->free(early.plain);
    early.grown = m->realloc(early.grown, 5000);
    CHECK(!ours(early.grown) && filled(early.grown, 100, 0x5A));
    m->free(early.grown);
    m->aligned_free(early.aligned);
    early.realigned = m->aligned_realloc(early.realigned, 4000, 64);
    CHECK(!ours(early.realigned) && filled(early.realigned, 200, 0x5B) &&
          (uintptr_t)early.realigned % 64 == 0);
    m->aligned_free(early.realigned);
    uint64_t freed = 4;
    if (early.text != NULL) {
        m->free(early.text);
        freed++;
    }
    if (early.object != NULL) {
        m->operator_delete(early.object);
        freed++;
    }
    CHECK(foreign_frees() == before + freed);
    CHECK(counted().frees == frees);
}

static void malloc_and_its_like(const maker *m) {
    mp_path_counters before = counted();
    char *block = m->malloc(100);
    CHECK(ours(block) && (uintptr_t)block % 16 == 0 && m->msize(block) >= 100);
    memset(block, 0x11, 100);
    block = m->realloc(block, 3000);
    CHECK(ours(block) && filled(block, 100, 0x11));
    block = m->realloc(block, 200000);
    CHECK(ours(block) && filled(block, 100, 0x11) && m->msize(block) >= 200000);
    CHECK(m->expand(block, 1000) == block && m->expand(block, 0x10000000) == NULL);
    m->free(block);

    char *zeroed = m->calloc(30, 50);
    CHECK(ours(zeroed) && filled(zeroed, 1500, 0));
    CHECK(m->realloc(zeroed, 0) == NULL);

    void *first = m->malloc(0), *second = m->malloc(0), *third = m->realloc(NULL, 20);
    CHECK(ours(first) && ours(second) && first != second && ours(third));
    m->free(first);
    m->free(second);
    m->free(third);
    m->free(NULL);
    mp_path_counters after = counted();
    CHECK(after.allocations - before.allocations == 5 && after.frees - before.frees == 5);
    CHECK(after.reallocations - before.reallocations == 2 && after.fallbacks == before.fallbacks);
    CHECK(after.bytes_in - before.bytes_in == after.bytes_out - before.bytes_out);

    CHECK(m->calloc(0x10000, 0x10001) == NULL && m->malloc(0x7FFFFF00) == NULL);
    CHECK(counted().failures - after.failures == 2);
}

static void recalloc_zeroes_what_it_adds(const maker *m) {
    if (m->recalloc == NULL)
        return;
    char *block = m->recalloc(NULL, 10, 10);
    CHECK(ours(block) && filled(block, 100, 0));
    memset(block, 0x22, 100);
    block = m->recalloc(block, 40, 100);
    CHECK(ours(block) && filled(block, 100, 0x22) && filled(block + 100, 3900, 0));
    CHECK(m->recalloc(block, 0x10000, 0x10001) == NULL && filled(block, 100, 0x22));
    CHECK(m->recalloc(block, 0, 10) == NULL);
}

static void aligned_blocks(const maker *m) {
    for (size_t alignment = 8; alignment <= 8192; alignment *= 4) {
        char *block = m->aligned_malloc(300, alignment);
        CHECK(ours(block) && (uintptr_t)block % alignment == 0);
        memset(block, 0x33, 300);
        block = m->aligned_realloc(block, 70000, alignment);
        CHECK(ours(block) && (uintptr_t)block % alignment == 0 && filled(block, 300, 0x33));
        if (m->aligned_recalloc != NULL) {
            CHECK(m->aligned_msize(block, alignment, 0) >= 70000);
            block = m->aligned_recalloc(block, 100000, 1, alignment);
            CHECK(ours(block) && filled(block, 300, 0x33) && (uintptr_t)block % alignment == 0);
        }
        m->aligned_free(block);
    }
    CHECK(m->aligned_realloc(m->aligned_malloc(10, 32), 0, 32) == NULL);
    m->aligned_free(NULL);
}

/* At an offset the runtime aligns; a block of ours that is asked for there moves to it. */
static void blocks_at_an_offset_are_the_runtimes(const maker *m) {
    const size_t offset = 20;
    uint64_t foreign = foreign_frees();
    char *block = m->aligned_offset_malloc(300, 64, offset);
    CHECK(!ours(block) && ((uintptr_t)block + offset) % 64 == 0);
    memset(block, 0x44, 300);
    block = m->aligned_offset_realloc(block, 5000, 64, offset);
    CHECK(!ours(block) && filled(block, 300, 0x44));
    m->aligned_free(block);
    CHECK(foreign_frees() == foreign + 1);

    mp_path_counters before = counted();
    block = m->aligned_malloc(300, 64);
    memset(block, 0x55, 300);
    block = m->aligned_offset_realloc(block, 5000, 64, offset);
    CHECK(!ours(block) && ((uintptr_t)block + offset) % 64 == 0 && filled(block, 300, 0x55));
    m->aligned_free(block);
    CHECK(foreign_frees() == foreign + 2);
    CHECK(m->aligned_offset_realloc(m->aligned_malloc(10, 32), 0, 32, offset) == NULL);
    mp_path_counters after = counted();
    CHECK(after.allocations - before.allocations == 2 && after.frees - before.frees == 2);
    CHECK(after.bytes_in - before.bytes_in == after.bytes_out - before.bytes_out);
}

static void duplicated_strings_are_the_runtimes(const maker *m) {
    if (m->strdup == NULL)
        return;
    uint64_t before = foreign_frees();
    char *text = m->strdup("goes back to its maker");
    wchar_t *wide = m->wcsdup(L"so does this");
    CHECK(!ours(text) && strcmp(text, "goes back to its maker") == 0);
    CHECK(!ours(wide) && wcscmp(wide, L"so does this") == 0);
    m->free(text);
    m->free(wide);
    CHECK(foreign_frees() == before + 2);
}

static void new_and_delete(const maker *m) {
    if (m->operator_new == NULL)
        return;
    void *object = m->operator_new(64), *array = m->operator_new_array(640);
    CHECK(ours(object) && ours(array));
    m->operator_delete(object);
    m->operator_delete_array(array);
    m->operator_delete(NULL);
}

/* --- several ------------------------------------------------------------------------------------------- */

static void blocks_cross_modules(void) {
    for (unsigned i = 0; i < MAKERS; i++) {
        const maker *next = makers[(i + 1) % MAKERS];
        char *block = makers[i]->malloc(64 + i);
        block = next->realloc(block, 4096);
        CHECK(ours(block));
        makers[(i + 2) % MAKERS]->free(block);
    }
}

static volatile LONG stop, turned;

static DWORD WINAPI turn_over(void *argument) {
    const maker *m = argument;
    unsigned char *blocks[32] = {0};
    unsigned random = GetCurrentThreadId();
    bool sound = true;
    while (!stop) {
        random = random * 1103515245 + 12345;
        unsigned i = random >> 16 & 31;
        size_t size = 16 + (random >> 8 & 2047);
        if (blocks[i] != NULL) {
            sound = sound && blocks[i][0] == (unsigned char)i && blocks[i][15] == (unsigned char)i;
            m->free(blocks[i]);
            blocks[i] = NULL;
        } else if ((blocks[i] = m->malloc(size)) != NULL) {
            memset(blocks[i], (int)i, size);
        }
        InterlockedIncrement(&turned);
    }
    for (unsigned i = 0; i < 32; i++)
        m->free(blocks[i]);
    mp_thread_end();
    return sound;
}

/* Modules come and go and thunks are written while others allocate through theirs; at last nothing more is
 * taken from us while they still hold blocks. */
static void others_go_on_meanwhile(void) {
    HANDLE threads[3];
    for (unsigned i = 0; i < 3; i++)
        threads[i] = CreateThread(NULL, 0, turn_over, (void *)makers[i], 0, NULL);
    for (int turn = 0; turn < 30; turn++) {
        LONG reached = turned + 2000;
        while (turned < reached)
            Sleep(1);
        FreeLibrary(modules[5]);
        mp_imports_scan(true);
        CHECK(load(5) && mp_trampoline_unlock());
        Sleep(1);
        mp_trampoline_lock();
        mp_imports_scan(true);
        void *block = makers[5]->malloc(10);
        CHECK(ours(block));
        makers[5]->free(block);
    }
    CHECK(mp_imports_remove(MP_IMPORTS_THAT_ALLOCATE) == 0);
    LONG reached = turned + 5000;
    while (turned < reached)
        Sleep(1);
    InterlockedExchange(&stop, 1);
    for (unsigned i = 0; i < 3; i++) {
        DWORD sound = 0;
        WaitForSingleObject(threads[i], INFINITE);
        GetExitCodeThread(threads[i], &sound);
        CHECK(sound == 1);
        CloseHandle(threads[i]);
    }
}

static void late_modules_are_taken_and_forgotten(void) {
    mp_imports_state before = mp_imports_now();
    CHECK(FreeLibrary(modules[5]));
    mp_imports_scan(true);
    CHECK(mp_imports_now().modules == before.modules - 1);
    CHECK(load(5));
    void *early = makers[5]->malloc(10);
    CHECK(!ours(early));
    mp_imports_scan(false); /* it may still be initialising, as far as one can tell */
    CHECK(mp_imports_now().modules == before.modules - 1);
    mp_imports_scan(true);
    CHECK(mp_imports_now().modules == before.modules && mp_imports_now().slots == before.slots);
    void *late = makers[5]->malloc(10);
    CHECK(ours(late));
    makers[5]->free(early);
    makers[5]->free(late);
}

static void names_decide(void) {
    CHECK(mp_import_is_runtime("MSVCR100.dll") && mp_import_is_runtime("api-ms-win-crt-heap-l1-1-0.dll"));
    CHECK(!mp_import_is_runtime("kernel32.dll") && !mp_import_is_runtime("msvcr100.dll.bak"));
    CHECK(mp_import_judge("JIP_NVSE.dll", false) == MP_IMPORT_TAKE);
    CHECK(mp_import_judge("d3d9.dll", true) == MP_IMPORT_SYSTEM);
    CHECK(mp_import_judge("MSVCP140.dll", true) == MP_IMPORT_TAKE);
    CHECK(mp_import_judge("msvcp140_1.dll", true) == MP_IMPORT_TAKE);
    CHECK(mp_import_judge("ucrtbase.dll", false) == MP_IMPORT_RUNTIME);
    CHECK(mp_import_judge("rpmalloc.dll", false) == MP_IMPORT_LEFT_ALONE);
    CHECK(mp_import_judge("NVSE_CrashLogger.dll", false) == MP_IMPORT_LEFT_ALONE);
    CHECK(mp_import_judge("dbghelp.dll", false) == MP_IMPORT_LEFT_ALONE);
}

static void crash_loggers_are_left_alone(void) {
    CopyFileW(L"maker_msvcrt.dll", L"some-crashlogger.dll", FALSE);
    HMODULE logger = LoadLibraryW(L"some-crashlogger.dll");
    CHECK(logger != NULL);
    const maker *m = ((maker_function)(void *)GetProcAddress(logger, "functions"))();
    mp_imports_scan(true);
    void *block = m->malloc(10);
    CHECK(!ours(block));
    m->free(block);
    FreeLibrary(logger);
    mp_imports_scan(true);
}

/* --- damaged tables ------------------------------------------------------------------------------------ */

static bool count_import(const mp_import *import, void *context) {
    (void)import;
    ++*(unsigned *)context;
    return true;
}

static void damaged_tables_are_refused(void) {
    IMAGE_NT_HEADERS32 *headers = (void *)((char *)modules[0] + ((IMAGE_DOS_HEADER *)modules[0])->e_lfanew);
    size_t size = headers->OptionalHeader.SizeOfImage;
    char *copy = VirtualAlloc(NULL, size, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    memcpy(copy, modules[0], size);
    headers = (void *)(copy + ((IMAGE_DOS_HEADER *)copy)->e_lfanew);
    IMAGE_DATA_DIRECTORY *directory = &headers->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT];
    IMAGE_IMPORT_DESCRIPTOR *library = (void *)(copy + directory->VirtualAddress);
    unsigned found = 0;
    CHECK(mp_import_table_walk(copy, count_import, &found) && found == 13);

    DWORD name = library->Name, table = directory->VirtualAddress, thunks = library->OriginalFirstThunk;
    library->Name = 0xFFFFFFF0;
    CHECK(!mp_import_table_walk(copy, count_import, &found));
    library->Name = name;
    library->OriginalFirstThunk = (DWORD)size - 2;
    CHECK(!mp_import_table_walk(copy, count_import, &found));
    library->OriginalFirstThunk = thunks;
    directory->VirtualAddress = (DWORD)size - 4;
    CHECK(!mp_import_table_walk(copy, count_import, &found));
    directory->VirtualAddress = table;
    headers->OptionalHeader.Magic = 0x20B;
    CHECK(!mp_import_table_walk(copy, count_import, &found));
    copy[0] = 0;
    CHECK(!mp_import_table_walk(copy, count_import, &found));
    VirtualFree(copy, 0, MEM_RELEASE);
}

/* --- all together -------------------------------------------------------------------------------------- */

static bool start_heap(const char *libraries) {
    static wchar_t folder[MAX_PATH], here[MAX_PATH];
    static mp_config config;
    char reason[200];
    MultiByteToWideChar(CP_ACP, 0, libraries, -1, here, MAX_PATH);
    GetFullPathNameW(here, MAX_PATH, folder, NULL);
    GetCurrentDirectoryW(MAX_PATH, here);
    mp_config_read(L"no such file", &config);
    mp_allocator_options options = {.library_folder = folder, .game_folder = here};
    bool started = mp_threads_start() && mp_heap_start(&config, &options, reason, sizeof reason);
    if (!started)
        printf("the heap did not start: %s\n", reason);
    return started && strcmp(mp_heap_allocator_name(), "rpmalloc") == 0;
}

int main(int argc, char **argv) {
    early_blocks early[MAKERS];
    slot_list before[MAKERS] = {0};
    char reason[200];
    if (argc < 2 || !start_heap(argv[1]))
        return 2;
    for (unsigned i = 0; i < MAKERS; i++) {
        if (!load(i))
            return 2;
        mp_import_table_walk(modules[i], remember_slot, &before[i]);
        early[i] = made_before(makers[i]);
    }
    names_decide();
    damaged_tables_are_refused();

    CHECK(mp_imports_install(GetModuleHandleW(NULL), reason, sizeof reason));
    CHECK(mp_imports_now().modules >= MAKERS);
    for (unsigned i = 0; i < MAKERS; i++) {
        CHECK(!unchanged(&before[i], true, false) && unchanged(&before[i], false, true));
        early_blocks_go_back_to_their_maker(makers[i], early[i]);
        malloc_and_its_like(makers[i]);
        recalloc_zeroes_what_it_adds(makers[i]);
        aligned_blocks(makers[i]);
        blocks_at_an_offset_are_the_runtimes(makers[i]);
        duplicated_strings_are_the_runtimes(makers[i]);
        new_and_delete(makers[i]);
    }
    blocks_cross_modules();
    crash_loggers_are_left_alone();

    void *held = makers[1]->malloc(50);
    CHECK(mp_imports_remove(MP_IMPORTS_THAT_ALLOCATE) == 0);
    void *late = makers[1]->malloc(50);
    CHECK(ours(held) && !ours(late));
    makers[1]->free(held);
    makers[1]->free(late);
    CHECK(mp_imports_remove(MP_IMPORTS_ALL) == 0);
    for (unsigned i = 0; i < MAKERS; i++)
        CHECK(unchanged(&before[i], true, true));
    CHECK(mp_imports_now().slots == 0 && mp_imports_now().modules == 0);

    CHECK(mp_imports_install(GetModuleHandleW(NULL), reason, sizeof reason));
    late_modules_are_taken_and_forgotten();
    mp_path_counters end = counted();
    CHECK(end.allocations == end.frees && end.bytes_in == end.bytes_out);
    others_go_on_meanwhile();
    CHECK(mp_imports_remove(MP_IMPORTS_ALL) == 0);
    return check_result();
}
