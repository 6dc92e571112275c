/*
 * One import descriptor for each slot of imports.inc, so that every slot stands alone at its own address.
 */
#include "macros.inc"

#define IMPORT(address, library, name)                                                            \
    .section .idata$2; .rva lookup_##name; .long 0, 0; .rva library_##library; .rva slot_##name; \
    .section .idata$4; lookup_##name: .rva hint_##name; .long 0;                                 \
    .section .idata$6; .balign 2; .globl hint_##name; hint_##name: .word 0; .asciz #name;

#include "imports.inc"

    .section .idata$7
library_kernel32:
    .asciz "KERNEL32.dll"
library_user32:
    .asciz "USER32.dll"
