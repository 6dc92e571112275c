/*
 * The four entries that run millions of times a second: MemoryManager Allocate and Free, malloc and free.
 * Their short way is the one of heap.h (mp_heap_try_allocate, mp_heap_try_release): a small block of the
 * chosen allocator, counted for a thread that is known. Everything else jumps to the slow halves in C.
 *
 * It is written as assembly because its cost is stores: a block freed at random misses the cache, and every
 * further store waits in the processor's queue behind that miss. So nothing is saved on the stack that can
 * be loaded again, and counters that change together are stored together (docs/decisions/0011).
 */
#include "engine/crt.h"
#include "engine/gameheap.h"
#include "heap/heap.h"

#define OFFSET(type, member, at) _Static_assert(offsetof(type, member) == (at), #type "." #member)

OFFSET(mp_heap_active, allocate, 0);
OFFSET(mp_heap_active, release, 4);
OFFSET(mp_heap_active, small_limit, 8);
OFFSET(mp_heap_active, owned, 12);
OFFSET(mp_thread, path, 0);
OFFSET(mp_path_counters, frees, 0);
OFFSET(mp_path_counters, bytes_out, 8);
OFFSET(mp_path_counters, bytes_requested, 16);
OFFSET(mp_path_counters, bytes_in, 24);
OFFSET(mp_path_counters, allocations, 32);
OFFSET(mp_thread, histogram, 320);
OFFSET(mp_span_head, size_class, 8);
OFFSET(mp_span_head, block_size, 28);
OFFSET(mp_span_head, flags, 32);
_Static_assert(sizeof(mp_path_counters) == 64, "path counters fill one cache line");
_Static_assert(MP_PATH_ENGINE == 0 && MP_PATH_CRT == 1, "as the macros below are used");
_Static_assert(MP_SPAN_SIZE_CLASSES == 126 && MP_SPAN_HOLDS_ALIGNED == 4 && MP_SPAN_BYTES == 0x10000, "span.h");

__asm__(
    /* eax, ecx, edx and xmm0..2 are free in both conventions. */
    ".macro ALLOCATE_ENTRY name, slow, path, purge\n"
    "    .globl \\name\n"
    "    .p2align 5\n"
    "\\name:\n"
    "    movl    _mp_thread_slot_offset, %eax\n"
    "    movl    %fs:(%eax), %eax\n"
    "    movl    4(%esp), %ecx\n"
    "    testl   %eax, %eax\n"
    "    jz      1f\n"
    "    cmpl    _mp_heap_current + 8, %ecx\n"
    "    jae     1f\n"
    "    pushl   %ecx\n"
    "    call    *_mp_heap_current\n"
    "    addl    $4, %esp\n"
    "    testl   %eax, %eax\n"
    "    jz      1f\n"
    "    movl    4(%esp), %ecx\n"
    "    movl    _mp_thread_slot_offset, %edx\n"
    "    movl    %fs:(%edx), %edx\n"
    "    movd    %ecx, %xmm0\n" /* requested */
    "    orl     $1, %ecx\n"
    "    bsrl    %ecx, %ecx\n"
    "    movq    320(%edx,%ecx,8), %xmm2\n"
    "    paddq   mp_entry_one, %xmm2\n"
    "    movq    %xmm2, 320(%edx,%ecx,8)\n"
    "    movl    4(%esp), %ecx\n"
    "    addl    $15, %ecx\n"
    "    shrl    $4, %ecx\n"
    "    movzwl  _mp_heap_granule_sizes(,%ecx,2), %ecx\n"
    "    movd    %ecx, %xmm1\n" /* usable */
    "    punpcklqdq %xmm1, %xmm0\n"
    "    paddq   16 + 64 * \\path(%edx), %xmm0\n"
    "    movaps  %xmm0, 16 + 64 * \\path(%edx)\n"
    "    movq    32 + 64 * \\path(%edx), %xmm2\n"
    "    paddq   mp_entry_one, %xmm2\n"
    "    movq    %xmm2, 32 + 64 * \\path(%edx)\n"
    "    ret     $\\purge\n"
    "1:  pushl   4(%esp)\n"
    "    call    \\slow\n"
    "    addl    $4, %esp\n"
    "    ret     $\\purge\n"
    ".endm\n"

    ".macro FREE_ENTRY name, slow, path, purge\n"
    "    .globl \\name\n"
    "    .p2align 5\n"
    "\\name:\n"
    "    movl    4(%esp), %ecx\n"
    "    movl    _mp_thread_slot_offset, %eax\n"
    "    movl    %fs:(%eax), %eax\n"
    "    testl   %eax, %eax\n"
    "    jz      1f\n"
    "    movl    %ecx, %edx\n" /* ours: the bit of its 64 KiB, never set for NULL */
    "    shrl    $21, %edx\n"
    "    shll    $2, %edx\n"
    "    addl    _mp_heap_current + 12, %edx\n"
    "    movl    (%edx), %edx\n"
    "    shrl    $16, %ecx\n"
    "    btl     %ecx, %edx\n"
    "    jnc     1f\n"
    "    shll    $16, %ecx\n" /* its span */
    "    cmpl    $125, 8(%ecx)\n"
    "    ja      1f\n"
    "    testb   $4, 32(%ecx)\n"
    "    jnz     1f\n"
    "    movd    28(%ecx), %xmm0\n" /* usable */
    "    movaps  mp_entry_one, %xmm1\n"
    "    punpcklqdq %xmm0, %xmm1\n"
    "    paddq   64 * \\path(%eax), %xmm1\n"
    "    movaps  %xmm1, 64 * \\path(%eax)\n"
    ".if \\purge\n"
    "    pushl   4(%esp)\n"
    "    call    *_mp_heap_current + 4\n"
    "    addl    $4, %esp\n"
    "    ret     $\\purge\n"
    ".else\n"
    "    jmp     *_mp_heap_current + 4\n"
    ".endif\n"
    "1:  pushl   4(%esp)\n"
    "    call    \\slow\n"
    "    addl    $4, %esp\n"
    "    ret     $\\purge\n"
    ".endm\n"

    "    .section .rdata,\"dr\"\n"
    "    .p2align 4\n"
    "mp_entry_one: .long 1, 0, 0, 0\n"
    "    .text\n"
    "    ALLOCATE_ENTRY _mp_gameheap_allocate, _mp_gameheap_allocate_slow, 0, 4\n"
    "    FREE_ENTRY     _mp_gameheap_free, _mp_gameheap_free_slow, 0, 4\n"
    "    ALLOCATE_ENTRY _mp_crt_malloc, _mp_crt_malloc_slow, 1, 0\n"
    "    FREE_ENTRY     _mp_crt_free, _mp_crt_free_slow, 1, 0\n");
