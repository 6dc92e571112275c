/*
 * Macros of the executable's image: assembler files whose sections hold the engine's functions at their
 * real virtual addresses (engine facts 2). Included by *.S only.
 */
#ifndef PRACTICE_IMAGE_H
#define PRACTICE_IMAGE_H

.intel_syntax noprefix

/* Moves to a virtual address (bare hexadecimal digits) of the current section, whose first byte stands at
 * IMAGE_BASE_OF_SECTION, and names it fn_<address>. Addresses must rise within a file. */
#define AT(address)                                 \
    .org (0x##address - IMAGE_SECTION_START), 0xCC; \
    .globl fn_##address;                            \
    fn_##address:

/* Moves on without a name: inside a function whose end or operand stands at a known address. */
#define ON(address, fill) .org (0x##address - IMAGE_SECTION_START), fill

#define SLOT_VIRTUAL_ALLOC dword ptr ds:[0xFDF114]
#define SLOT_VIRTUAL_FREE dword ptr ds:[0xFDF10C]

/* Pushes a framed function's own arguments again, the last one first. */
.macro PUSH_ARGUMENTS count
    .if \count
    push dword ptr [ebp + 4 + 4 * (\count)]
    PUSH_ARGUMENTS (\count-1)
    .endif
.endm

/* A framed thiscall function of `count` stack arguments whose work is C's: function(this, argument...). */
.macro THISCALL function, count
    .byte 0x55, 0x8B, 0xEC
    push ecx
    PUSH_ARGUMENTS \count
    push dword ptr [ebp - 4]
    call \function
    mov esp, ebp
    pop ebp
    ret 4 * \count
.endm

/* The same for a cdecl function. */
.macro CDECL function, count
    .byte 0x55, 0x8B, 0xEC
    PUSH_ARGUMENTS \count
    call \function
    mov esp, ebp
    pop ebp
    ret
.endm

/* A function that calls VirtualAlloc (words = 4) or VirtualFree (words = 3) itself, by an FF15 through the
 * import slot that lies inside its own bytes, as the engine's do. C decides before and after:
 *   uint64 plan(request *, this, arguments *)   low word: make the call; high word: result when not
 *   uint64 done(this, arguments *, result)      low word: the function's result; high word: once more
 * The request is filled where the call takes its arguments from. */
.macro PAGED slot, words, count, plan, done
    .byte 0x55, 0x8B, 0xEC
    push ecx
1:  sub esp, 4 * \words
    mov eax, esp
    lea ecx, [ebp + 8]
    push ecx
    push dword ptr [ebp - 4]
    push eax
    call \plan
    add esp, 12
    test eax, eax
    je 2f
    call dword ptr ds:[\slot]
    push eax
    lea ecx, [ebp + 8]
    push ecx
    push dword ptr [ebp - 4]
    call \done
    add esp, 12
    test edx, edx
    jne 1b
    mov edx, eax
2:  mov eax, edx
    mov esp, ebp
    pop ebp
    ret 4 * \count
.endm

#endif
