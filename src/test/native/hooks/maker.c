#include "maker.h"

#define IMPORTED __attribute__((dllimport)) extern

IMPORTED void *malloc(size_t size);
IMPORTED void *calloc(size_t count, size_t size);
IMPORTED void *realloc(void *block, size_t size);
IMPORTED void free(void *block);
IMPORTED size_t _msize(void *block);
IMPORTED void *_expand(void *block, size_t size);
IMPORTED void *_recalloc(void *block, size_t count, size_t size);
IMPORTED void *_aligned_malloc(size_t size, size_t alignment);
IMPORTED void *_aligned_realloc(void *block, size_t size, size_t alignment);
IMPORTED void *_aligned_recalloc(void *block, size_t count, size_t size, size_t alignment);
IMPORTED size_t _aligned_msize(void *block, size_t alignment, size_t offset);
IMPORTED void _aligned_free(void *block);
IMPORTED void *_aligned_offset_malloc(size_t size, size_t alignment, size_t offset);
IMPORTED void *_aligned_offset_realloc(void *block, size_t size, size_t alignment, size_t offset);
IMPORTED char *_strdup(const char *text);
IMPORTED wchar_t *_wcsdup(const wchar_t *text);

#ifdef HAS_OPERATORS
/* C cannot spell their names. */
#define OPERATOR(name, mangled) __asm__("_" #name ": jmp *\"__imp_" mangled "\"\n");
OPERATOR(operator_new, "??2@YAPAXI@Z")
OPERATOR(operator_new_array, "??_U@YAPAXI@Z")
OPERATOR(operator_delete, "??3@YAXPAX@Z")
OPERATOR(operator_delete_array, "??_V@YAXPAX@Z")
void *operator_new(size_t size);
void *operator_new_array(size_t size);
void operator_delete(void *block);
void operator_delete_array(void *block);
#endif

static void *call_malloc(size_t size) {
    return malloc(size);
}
static void *call_calloc(size_t count, size_t size) {
    return calloc(count, size);
}
static void *call_realloc(void *block, size_t size) {
    return realloc(block, size);
}
static void call_free(void *block) {
    free(block);
}
static size_t call_msize(void *block) {
    return _msize(block);
}
static void *call_expand(void *block, size_t size) {
    return _expand(block, size);
}
static void *call_aligned_malloc(size_t size, size_t alignment) {
    return _aligned_malloc(size, alignment);
}
static void *call_aligned_realloc(void *block, size_t size, size_t alignment) {
    return _aligned_realloc(block, size, alignment);
}
static void call_aligned_free(void *block) {
    _aligned_free(block);
}
static void *call_aligned_offset_malloc(size_t size, size_t alignment, size_t offset) {
    return _aligned_offset_malloc(size, alignment, offset);
}
static void *call_aligned_offset_realloc(void *block, size_t size, size_t alignment, size_t offset) {
    return _aligned_offset_realloc(block, size, alignment, offset);
}
#ifndef HAS_NO_STRINGS
static char *call_strdup(const char *text) {
    return _strdup(text);
}
static wchar_t *call_wcsdup(const wchar_t *text) {
    return _wcsdup(text);
}
#endif
#ifdef HAS_NEWER
static void *call_recalloc(void *block, size_t count, size_t size) {
    return _recalloc(block, count, size);
}
static void *call_aligned_recalloc(void *block, size_t count, size_t size, size_t alignment) {
    return _aligned_recalloc(block, count, size, alignment);
}
static size_t call_aligned_msize(void *block, size_t alignment, size_t offset) {
    return _aligned_msize(block, alignment, offset);
}
#endif
#ifdef HAS_OPERATORS
static void *call_operator_new(size_t size) {
    return operator_new(size);
}
static void *call_operator_new_array(size_t size) {
    return operator_new_array(size);
}
static void call_operator_delete(void *block) {
    operator_delete(block);
}
static void call_operator_delete_array(void *block) {
    operator_delete_array(block);
}
#endif

static const maker offered = {
    .malloc = call_malloc,
    .calloc = call_calloc,
    .realloc = call_realloc,
    .free = call_free,
    .msize = call_msize,
    .expand = call_expand,
    .aligned_malloc = call_aligned_malloc,
    .aligned_realloc = call_aligned_realloc,
    .aligned_free = call_aligned_free,
    .aligned_offset_malloc = call_aligned_offset_malloc,
    .aligned_offset_realloc = call_aligned_offset_realloc,
#ifndef HAS_NO_STRINGS
    .strdup = call_strdup,
    .wcsdup = call_wcsdup,
#endif
#ifdef HAS_NEWER
    .recalloc = call_recalloc,
    .aligned_recalloc = call_aligned_recalloc,
    .aligned_msize = call_aligned_msize,
#endif
#ifdef HAS_OPERATORS
    .operator_new = call_operator_new,
    .operator_new_array = call_operator_new_array,
    .operator_delete = call_operator_delete,
    .operator_delete_array = call_operator_delete_array,
#endif
};

__attribute__((dllexport)) const maker *functions(void) {
    return &offered;
}

__attribute__((stdcall)) int entry(void *module, unsigned reason, void *reserved) {
    (void)module, (void)reason, (void)reserved;
    return 1;
}
