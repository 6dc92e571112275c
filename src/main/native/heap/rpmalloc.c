/*
 * rpmalloc 1.4, called in its published DLL: five functions directly, through addresses its JNI getters
 * return, the rest through their JNI wrappers with neither environment nor class (native facts 1). Memory
 * comes through our own map callback, so the ownership map is exact.
 */
#include "heap/rpmalloc.h"

#include <stdio.h>
#include <string.h>
#include <windows.h>

#include "heap/ownership.h"
#include "heap/sha256.h"
#include "heap/span.h"

#define PAGE_BYTES 0x1000u

/* Spans mapped in one go: the step in which address space is taken. */
#define SPANS_PER_MAP 64u

#define EXPORT_PREFIX "_Java_org_lwjgl_system_rpmalloc_RPmalloc_"

/* --- the library ------------------------------------------------------------------------------------- */

typedef struct rpmalloc_config {
    void *(*memory_map)(size_t size, size_t *offset);
    void (*memory_unmap)(void *address, size_t size, size_t offset, size_t release);
    void (*error_callback)(const char *message);
    int (*map_fail_callback)(size_t size);
    size_t page_size, span_size, span_map_count;
    int enable_huge_pages;
    const char *page_name, *huge_page_name;
} rpmalloc_config;

#if defined(__i386__)
_Static_assert(sizeof(rpmalloc_config) == 40, "rpmalloc_config_t of the 1.4 line is ten words");
#endif

typedef int64_t(__stdcall *jni_getter)(void *environment, void *class);

static struct {
    void *(*malloc)(size_t);
    void *(*calloc)(size_t, size_t);
    void *(*realloc)(void *, size_t);
    void (*free)(void *);
    void *(*aligned_alloc)(size_t, size_t);
    int32_t(__stdcall *initialize_config)(void *, void *, int64_t config);
    void(__stdcall *thread_initialize)(void *, void *);
    void(__stdcall *thread_finalize)(void *, void *, int32_t release_caches);
    int64_t(__stdcall *usable_size)(void *, void *, int64_t pointer);
} library;

static mp_ownership owned;
static mp_allocator_shortcuts shortcuts;

/* --- memory ------------------------------------------------------------------------------------------ */

static void *map_memory(size_t size, size_t *offset) {
    *offset = 0;
    void *base = VirtualAlloc(NULL, size, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
    if (base != NULL)
        mp_ownership_mark(&owned, base, size);
    return base;
}

/* release is 0 for a part of a mapping that could be decommitted: it is kept hot instead. */
static void unmap_memory(void *address, size_t size, size_t offset, size_t release) {
    (void)size;
    if (release == 0)
        return;
    void *base = (char *)address - offset;
    mp_span_forget(base, release);
    mp_ownership_clear(&owned, base, release);
    VirtualFree(base, 0, MEM_RELEASE);
}

/* --- block sizes ------------------------------------------------------------------------------------- */

static size_t ask_library(const void *pointer) {
    return (size_t)library.usable_size(NULL, NULL, (int64_t)(uintptr_t)pointer);
}

static mp_span_head *span_of(const void *pointer) {
    return (mp_span_head *)((uintptr_t)pointer & ~(uintptr_t)(MP_SPAN_BYTES - 1));
}

/* 0 in a span that was mapped and never used: the library would divide by its block size. */
static size_t read_span(const void *pointer) {
    size_t usable = mp_span_usable_size(pointer);
    if (usable != 0)
        return usable;
    const mp_span_head *span = span_of(pointer);
    return span->block_size == 0 && span->size_class < MP_SPAN_SIZE_CLASSES ? 0 : ask_library(pointer);
}

static bool same_answer(void *pointer) {
    return pointer == NULL || read_span(pointer) == ask_library(pointer);
}

/* Reading a fresh block's span head costs a cache miss: all heads lie 64 KiB apart and so compete for the
 * same few cache lines. The size classes are multiples of 16 bytes, so a table by request knows as much. */
#define GRANULE       16u
#define GRANULE_LIMIT 0x4001u

static uint16_t granule_sizes[GRANULE_LIMIT / GRANULE + 2];

static size_t usable_of_fresh(size_t size) {
    void *block = library.malloc(size);
    size_t usable = block != NULL ? ask_library(block) : 0;
    library.free(block);
    return usable;
}

/* False when the two ends of a granule differ, or a size does not fit the table. */
static bool fill_granule_sizes(void) {
    for (size_t granule = 0; granule * GRANULE < GRANULE_LIMIT + GRANULE; granule++) {
        size_t last = granule * GRANULE;
        size_t first = last == 0 ? 0 : last - GRANULE + 1;
        size_t usable = usable_of_fresh(last);
        if (usable < last || usable > UINT16_MAX || usable_of_fresh(first) != usable)
            return false;
        granule_sizes[granule] = (uint16_t)usable;
    }
    return true;
}

/* Two blocks a size class, and blocks at every alignment, are compared. */
static bool spans_are_as_expected(void) {
    bool same = true;
    for (size_t size = 1; size <= 40 * 1024 && same; size += size < 1024 ? 8 : 256) {
        void *first = library.malloc(size), *second = library.malloc(size);
        same = same_answer(first) && same_answer(second);
        library.free(first);
        library.free(second);
    }
    for (size_t alignment = 32; alignment <= 4096 && same; alignment *= 2) {
        for (size_t size = 24; size <= 3000 && same; size += 124) {
            void *first = library.aligned_alloc(alignment, size), *second = library.aligned_alloc(alignment, size);
            same = same_answer(first) && same_answer(second);
            library.free(first);
            library.free(second);
        }
    }
    return same;
}

/* --- free lists -------------------------------------------------------------------------------------- */

static const mp_span_lists *thread_lists(void) {
    void *block = library.malloc(16);
    const mp_span_lists *lists = block != NULL ? span_of(block)->lists : NULL;
    library.free(block);
    return lists != NULL ? lists : &mp_span_no_lists;
}

static uint8_t granule_lists[GRANULE_LIMIT / GRANULE + 2];

/* Small classes are found by their granule, the others by the class their span names. */
#define SMALL_CLASSES_MOST 1024u

static bool fill_granule_lists(void) {
    for (size_t granule = 0; granule * GRANULE < GRANULE_LIMIT + GRANULE; granule++) {
        void *block = library.malloc(granule * GRANULE);
        size_t list = granule * GRANULE <= SMALL_CLASSES_MOST ? granule : span_of(block)->size_class;
        bool small = block != NULL && span_of(block)->size_class < MP_SPAN_SIZE_CLASSES;
        library.free(block);
        if (!small)
            return false;
        granule_lists[granule] = (uint8_t)list;
    }
    return true;
}

/* What the library does to its records when a block is taken from a list and when one is given back, is what
 * the hot path does in its place (engine/entries.c). kept and taken lie in one span, or nothing is compared. */
static bool moves_as_expected(const mp_span_list *list, size_t size, void *kept) {
    void *expected = list->free_list;
    if (expected == NULL || span_of(expected) != span_of(kept))
        return true;
    void *after = *(void **)expected;
    void *taken = library.malloc(size);
    if (taken != expected || list->free_list != after)
        return false;
    mp_span_head *span = span_of(kept);
    library.free(kept); /* now the span's own list is not empty */
    uint32_t used = span->used_count;
    if (span->free_list != kept)
        return false;
    library.free(taken);
    return span->free_list == taken && *(void **)taken == kept && span->used_count == used - 1;
}

static bool list_is_as_expected(const mp_span_lists *lists, size_t size) {
    const mp_span_list *list = &lists->list[granule_lists[(size + GRANULE - 1) / GRANULE]];
    void *held[3]; /* the first stays, so that the span does */
    for (size_t i = 0; i < 3; i++)
        held[i] = library.malloc(size);
    bool same = held[0] != NULL && span_of(held[0])->lists == lists;
    library.free(held[2]);
    library.free(held[1]);
    void *kept = library.malloc(size);
    same = same && kept != NULL && moves_as_expected(list, size, kept);
    library.free(held[0]);
    return same;
}

static bool lists_are_as_expected(void) {
    const mp_span_lists *lists = thread_lists();
    bool same = lists != &mp_span_no_lists && fill_granule_lists();
    for (size_t size = 1; size < GRANULE_LIMIT && same; size += size < SMALL_CLASSES_MOST ? 15 : 511)
        same = list_is_as_expected(lists, size);
    return same;
}

/* --- start ------------------------------------------------------------------------------------------- */

static bool resolve(HMODULE module, const char *name, void *out) {
    char full[128];
    snprintf(full, sizeof full, EXPORT_PREFIX "%s", name);
    FARPROC function = GetProcAddress(module, full);
    memcpy(out, &function, sizeof function);
    return function != NULL;
}

/* Calls a getter and stores the address it returns. */
static bool resolve_through(HMODULE module, const char *name, void *out) {
    jni_getter getter;
    if (!resolve(module, name, &getter))
        return false;
    uintptr_t function = (uintptr_t)getter(NULL, NULL);
    memcpy(out, &function, sizeof function);
    return function != 0;
}

static bool resolve_all(HMODULE module) {
    return resolve_through(module, "rpmalloc_1address@8", &library.malloc) &&
           resolve_through(module, "rpcalloc_1address@8", &library.calloc) &&
           resolve_through(module, "rprealloc_1address@8", &library.realloc) &&
           resolve_through(module, "rpfree_1address@8", &library.free) &&
           resolve_through(module, "rpaligned_1alloc_1address@8", &library.aligned_alloc) &&
           resolve(module, "nrpmalloc_1initialize_1config@16", &library.initialize_config) &&
           resolve(module, "rpmalloc_1thread_1initialize@8", &library.thread_initialize) &&
           resolve(module, "nrpmalloc_1thread_1finalize@12", &library.thread_finalize) &&
           resolve(module, "nrpmalloc_1usable_1size@16", &library.usable_size);
}

static HMODULE load(const wchar_t *folder, char *reason, size_t reason_size) {
    wchar_t path[MAX_PATH];
    char hash[MP_SHA256_HEX];
    if (folder == NULL || swprintf(path, MAX_PATH, L"%ls\\rpmalloc.dll", folder) < 0) {
        snprintf(reason, reason_size, "the folder of rpmalloc.dll is not known");
        return NULL;
    }
    if (!mp_sha256_file(path, hash)) {
        snprintf(reason, reason_size, "rpmalloc.dll is missing in the plugin's MemoryPoolNVSE folder");
        return NULL;
    }
    if (strcmp(hash, MEMORYPOOL_RPMALLOC_SHA256) != 0) {
        snprintf(reason, reason_size, "rpmalloc.dll is not the one this plugin was built for (SHA-256 %.16s...)", hash);
        return NULL;
    }
    HMODULE module = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (module == NULL)
        snprintf(reason, reason_size, "rpmalloc.dll could not be loaded (error %lu)", (unsigned long)GetLastError());
    return module;
}

static void pretouch(size_t bytes) {
    void *blocks[512];
    size_t count = 0;
    while (bytes > 0 && count < sizeof blocks / sizeof blocks[0]) {
        size_t size = bytes < 1024 * 1024 ? bytes : 1024 * 1024;
        char *block = library.malloc(size);
        if (block == NULL)
            break;
        for (size_t at = 0; at < size; at += PAGE_BYTES)
            block[at] = 0;
        blocks[count++] = block;
        bytes -= size;
    }
    while (count > 0)
        library.free(blocks[--count]);
}

static void thread_attach(void) {
    library.thread_initialize(NULL, NULL);
}

static void thread_detach(void) {
    library.thread_finalize(NULL, NULL, 1);
}

static void *allocate_zeroed(size_t size) {
    return library.calloc(1, size);
}

static void *allocate_aligned(size_t alignment, size_t size) {
    return alignment <= 16 ? library.malloc(size) : library.aligned_alloc(alignment, size);
}

static void *reallocate(void *pointer, size_t size) {
    return library.realloc(pointer, size);
}

static bool owns(const void *pointer) {
    return mp_ownership_has(&owned, pointer);
}

static void state(mp_allocator_state *out) {
    memset(out, 0, sizeof *out);
    out->reserved = mp_ownership_bytes(&owned);
    out->committed = out->reserved;
    out->live = UINT64_MAX;
    out->free_inside = UINT64_MAX;
    out->largest_free = UINT64_MAX;
    out->regions = (uint32_t)(out->reserved / MP_SPAN_BYTES);
}

static bool start(const mp_allocator_options *options, char *reason, size_t reason_size) {
    HMODULE module = load(options->library_folder, reason, reason_size);
    if (module == NULL)
        return false;
    if (!resolve_all(module)) {
        snprintf(reason, reason_size, "rpmalloc.dll lacks a function this plugin needs");
        return false;
    }
    rpmalloc_config config = {
        .memory_map = map_memory,
        .memory_unmap = unmap_memory,
        .page_size = PAGE_BYTES,
        .span_size = MP_SPAN_BYTES,
        .span_map_count = SPANS_PER_MAP,
    };
    if (library.initialize_config(NULL, NULL, (int64_t)(uintptr_t)&config) != 0) {
        snprintf(reason, reason_size, "rpmalloc.dll could not be initialised");
        return false;
    }
    mp_allocator_rpmalloc.allocate = library.malloc;
    mp_allocator_rpmalloc.release = library.free;
    shortcuts.owned = &owned;
    if (spans_are_as_expected()) {
        mp_allocator_rpmalloc.usable_size = read_span;
        shortcuts.span_sizes = true;
    }
    if (shortcuts.span_sizes && lists_are_as_expected())
        shortcuts.thread_lists = thread_lists;
    shortcuts.granule_lists = granule_lists;
    if (fill_granule_sizes()) {
        shortcuts.granule_sizes = granule_sizes;
        shortcuts.granule_limit = GRANULE_LIMIT;
    }
    pretouch(options->pretouch_bytes);
    return true;
}

bool mp_rpmalloc_reads_spans(void) {
    return mp_allocator_rpmalloc.usable_size == read_span;
}

/* start() puts the library's own functions where nothing has to stand between. */
mp_allocator mp_allocator_rpmalloc = {
    .name = "rpmalloc",
    .start = start,
    .thread_attach = thread_attach,
    .thread_detach = thread_detach,
    .allocate_zeroed = allocate_zeroed,
    .allocate_aligned = allocate_aligned,
    .reallocate = reallocate,
    .usable_size = ask_library,
    .owns = owns,
    .state = state,
    .shortcuts = &shortcuts,
};
