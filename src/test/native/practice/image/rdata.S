/*
 * The executable's read-only data from 0xFDF000: import slots, the initialiser table, vtables, names.
 */
#define IMAGE_SECTION_START 0xFDF000
#include "macros.inc"

    .section .image.rdata, "dr"

/* Import slots. The loader fills them from the descriptors of imports.S; those marked * are placed where
 * the public sources name none. */
#define IMPORT(address, library, name) ON(address, 0); .globl slot_##name; slot_##name: .rva hint_##name
#include "imports.inc"
#undef IMPORT

/* What _initterm walks: 0xFDF4A4 up to 0x10113C0; empty entries are passed over. */
    ON(FDF4A4, 0)
    .long 0
    ON(FDF4C4, 0)
    .long fn_FB66A0        /* the memory manager */
    .long _early_statics   /* objects that allocate while the program starts */
    ON(FE1000, 0)
.macro INITIALISER index, init, object, value, name
    .long fn_\init
.endm
#define WIDE INITIALISER
#define NARROW INITIALISER
#define FLOAT INITIALISER
#define WHOLE INITIALISER
#include "budgets.inc"
#undef WIDE
#undef NARROW
#undef FLOAT
#undef WHOLE
    ON(1011000, 0)
    .long _late_statics
    ON(10113C0, 0)

/* Names and float defaults of the settings. */
.macro NAMED index, init, object, value, name
    .globl budget_name_\index
budget_name_\index:
    .asciz "\name:BudgetCaps"
.endm
.macro CONSTANT index, init, object, value, name
    NAMED \index, \init, \object, \value, \name
    .balign 4
    .globl budget_default_\index
budget_default_\index:
    .float \value
.endm
#define WIDE NAMED
#define NARROW NAMED
#define FLOAT CONSTANT
#define WHOLE NAMED
#include "budgets.inc"
#undef WIDE
#undef NARROW
#undef FLOAT
#undef WHOLE

/* For C: object, name, kind (0 unsigned, 1 float, 2 int) of each budget. */
    .balign 4
    .globl _budget_table, _budget_table_end
_budget_table:
.macro LISTED index, init, object, value, name
    .long 0x\object, budget_name_\index, 0
.endm
.macro LISTED_FLOAT index, init, object, value, name
    .long 0x\object, budget_name_\index, 1
.endm
.macro LISTED_WHOLE index, init, object, value, name
    .long 0x\object, budget_name_\index, 2
.endm
#define WIDE LISTED
#define NARROW LISTED
#define FLOAT LISTED_FLOAT
#define WHOLE LISTED_WHOLE
#include "budgets.inc"
#undef WIDE
#undef NARROW
#undef FLOAT
#undef WHOLE
_budget_table_end:

    .globl setting_vtable
setting_vtable:
    .long fn_43D4D0

    ON(1093D28, 0)         /* CMemAllocator */
    .long 0, 0, 0, 0, 0
    .long fn_9FCC60
    .long fn_9FB1C0

    ON(10A2528, 0)         /* BSNiAllocator */
    .long fn_AA24A0, fn_AA2240, fn_AA22B0, fn_AA22F0

    ON(10A25F8, 0)         /* BSMap<thread id, ScrapHeap *> */
    .long fn_AA2740

    ON(10A28FC, 0)         /* MemoryHeap, functions from +0x30 on are the ones that page */
    .long fn_AA7B20, fn_AA7B20, fn_AA7B20, fn_AA7B40
    ON(10A292C, 0)
    .long fn_AA79A0, fn_AA7A30, fn_AA7A50, fn_AA7AB0, fn_AA7D60
