#include "hook/import_crt.h"

#include <stdint.h>
#include <string.h>

#include "heap/heap.h"

/* All originals are cdecl; the maker comes in eax (trampoline.h). */
#define HANDLER static __attribute__((regparm(1), cdecl))

/* An upper bound on any alignment a runtime accepts in a 32-bit process. */
#define LARGEST_ALIGNMENT 0x10000000u

#define ORIGINAL(maker, type) ((type)(maker)->original)

typedef void *(*allocate_fn)(size_t);
typedef void *(*allocate_many_fn)(size_t, size_t);
typedef void *(*reallocate_fn)(void *, size_t);
typedef void *(*recalloc_fn)(void *, size_t, size_t);
typedef void (*release_fn)(void *);
typedef size_t (*size_fn)(void *);
typedef void *(*aligned_fn)(size_t, size_t);
typedef void *(*aligned_reallocate_fn)(void *, size_t, size_t);
typedef void *(*aligned_recalloc_fn)(void *, size_t, size_t, size_t);
typedef void *(*offset_reallocate_fn)(void *, size_t, size_t, size_t);
typedef void *(*offset_recalloc_fn)(void *, size_t, size_t, size_t, size_t);
typedef size_t (*aligned_size_fn)(void *, size_t, size_t);
typedef void *(*allocate_quietly_fn)(size_t, const void *);
typedef void (*release_quietly_fn)(void *, const void *);

static void count_foreign(void) {
    mp_counter_add(&mp_thread_current()->foreign_frees, 1);
}

/* The original served, or could not either. */
static void *fell_back(void *pointer) {
    if (!mp_heap_serving())
        return pointer;
    if (pointer == NULL)
        mp_count_failure(MP_PATH_IMPORT);
    else
        mp_counter_add(&mp_thread_current()->path[MP_PATH_IMPORT].fallbacks, 1);
    return pointer;
}

/* The block moves to one the original made: it keeps its bytes and goes back to our heap. */
static void *moved_to(void *made, void *pointer, size_t size) {
    if (fell_back(made) == NULL)
        return NULL;
    size_t before = mp_heap_usable_size(pointer);
    memcpy(made, pointer, before < size ? before : size);
    mp_heap_release(MP_PATH_IMPORT, pointer);
    return made;
}

static bool can_align(size_t alignment) {
    return alignment != 0 && (alignment & (alignment - 1)) == 0 && alignment <= LARGEST_ALIGNMENT;
}

/* --- malloc and its like ----------------------------------------------------------------------------- */

HANDLER void *take_malloc(const mp_import_maker *maker, size_t size) {
    void *pointer = mp_heap_allocate(MP_PATH_IMPORT, size);
    if (__builtin_expect(pointer != NULL, 1))
        return pointer;
    return fell_back(ORIGINAL(maker, allocate_fn)(size));
}

HANDLER void *take_calloc(const mp_import_maker *maker, size_t count, size_t size) {
    size_t total;
    void *pointer = NULL;
    if (!__builtin_mul_overflow(count, size, &total))
        pointer = mp_heap_allocate_zeroed(MP_PATH_IMPORT, total);
    return pointer != NULL ? pointer : fell_back(ORIGINAL(maker, allocate_many_fn)(count, size));
}

HANDLER void take_free(const mp_import_maker *maker, void *pointer) {
    if (pointer == NULL || mp_heap_release(MP_PATH_IMPORT, pointer))
        return;
    count_foreign();
    ORIGINAL(maker, release_fn)(pointer);
}

HANDLER void *take_realloc(const mp_import_maker *maker, void *pointer, size_t size) {
    reallocate_fn original = ORIGINAL(maker, reallocate_fn);
    if (pointer == NULL) {
        void *made = mp_heap_allocate(MP_PATH_IMPORT, size);
        return made != NULL ? made : fell_back(original(NULL, size));
    }
    if (!mp_heap_owns(pointer))
        return original(pointer, size);
    if (size == 0) {
        mp_heap_release(MP_PATH_IMPORT, pointer);
        return NULL;
    }
    void *moved = mp_heap_reallocate(MP_PATH_IMPORT, pointer, size);
    return moved != NULL ? moved : moved_to(original(NULL, size), pointer, size);
}

HANDLER void *take_recalloc(const mp_import_maker *maker, void *pointer, size_t count, size_t size) {
    recalloc_fn original = ORIGINAL(maker, recalloc_fn);
    size_t total;
    if (__builtin_mul_overflow(count, size, &total))
        return fell_back(original(NULL, count, size));
    if (pointer == NULL) {
        void *made = mp_heap_allocate_zeroed(MP_PATH_IMPORT, total);
        return made != NULL ? made : fell_back(original(NULL, count, size));
    }
    if (!mp_heap_owns(pointer))
        return original(pointer, count, size);
    if (total == 0) {
        mp_heap_release(MP_PATH_IMPORT, pointer);
        return NULL;
    }
    void *moved = mp_heap_reallocate_zeroed(MP_PATH_IMPORT, pointer, total);
    return moved != NULL ? moved : moved_to(original(NULL, count, size), pointer, total);
}

HANDLER size_t take_msize(const mp_import_maker *maker, void *pointer) {
    return pointer != NULL && mp_heap_owns(pointer) ? mp_heap_usable_size(pointer)
                                                    : ORIGINAL(maker, size_fn)(pointer);
}

/* In place or not at all. */
HANDLER void *take_expand(const mp_import_maker *maker, void *pointer, size_t size) {
    if (pointer == NULL || !mp_heap_owns(pointer))
        return ORIGINAL(maker, reallocate_fn)(pointer, size);
    return size <= mp_heap_usable_size(pointer) ? pointer : NULL;
}

/* --- aligned blocks ---------------------------------------------------------------------------------- */

static void *allocate_aligned_zeroed(size_t size, size_t alignment) {
    void *pointer = can_align(alignment) ? mp_heap_allocate_aligned(MP_PATH_IMPORT, alignment, size) : NULL;
    return pointer != NULL ? memset(pointer, 0, mp_heap_usable_size(pointer)) : NULL;
}

HANDLER void *take_aligned_malloc(const mp_import_maker *maker, size_t size, size_t alignment) {
    void *pointer = can_align(alignment) ? mp_heap_allocate_aligned(MP_PATH_IMPORT, alignment, size) : NULL;
    return pointer != NULL ? pointer : fell_back(ORIGINAL(maker, aligned_fn)(size, alignment));
}

/* Ours, size > 0: a new aligned block of ours, or NULL and the old one stays. */
static void *realign(void *pointer, size_t size, size_t alignment, bool zeroed) {
    void *moved = can_align(alignment) ? mp_heap_allocate_aligned(MP_PATH_IMPORT, alignment, size) : NULL;
    if (moved == NULL)
        return NULL;
    size_t before = mp_heap_usable_size(pointer);
    size_t kept = before < size ? before : size;
    memcpy(moved, pointer, kept);
    if (zeroed)
        memset((char *)moved + kept, 0, mp_heap_usable_size(moved) - kept);
    mp_heap_release(MP_PATH_IMPORT, pointer);
    return moved;
}

HANDLER void *take_aligned_realloc(const mp_import_maker *maker, void *pointer, size_t size,
                                   size_t alignment) {
    aligned_reallocate_fn original = ORIGINAL(maker, aligned_reallocate_fn);
    if (pointer == NULL) {
        void *made = can_align(alignment) && size != 0
                         ? mp_heap_allocate_aligned(MP_PATH_IMPORT, alignment, size)
                         : NULL;
        return made != NULL ? made : fell_back(original(NULL, size, alignment));
    }
    if (!mp_heap_owns(pointer))
        return original(pointer, size, alignment);
    if (size == 0) {
        mp_heap_release(MP_PATH_IMPORT, pointer);
        return NULL;
    }
    void *moved = realign(pointer, size, alignment, false);
    return moved != NULL ? moved : moved_to(original(NULL, size, alignment), pointer, size);
}

HANDLER void *take_aligned_recalloc(const mp_import_maker *maker, void *pointer, size_t count, size_t size,
                                    size_t alignment) {
    aligned_recalloc_fn original = ORIGINAL(maker, aligned_recalloc_fn);
    size_t total;
    bool fits = !__builtin_mul_overflow(count, size, &total);
    if (pointer == NULL) {
        void *made = fits && total != 0 ? allocate_aligned_zeroed(total, alignment) : NULL;
        return made != NULL ? made : fell_back(original(NULL, count, size, alignment));
    }
    if (!mp_heap_owns(pointer) || !fits)
        return original(mp_heap_owns(pointer) ? NULL : pointer, count, size, alignment);
    if (total == 0) {
        mp_heap_release(MP_PATH_IMPORT, pointer);
        return NULL;
    }
    void *moved = realign(pointer, total, alignment, true);
    return moved != NULL ? moved : moved_to(original(NULL, count, size, alignment), pointer, total);
}

/* Blocks aligned at an offset are left to the runtime; should one of ours come by, it moves there. */
HANDLER void *take_aligned_offset_realloc(const mp_import_maker *maker, void *pointer, size_t size,
                                          size_t alignment, size_t offset) {
    offset_reallocate_fn original = ORIGINAL(maker, offset_reallocate_fn);
    if (pointer == NULL || !mp_heap_owns(pointer))
        return original(pointer, size, alignment, offset);
    if (size == 0) {
        mp_heap_release(MP_PATH_IMPORT, pointer);
        return NULL;
    }
    return moved_to(original(NULL, size, alignment, offset), pointer, size);
}

HANDLER void *take_aligned_offset_recalloc(const mp_import_maker *maker, void *pointer, size_t count,
                                           size_t size, size_t alignment, size_t offset) {
    offset_recalloc_fn original = ORIGINAL(maker, offset_recalloc_fn);
    size_t total;
    if (pointer == NULL || !mp_heap_owns(pointer) || __builtin_mul_overflow(count, size, &total))
        return original(pointer != NULL && mp_heap_owns(pointer) ? NULL : pointer, count, size, alignment,
                        offset);
    if (total == 0) {
        mp_heap_release(MP_PATH_IMPORT, pointer);
        return NULL;
    }
    return moved_to(original(NULL, count, size, alignment, offset), pointer, total);
}

HANDLER size_t take_aligned_msize(const mp_import_maker *maker, void *pointer, size_t alignment,
                                  size_t offset) {
    return pointer != NULL && mp_heap_owns(pointer)
               ? mp_heap_usable_size(pointer)
               : ORIGINAL(maker, aligned_size_fn)(pointer, alignment, offset);
}

/* --- operator new and delete ------------------------------------------------------------------------- */

/* The forms that do not throw take one argument more, which is the original's business. */
HANDLER void *take_new_quietly(const mp_import_maker *maker, size_t size, const void *nothrow) {
    void *pointer = mp_heap_allocate(MP_PATH_IMPORT, size);
    return pointer != NULL ? pointer : fell_back(ORIGINAL(maker, allocate_quietly_fn)(size, nothrow));
}

HANDLER void take_delete_quietly(const mp_import_maker *maker, void *pointer, const void *nothrow) {
    if (pointer == NULL || mp_heap_release(MP_PATH_IMPORT, pointer))
        return;
    count_foreign();
    ORIGINAL(maker, release_quietly_fn)(pointer, nothrow);
}

/* --- the table --------------------------------------------------------------------------------------- */

#define TAKES(name, handler)                                                                                 \
    { name, (const void *)handler, true }
#define GIVES(name, handler)                                                                                 \
    { name, (const void *)handler, false }

static const mp_import_function functions[] = {
    TAKES("malloc", take_malloc),
    TAKES("calloc", take_calloc),
    TAKES("realloc", take_realloc),
    TAKES("_recalloc", take_recalloc),
    GIVES("free", take_free),
    GIVES("_msize", take_msize),
    GIVES("_expand", take_expand),
    TAKES("_malloc_base", take_malloc),
    TAKES("_calloc_base", take_calloc),
    TAKES("_realloc_base", take_realloc),
    TAKES("_recalloc_base", take_recalloc),
    GIVES("_free_base", take_free),
    GIVES("_msize_base", take_msize),
    GIVES("_expand_base", take_expand),
    TAKES("_aligned_malloc", take_aligned_malloc),
    TAKES("_aligned_realloc", take_aligned_realloc),
    TAKES("_aligned_recalloc", take_aligned_recalloc),
    GIVES("_aligned_offset_realloc", take_aligned_offset_realloc),
    GIVES("_aligned_offset_recalloc", take_aligned_offset_recalloc),
    GIVES("_aligned_free", take_free),
    GIVES("_aligned_msize", take_aligned_msize),
    TAKES("??2@YAPAXI@Z", take_malloc),
    TAKES("??_U@YAPAXI@Z", take_malloc),
    TAKES("??2@YAPAXIABUnothrow_t@std@@@Z", take_new_quietly),
    TAKES("??_U@YAPAXIABUnothrow_t@std@@@Z", take_new_quietly),
    GIVES("??3@YAXPAX@Z", take_free),
    GIVES("??_V@YAXPAX@Z", take_free),
    GIVES("??3@YAXPAXABUnothrow_t@std@@@Z", take_delete_quietly),
    GIVES("??_V@YAXPAXABUnothrow_t@std@@@Z", take_delete_quietly),
};

const mp_import_function *mp_import_function_named(const char *name) {
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (strcmp(functions[i].name, name) == 0)
            return &functions[i];
    }
    return NULL;
}
