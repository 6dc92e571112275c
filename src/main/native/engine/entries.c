/*
 * The four entries that run millions of times a second: MemoryManager Allocate and Free, malloc and free.
 * Their short way is the one of heap.h (mp_heap_try_allocate, mp_heap_try_release): a small block of the
 * chosen allocator, counted for a thread that is known. Everything else jumps to the slow halves in C.
 *
 * It is written as assembly because its cost is stores: a block freed at random misses the cache, and every
 * further store waits in the processor's queue behind that miss. So nothing is saved on the stack that can
 * be loaded again, and counters that change together are stored together (docs/decisions/0006).
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
OFFSET(mp_heap_active, list_limit, 16);
OFFSET(mp_thread, heap_local, 852);
OFFSET(mp_thread, heap_lists, 856);
OFFSET(mp_quarantine, lists, 16);
OFFSET(mp_span_head, free_list, 0);
OFFSET(mp_span_head, used_count, 16);
OFFSET(mp_span_head, list_size, 24);
OFFSET(mp_span_head, lists, 56);
OFFSET(mp_span_lists, list[0].free_list, 4);
OFFSET(mp_heap_class, usable, 0);
OFFSET(mp_heap_class, list, 2);
OFFSET(mp_quarantine, cursor, 0);
OFFSET(mp_quarantine, end, 4);
OFFSET(mp_quarantine, bytes, 8);
OFFSET(mp_quarantine, grant, 12);
_Static_assert(sizeof(mp_path_counters) == 64, "path counters fill one cache line");
_Static_assert(MP_PATH_ENGINE == 0 && MP_PATH_CRT == 1, "as the macros below are used");
_Static_assert(MP_QUARANTINE_AHEAD == 8 && MP_SPAN_BYTES == 0x10000, "fetched ahead below");

__asm__(
    /* eax, ecx, edx and xmm0..2 are free in both conventions. */
    ".macro ALLOCATE_ENTRY name, slow, path, purge\n"
    "    .globl \\name\n"
    "    .p2align 5\n"
    "\\name:\n"
    "    movl    _mp_thread_slot_offset, %eax\n"
    "    movl    %fs:(%eax), %edx\n"
    "    movl    4(%esp), %ecx\n"
    "    testl   %edx, %edx\n"
    "    jz      1f\n"
    "    cmpl    _mp_heap_current + 16, %ecx\n"
    "    jae     3f\n"
    "    addl    $15, %ecx\n"
    "    shrl    $4, %ecx\n"
    "    movl    _mp_heap_classes(,%ecx,4), %ecx\n"
    "    movl    %ecx, %eax\n"
    "    shrl    $16, %eax\n"
    "    addl    856(%edx), %eax\n" /* the list */
    "    movzwl  %cx, %ecx\n"
    "    movd    %ecx, %xmm1\n" /* usable */
    "    movl    4(%eax), %ecx\n"
    "    testl   %ecx, %ecx\n"
    "    jz      3f\n"
    "    movd    %edx, %xmm2\n"
    "    movl    (%ecx), %edx\n"
    "    movl    %edx, 4(%eax)\n"
    "    prefetchw (%edx)\n" /* the next one, for the next request */
    "    movd    %xmm2, %edx\n"
    "    movl    %ecx, %eax\n"
    "    movl    4(%esp), %ecx\n"
    "4:\n"
    "    movd    %ecx, %xmm0\n" /* requested */
    "    orl     $1, %ecx\n"
    "    bsrl    %ecx, %ecx\n"
    "    movq    320(%edx,%ecx,8), %xmm2\n"
    "    paddq   mp_entry_one, %xmm2\n"
    "    movq    %xmm2, 320(%edx,%ecx,8)\n"
    "    movd    %xmm1, %ecx\n"
    "    punpcklqdq %xmm1, %xmm0\n"
    "    paddq   16 + 64 * \\path(%edx), %xmm0\n"
    "    movaps  %xmm0, 16 + 64 * \\path(%edx)\n"
    "    movq    32 + 64 * \\path(%edx), %xmm2\n"
    "    paddq   mp_entry_one, %xmm2\n"
    "    movq    %xmm2, 32 + 64 * \\path(%edx)\n"
    "    movl    %eax, %edx\n"
    "    shrl    $16, %edx\n"
    "    cmpw    %cx, _mp_span_sizes(,%edx,2)\n"
    "    jne     2f\n"
    "    ret     $\\purge\n"
    "3:  movl    4(%esp), %ecx\n"
    "    cmpl    _mp_heap_current + 8, %ecx\n"
    "    jae     1f\n"
    "    pushl   %ecx\n"
    "    call    *_mp_heap_current\n"
    "    addl    $4, %esp\n"
    "    testl   %eax, %eax\n"
    "    jz      1f\n"
    "    movl    4(%esp), %ecx\n"
    "    addl    $15, %ecx\n"
    "    shrl    $4, %ecx\n"
    "    movzwl  _mp_heap_classes(,%ecx,4), %ecx\n"
    "    movd    %ecx, %xmm1\n"
    "    movl    4(%esp), %ecx\n"
    "    movl    _mp_thread_slot_offset, %edx\n"
    "    movl    %fs:(%edx), %edx\n"
    "    jmp     4b\n"
    "2:  pushl   %eax\n" /* the span is new to its size */
    "    pushl   %eax\n"
    "    call    _mp_span_note\n"
    "    addl    $4, %esp\n"
    "    popl    %eax\n"
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
    "    movl    %ecx, %edx\n"
    "    shrl    $16, %edx\n"
    "    movzwl  _mp_span_sizes(,%edx,2), %edx\n" /* usable; 0 when not known, or not ours, or NULL */
    "    testl   %edx, %edx\n"
    "    jz      1f\n"
    "    movd    %edx, %xmm0\n"
    "    movaps  mp_entry_one, %xmm1\n"
    "    punpcklqdq %xmm0, %xmm1\n"
    "    paddq   64 * \\path(%eax), %xmm1\n"
    "    movaps  %xmm1, 64 * \\path(%eax)\n"
    "    movd    %ebx, %xmm2\n"
    "    movl    852(%eax), %ebx\n" /* the thread's quarantine */
    "    testl   %ebx, %ebx\n"
    "    jz      6f\n"
    "    movl    %ebx, %eax\n"
    "    movl    (%eax), %ebx\n"
    "    addl    8(%eax), %edx\n"
    "    cmpl    4(%eax), %ebx\n"
    "    jae     3f\n"
    "    cmpl    12(%eax), %edx\n"
    "    ja      3f\n"
    "    movd    (%ebx), %xmm0\n" /* what was put here a round ago */
    "    movl    %ecx, (%ebx)\n"
    "    movd    %xmm0, %ecx\n"
    "    addl    $4, %ebx\n"
    "    movl    %ebx, (%eax)\n"
    "    movl    4 * 7(%ebx), %ebx\n"
    "    prefetchw (%ebx)\n"
    "    andl    $0xFFFF0000, %ebx\n"
    "    prefetchw (%ebx)\n"
    "    movl    %ecx, %ebx\n"
    "    shrl    $16, %ebx\n"
    "    movzwl  _mp_span_sizes(,%ebx,2), %ebx\n"
    "    subl    %ebx, %edx\n"
    "    movl    %edx, 8(%eax)\n"
    "    testl   %ebx, %ebx\n"
    "    jz      4f\n"
    "    movl    16(%eax), %ebx\n"
    "2:  movl    %ecx, %edx\n" /* ebx: this thread's lists; edx: the block's span */
    "    andl    $0xFFFF0000, %edx\n"
    "    movl    (%edx), %eax\n"
    "    cmpl    %ebx, 56(%edx)\n"
    "    jne     5f\n"
    "    testl   %eax, %eax\n"
    "    jz      5f\n"
    "    movl    16(%edx), %ebx\n"
    "    decl    %ebx\n"
    "    cmpl    24(%edx), %ebx\n"
    "    je      5f\n"
    "    movl    %ebx, 16(%edx)\n"
    "    movl    %ecx, (%edx)\n"
    "    movl    %eax, (%ecx)\n"
    "    movd    %xmm2, %ebx\n"
    "    ret     $\\purge\n"
    "5:  movd    %xmm2, %ebx\n"
    "    pushl   %ecx\n"
    "    call    *_mp_heap_current + 4\n"
    "    addl    $4, %esp\n"
    "    ret     $\\purge\n"
    "6:  movl    856(%eax), %ebx\n"
    "    jmp     2b\n"
    "3:  movd    %xmm2, %ebx\n" /* a segment is full, a frame has passed, or there is no room */
    "    subl    8(%eax), %edx\n"
    "    pushl   %edx\n"
    "    pushl   %ecx\n"
    "    pushl   %eax\n"
    "    call    _mp_quarantine_put_slow\n"
    "    addl    $12, %esp\n"
    "    ret     $\\purge\n"
    "4:  movd    %xmm2, %ebx\n" /* nothing, or a block whose size has to be asked for */
    "    pushl   %ecx\n"
    "    pushl   %eax\n"
    "    call    _mp_quarantine_let_go\n"
    "    addl    $8, %esp\n"
    "    ret     $\\purge\n"
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
