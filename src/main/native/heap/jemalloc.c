/*
 * Every thread is bound to one of a few arenas of our own, made with our extent hooks from their first page
 * on: so each block lies in an extent we handed out, and ownership is known without asking the library. The
 * library's automatic arena keeps nothing but its own bookkeeping.
 */
#include "heap/jemalloc.h"

#include <stdio.h>
#include <string.h>
#include <windows.h>

#include "heap/extents.h"
#include "heap/os.h"
#include "heap/sha256.h"

enum {
    SMALLEST = 16,           /* jemalloc's blocks of 8 bytes stand on 8 */
    MOST_ARENAS = 4,         /* each takes some megabytes of address space for itself */
    DECAY_MILLISECONDS = 100 /* the default, ten seconds, keeps a cell's pages through the next load */
};

/* --- the library -------------------------------------------------------------------------------------- */

typedef struct extent_hooks extent_hooks;
struct extent_hooks { /* extent_hooks_t of jemalloc 5, in this order; bool results are true on failure */
    void *(*alloc)(extent_hooks *, void *wanted, size_t size, size_t alignment, bool *zero, bool *commit,
                   unsigned);
    bool (*dalloc)(extent_hooks *, void *address, size_t size, bool committed, unsigned arena);
    void (*destroy)(extent_hooks *, void *address, size_t size, bool committed, unsigned arena);
    bool (*commit)(extent_hooks *, void *address, size_t size, size_t offset, size_t length, unsigned arena);
    bool (*decommit)(extent_hooks *, void *address, size_t size, size_t offset, size_t length,
                     unsigned arena);
    bool (*purge_lazy)(extent_hooks *, void *, size_t, size_t, size_t, unsigned);
    bool (*purge_forced)(extent_hooks *, void *, size_t, size_t, size_t, unsigned);
    bool (*split)(extent_hooks *, void *, size_t, size_t, size_t, bool, unsigned);
    bool (*merge)(extent_hooks *, void *a, size_t size_a, void *b, size_t size_b, bool committed,
                  unsigned arena);
};

static struct {
    void *(*malloc)(size_t);
    void *(*calloc)(size_t, size_t);
    void *(*realloc)(void *, size_t);
    void (*free)(void *);
    void *(*aligned_alloc)(size_t, size_t);
    size_t (*usable_size)(const void *);
    int (*control)(const char *name, void *old, size_t *old_size, void *new, size_t new_size);
} library;

static wchar_t path_in_use[MAX_PATH];
static unsigned arenas[MOST_ARENAS];
static unsigned arena_count;
static unsigned next_arena;

/* --- extents ------------------------------------------------------------------------------------------ */

static void *extent_alloc(extent_hooks *hooks, void *wanted, size_t size, size_t alignment, bool *zero,
                          bool *commit, unsigned arena) {
    (void)hooks, (void)arena;
    if (wanted) {
        return NULL; /* growing in place is a favour, not a duty */
    }
    void *address = mp_extents_take(size, alignment, *commit);
    *zero = true; /* fresh pages are, once they are committed */
    return address;
}

static bool extent_dalloc(extent_hooks *hooks, void *address, size_t size, bool committed, unsigned arena) {
    (void)hooks, (void)committed, (void)arena;
    mp_extents_give(address, size);
    return false;
}

static void extent_destroy(extent_hooks *hooks, void *address, size_t size, bool committed, unsigned arena) {
    extent_dalloc(hooks, address, size, committed, arena);
}

static bool extent_commit(extent_hooks *hooks, void *address, size_t size, size_t offset, size_t length,
                          unsigned arena) {
    (void)hooks, (void)size, (void)arena;
    return !mp_os_commit((char *)address + offset, length);
}

static bool extent_decommit(extent_hooks *hooks, void *address, size_t size, size_t offset, size_t length,
                            unsigned arena) {
    (void)hooks, (void)size, (void)arena;
    mp_os_decommit((char *)address + offset, length);
    return false;
}

static bool extent_split(extent_hooks *hooks, void *address, size_t size, size_t first, size_t second,
                         bool committed, unsigned arena) {
    (void)hooks, (void)address, (void)size, (void)first, (void)second, (void)committed, (void)arena;
    return false;
}

static bool extent_merge(extent_hooks *hooks, void *a, size_t size_a, void *b, size_t size_b, bool committed,
                         unsigned arena) {
    (void)hooks, (void)size_a, (void)size_b, (void)committed, (void)arena;
    return !mp_extents_same_chunk(a, b);
}

static extent_hooks hooks = {
    .alloc = extent_alloc,
    .dalloc = extent_dalloc,
    .destroy = extent_destroy,
    .commit = extent_commit,
    .decommit = extent_decommit,
    .split = extent_split,
    .merge = extent_merge,
};

/* --- start -------------------------------------------------------------------------------------------- */

static bool resolve(HMODULE module, const char *name, void *out) {
    FARPROC function = GetProcAddress(module, name);
    memcpy(out, &function, sizeof function);
    return function != NULL;
}

static bool resolve_all(HMODULE module) {
    return resolve(module, "je_malloc", &library.malloc) && resolve(module, "je_calloc", &library.calloc) &&
           resolve(module, "je_realloc", &library.realloc) && resolve(module, "je_free", &library.free) &&
           resolve(module, "je_aligned_alloc", &library.aligned_alloc) &&
           resolve(module, "je_malloc_usable_size", &library.usable_size) &&
           resolve(module, "je_mallctl", &library.control);
}

static bool make_arenas(void) {
    unsigned wanted = mp_os_processors() < MOST_ARENAS ? mp_os_processors() : MOST_ARENAS;
    extent_hooks *with = &hooks;
    while (arena_count < wanted) {
        unsigned index;
        size_t size = sizeof index;
        if (library.control("arenas.create", &index, &size, &with, sizeof with) != 0) {
            break;
        }
        char name[48];
        intptr_t decay = DECAY_MILLISECONDS;
        snprintf(name, sizeof name, "arena.%u.dirty_decay_ms", index);
        library.control(name, NULL, NULL, &decay, sizeof decay); /* a wish: the default only keeps more */
        arenas[arena_count++] = index;
    }
    return arena_count > 0;
}

/* A sentence when the file cannot serve, NULL when it does. pinned: it has to be the build we know. */
static const char *try_file(const wchar_t *folder, bool pinned) {
    wchar_t path[MAX_PATH];
    char hash[MP_SHA256_HEX];
    if (!folder || swprintf(path, MAX_PATH, L"%ls\\jemalloc.dll", folder) < 0) {
        return "its folder is not known";
    }
    if (!mp_sha256_file(path, hash)) {
        return "the file is missing";
    }
    if (pinned && strcmp(hash, MEMORYPOOL_JEMALLOC_SHA256) != 0) {
        return "it is not the one this plugin was built for";
    }
    /* One automatic arena: the usual four for each processor would each take address space for bookkeeping.
     */
    bool configured = GetEnvironmentVariableW(L"JE_MALLOC_CONF", NULL, 0) != 0;
    if (!configured) {
        SetEnvironmentVariableW(L"JE_MALLOC_CONF", L"narenas:1");
    }
    HMODULE module = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!configured) {
        SetEnvironmentVariableW(L"JE_MALLOC_CONF", NULL);
    }
    if (!module) {
        return "it could not be loaded";
    }
    if (!resolve_all(module)) {
        FreeLibrary(module);
        return "it lacks a function this plugin needs";
    }
    library.free(library.malloc(1)); /* its lazy start is not safe on two threads: here there is one */
    if (!make_arenas()) {
        return "it cannot make arenas of the caller's pages"; /* started once, it stays loaded */
    }
    wcscpy(path_in_use, path);
    return NULL;
}

static void thread_attach(void) {
    unsigned turn = __atomic_fetch_add(&next_arena, 1, __ATOMIC_RELAXED);
    library.control("thread.arena", NULL, NULL, &arenas[turn % arena_count], sizeof arenas[0]);
}

static void pretouch(size_t bytes) {
    char *block = bytes > 0 ? library.malloc(bytes) : NULL;
    if (!block) {
        return;
    }
    for (size_t at = 0; at < bytes; at += MP_OS_PAGE) {
        *(volatile char *)(block + at) = 0;
    }
    library.free(block);
}

static bool start(const mp_allocator_options *options, char *reason, size_t reason_size) {
    const char *ours = try_file(options->library_folder, true);
    const char *beside = ours ? try_file(options->game_folder, false) : NULL;
    if (beside) {
        snprintf(reason, reason_size, "jemalloc.dll: in MemoryPoolNVSE, %s; beside the game, %s", ours,
                 beside);
        return false;
    }
    mp_allocator_jemalloc.release = library.free;
    mp_allocator_jemalloc.usable_size = library.usable_size;
    thread_attach();
    pretouch(options->pretouch_bytes);
    snprintf(reason, reason_size, "%s", "");
    return true;
}

/* --- the table ---------------------------------------------------------------------------------------- */

static size_t at_least(size_t size) {
    return size < SMALLEST ? SMALLEST : size;
}

static void *allocate(size_t size) {
    return library.malloc(at_least(size));
}

static void *allocate_zeroed(size_t size) {
    return library.calloc(1, at_least(size));
}

static void *allocate_aligned(size_t alignment, size_t size) {
    return library.aligned_alloc(alignment < SMALLEST ? SMALLEST : alignment, at_least(size));
}

static void *reallocate(void *pointer, size_t size) {
    return library.realloc(pointer, at_least(size));
}

static void state(mp_allocator_state *out) {
    size_t reserved, taken;
    uint32_t chunks;
    mp_extents_count(&reserved, &taken, &chunks);
    *out = (mp_allocator_state){
        .reserved = reserved,
        .committed = taken,
        .live = UINT64_MAX,
        .free_inside = UINT64_MAX,
        .largest_free = UINT64_MAX,
        .regions = chunks,
    };
}

const wchar_t *mp_jemalloc_path(void) {
    return path_in_use;
}

/* start() puts the library's own functions where nothing has to stand between. */
mp_allocator mp_allocator_jemalloc = {
    .name = "jemalloc",
    .start = start,
    .thread_attach = thread_attach,
    .allocate = allocate,
    .allocate_zeroed = allocate_zeroed,
    .allocate_aligned = allocate_aligned,
    .reallocate = reallocate,
    .owns = mp_extents_hold,
    .state = state,
};
