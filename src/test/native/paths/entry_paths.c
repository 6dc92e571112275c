#include "entry_paths.h"

#include <stdio.h>
#include <string.h>
#include <windows.h>

#include "engine/entries.h"
#include "hooks/maker.h"
#include "include/memorypool.h"

/* --- what is asked of the plugin itself ----------------------------------------------------------------- */

static void *(*pool_malloc)(size_t);
static void (*pool_free)(void *);
static void *(*pool_realloc)(void *, size_t);
static size_t (*pool_usable)(const void *);
static int (*pool_status)(MemoryPoolStatus *);

static void find_exports(void) {
    HMODULE plugin = GetModuleHandleA("MemoryPoolNVSE.dll");
    pool_malloc = (void *(*)(size_t))(void *)GetProcAddress(plugin, "MemoryPoolMalloc");
    pool_free = (void (*)(void *))(void *)GetProcAddress(plugin, "MemoryPoolFree");
    pool_realloc = (void *(*)(void *, size_t))(void *)GetProcAddress(plugin, "MemoryPoolRealloc");
    pool_usable = (size_t(*)(const void *))(void *)GetProcAddress(plugin, "MemoryPoolUsableSize");
    pool_status = (int (*)(MemoryPoolStatus *))(void *)GetProcAddress(plugin, "GetMemoryPoolStatus");
}

static bool is_ours(const void *pointer) {
    return pool_usable(pointer) != 0;
}

static uint64_t live_bytes(void) {
    MemoryPoolStatus status = {.size = sizeof status};
    pool_status(&status);
    return status.live_bytes;
}

/* --- the engine ------------------------------------------------------------------------------------------
 */

static size_t size_in_engine(const void *block) {
    return engine_size((void *)block);
}

/* BSNiAllocator clears what it hands out; it takes one number. */
static void *ni_allocate(size_t count, size_t size) {
    size_t total;
    return __builtin_mul_overflow(count, size, &total) ? NULL : engine_ni_allocate(total);
}

static void *reallocate_object(void *block, size_t size) {
    return ENTRY(void *, 0x42F5D0, void *, size_t)(block, size);
}

/* --- the executable's C runtime ----------------------------------------------------------------------------
 */

static size_t size_in_crt(const void *block) {
    return crt_entry_msize((void *)block);
}

static HANDLE executables_heap(void) {
    return *(HANDLE *)ADDRESS_CRT_HEAP;
}

static void *block_of_crt(size_t size) {
    return HeapAlloc(executables_heap(), 0, size);
}

static bool lives_in_crt(const void *block) {
    return HeapValidate(executables_heap(), 0, block);
}

/* --- the exports -------------------------------------------------------------------------------------------
 */

static void *block_of_process(size_t size) {
    return HeapAlloc(GetProcessHeap(), 0, size);
}

static bool lives_in_process(const void *block) {
    return HeapValidate(GetProcessHeap(), 0, block);
}

/* --- the scrap heap ----------------------------------------------------------------------------------------
 */

static void *scrap_allocate_aligned(size_t alignment, size_t size) {
    return scrap_entry_allocate(engine_thread_scrap_heap(), size, alignment);
}

static void *scrap_allocate(size_t size) {
    return scrap_allocate_aligned(4, size);
}

static void scrap_release(void *block) {
    scrap_entry_free(engine_thread_scrap_heap(), block);
}

/* --- other modules' imports
 * ---------------------------------------------------------------------------------- */

#define RUNTIMES(row) row(msvcrt) row(msvcr100) row(msvcr110) row(msvcr120) row(ucrtbase) row(apiset)

typedef struct imports {
    const maker *calls;
    HANDLE (*heap)(void);
    int *(*error)(void);
} imports;

static bool find_imports(imports *out, const char *folder, const char *name, const char *runtime) {
    char path[MAX_PATH];
    snprintf(path, sizeof path, "%s\\maker_%s.dll", folder, name);
    HMODULE module = LoadLibraryA(path), library = GetModuleHandleA(runtime);
    maker_function functions = (maker_function)(void *)GetProcAddress(module, "functions");
    out->calls = functions != NULL ? functions() : NULL;
    out->error = (int *(*)(void))(void *)GetProcAddress(library, "_errno");
    out->heap = (HANDLE(*)(void))(void *)GetProcAddress(library, "_get_heap_handle");
    return out->calls != NULL && out->error != NULL && out->heap != NULL;
}

/* What a runtime hands out by itself: a string of its own. The API set has none, its runtime is asked. */
#define IMPORTING(name)                                                                                      \
    static imports name;                                                                                     \
    static void *name##_allocate(size_t size) {                                                              \
        return name.calls->malloc(size);                                                                     \
    }                                                                                                        \
    static void name##_release(void *block) {                                                                \
        name.calls->free(block);                                                                             \
    }                                                                                                        \
    static void *name##_allocate_zeroed(size_t count, size_t size) {                                         \
        return name.calls->calloc(count, size);                                                              \
    }                                                                                                        \
    static void *name##_reallocate(void *block, size_t size) {                                               \
        return name.calls->realloc(block, size);                                                             \
    }                                                                                                        \
    static void *name##_recalloc(void *block, size_t count, size_t size) {                                   \
        return name.calls->recalloc(block, count, size);                                                     \
    }                                                                                                        \
    static size_t name##_usable_size(const void *block) {                                                    \
        return name.calls->msize((void *)block);                                                             \
    }                                                                                                        \
    static void *name##_allocate_aligned(size_t alignment, size_t size) {                                    \
        return name.calls->aligned_malloc(size, alignment);                                                  \
    }                                                                                                        \
    static void *name##_reallocate_aligned(void *block, size_t alignment, size_t size) {                     \
        return name.calls->aligned_realloc(block, size, alignment);                                          \
    }                                                                                                        \
    static void *name##_recalloc_aligned(void *block, size_t alignment, size_t count, size_t size) {         \
        return name.calls->aligned_recalloc(block, count, size, alignment);                                  \
    }                                                                                                        \
    static size_t name##_usable_aligned(const void *block, size_t alignment) {                               \
        return name.calls->aligned_msize((void *)block, alignment, 0);                                       \
    }                                                                                                        \
    static void name##_release_aligned(void *block) {                                                        \
        name.calls->aligned_free(block);                                                                     \
    }                                                                                                        \
    static void *name##_foreign(size_t size);                                                                \
    static bool name##_foreign_lives(const void *block) {                                                    \
        return HeapValidate(name.heap(), 0, block);                                                          \
    }                                                                                                        \
    static int name##_error(bool clear) {                                                                    \
        int error = *name.error();                                                                           \
        if (clear)                                                                                           \
            *name.error() = 0;                                                                               \
        return error;                                                                                        \
    }
RUNTIMES(IMPORTING)

static void *text_of(const imports *from, size_t size) {
    char text[400];
    memset(text, 'x', sizeof text);
    text[size - 1] = '\0';
    return from->calls->strdup(text);
}

#define TEXT_OF(name, from)                                                                                  \
    static void *name##_foreign(size_t size) {                                                               \
        return text_of(&from, size);                                                                         \
    }
TEXT_OF(msvcrt, msvcrt)
TEXT_OF(msvcr100, msvcr100)
TEXT_OF(msvcr110, msvcr110)
TEXT_OF(msvcr120, msvcr120)
TEXT_OF(ucrtbase, ucrtbase)
TEXT_OF(apiset, ucrtbase)

static void *new_object(size_t size) {
    return msvcr120.calls->operator_new(size);
}

static void delete_object(void *object) {
    msvcr120.calls->operator_delete(object);
}

static void *new_array(size_t size) {
    return msvcr100.calls->operator_new_array(size);
}

static void delete_array(void *array) {
    msvcr100.calls->operator_delete_array(array);
}

bool entry_paths_load(const char *folder, const char **missing) {
#define LOAD(name)                                                                                           \
    *missing = "maker_" #name ".dll";                                                                        \
    if (!find_imports(&name, folder, #name, strcmp(#name, "apiset") == 0 ? "ucrtbase.dll" : #name ".dll"))   \
        return false;
    RUNTIMES(LOAD)
    return true;
}

/* --- the table
 * ----------------------------------------------------------------------------------------------- */

#define CRT_TRAITS (SUBJECT_TAKES_NULL | SUBJECT_ZERO_FREES)

static const subject engine_paths[] = {
    {.name = "engine",
     .traits = SUBJECT_TAKES_NULL | SUBJECT_ZERO_KEEPS,
     .allocate = engine_allocate,
     .release = engine_free,
     .reallocate = engine_reallocate,
     .usable_size = size_in_engine,
     .foreign = block_of_crt,
     .foreign_lives = lives_in_crt},
    {.name = "engine, traced",
     .traits = SUBJECT_TAKES_NULL | SUBJECT_ZERO_KEEPS,
     .allocate = engine_allocate_traced,
     .release = engine_plain_free,
     .reallocate = engine_reallocate_three,
     .usable_size = size_in_engine},
    {.name = "engine, objects", /* the engine clears without looking whether there is a block */
     .traits = SUBJECT_TAKES_NULL | SUBJECT_ZERO_KEEPS | SUBJECT_THROWS,
     .allocate = engine_new,
     .release = engine_delete,
     .allocate_zeroed = ni_allocate,
     .reallocate = reallocate_object,
     .usable_size = size_in_engine},
    {.name = "crt",
     .traits = CRT_TRAITS,
     .allocate = crt_entry_malloc,
     .release = crt_entry_free,
     .allocate_zeroed = crt_entry_calloc,
     .reallocate = crt_entry_realloc,
     .recalloc = crt_entry_recalloc,
     .usable_size = size_in_crt,
     .foreign = block_of_crt,
     .foreign_lives = lives_in_crt},
    {.name = "crt, its own",
     .traits = CRT_TRAITS,
     .allocate = crt_entry_malloc_crt,
     .release = crt_entry_free,
     .allocate_zeroed = crt_entry_calloc_crt,
     .reallocate = crt_entry_realloc_crt,
     .recalloc = crt_entry_recalloc_crt,
     .usable_size = size_in_crt,
     .foreign = block_of_crt,
     .foreign_lives = lives_in_crt},
    {.name = "scrap heap",
     .traits = SUBJECT_TAKES_NULL | SUBJECT_OF_ITS_THREAD | SUBJECT_SMALL,
     .allocate = scrap_allocate,
     .release = scrap_release,
     .allocate_aligned = scrap_allocate_aligned,
     .largest_alignment = 64},
};

#define IMPORT_PATH(runtime)                                                                                 \
    {.name = #runtime,                                                                                       \
     .traits = CRT_TRAITS | SUBJECT_SETS_ERROR,                                                              \
     .allocate = runtime##_allocate,                                                                         \
     .release = runtime##_release,                                                                           \
     .allocate_zeroed = runtime##_allocate_zeroed,                                                           \
     .reallocate = runtime##_reallocate,                                                                     \
     .recalloc = runtime##_recalloc,                                                                         \
     .usable_size = runtime##_usable_size,                                                                   \
     .allocate_aligned = runtime##_allocate_aligned,                                                         \
     .reallocate_aligned = runtime##_reallocate_aligned,                                                     \
     .recalloc_aligned = runtime##_recalloc_aligned,                                                         \
     .usable_aligned = runtime##_usable_aligned,                                                             \
     .release_aligned = runtime##_release_aligned,                                                           \
     .largest_alignment = 1u << 20,                                                                          \
     .foreign = runtime##_foreign,                                                                           \
     .foreign_lives = runtime##_foreign_lives,                                                               \
     .error = runtime##_error},

static const subject import_paths[] = {
    RUNTIMES(IMPORT_PATH){.name = "new, delete",
                          .traits = SUBJECT_TAKES_NULL | SUBJECT_THROWS,
                          .allocate = new_object,
                          .release = delete_object,
                          .usable_size = msvcr120_usable_size,
                          .foreign = msvcr120_foreign,
                          .foreign_lives = msvcr120_foreign_lives},
    {.name = "new[], delete[]",
     .traits = SUBJECT_TAKES_NULL | SUBJECT_THROWS,
     .allocate = new_array,
     .release = delete_array,
     .usable_size = msvcr100_usable_size,
     .foreign = msvcr100_foreign,
     .foreign_lives = msvcr100_foreign_lives},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static subject table[COUNT(engine_paths) + COUNT(import_paths) + 1];
static unsigned used;

static bool of_engine(const subject *path) {
    return path->usable_size == size_in_engine;
}

/* The plugin promises more than what it replaces: 16 bytes for every block, and that it is its own. The
 * engine's own Size is 0 for what the C runtime made, and Wine's runtimes lack or multiply wrong in some
 * recallocs. */
static void add(subject path, const entry_options *options) {
    bool scrap = path.traits & SUBJECT_OF_ITS_THREAD;
    path.share = options->share;
    path.traits |= options->bounded ? 0 : SUBJECT_REUSES;
    if (!options->original && !scrap) {
        path.traits |= SUBJECT_LIMITED | SUBJECT_MULTIPLIES;
        path.claims = is_ours;
        path.live = live_bytes;
    }
    if (!options->original && !options->bounded && !scrap) {
        path.traits |= SUBJECT_ALIGNS;
        path.owns = is_ours;
    }
    if (options->small_alone && path.largest_alignment > 32768)
        path.largest_alignment = 32768;
    if (options->original || options->bounded) {
        path.recalloc_aligned = NULL;
        path.traits &= ~(of_engine(&path) ? (uint32_t)SUBJECT_ZERO_KEEPS : 0);
    }
    if (options->original && of_engine(&path))
        path.usable_size = NULL;
    if (path.recalloc == msvcrt_recalloc) { /* older than these */
        path.recalloc = NULL;
        path.recalloc_aligned = NULL;
        path.usable_aligned = NULL;
    }
    table[used++] = path;
}

const subject *entry_paths(const entry_options *options, unsigned *count) {
    find_exports();
    used = 0;
    if (!options->original) { /* first, and not to the end: no heap behind helps it when a pool is full */
        subject exports = {.name = "exports",
                           .traits = CRT_TRAITS,
                           .allocate = pool_malloc,
                           .release = pool_free,
                           .reallocate = pool_realloc,
                           .usable_size = pool_usable,
                           .foreign = block_of_process,
                           .foreign_lives = lives_in_process,
                           .foreign_refused = true};
        add(exports, options);
        table[0].traits &= ~(options->bounded ? (uint32_t)SUBJECT_LIMITED : 0);
    }
    for (size_t i = 0; i < COUNT(engine_paths); i++)
        add(engine_paths[i], options);
    for (size_t i = 0; i < COUNT(import_paths); i++)
        add(import_paths[i], options);
    *count = used;
    return table;
}
