#include "alter.h"

#include <stdbool.h>
#include <windows.h>

#define MOST_TRAPS  16
#define PUSH_EBP    0x55
#define PUSH_BYTE   0x6A
#define BREAKPOINT  0xCC
#define IMAGE_START 0x00401000u
#define IMAGE_END   0x00FDF000u

static struct {
    uint32_t address;
    uint8_t opcode;
} traps[MOST_TRAPS];
static unsigned trap_count;

static void push(CONTEXT *context, uint32_t value) {
    context->Esp -= 4;
    *(uint32_t *)(uintptr_t)context->Esp = value;
}

/* Does what the replaced instruction did. */
static LONG CALLBACK on_trap(EXCEPTION_POINTERS *exception) {
    CONTEXT *context = exception->ContextRecord;
    if (exception->ExceptionRecord->ExceptionCode != EXCEPTION_BREAKPOINT)
        return EXCEPTION_CONTINUE_SEARCH;
    uint32_t address = (uint32_t)(uintptr_t)exception->ExceptionRecord->ExceptionAddress;
    for (unsigned index = 0; index < trap_count; index++) {
        if (traps[index].address != address)
            continue;
        bool with_operand = traps[index].opcode == PUSH_BYTE;
        push(context, with_operand ? (uint32_t) * (int8_t *)(uintptr_t)(address + 1) : context->Ebp);
        context->Eip = address + (with_operand ? 2 : 1);
        return EXCEPTION_CONTINUE_EXECUTION;
    }
    return EXCEPTION_CONTINUE_SEARCH;
}

static uint8_t trapped(uint32_t address, uint8_t opcode) {
    if (trap_count == 0)
        AddVectoredExceptionHandler(TRUE, on_trap);
    traps[trap_count].address = address;
    traps[trap_count++].opcode = opcode;
    return BREAKPOINT;
}

static uint8_t changed(uint32_t address, const uint8_t *byte) {
    if ((byte[0] == PUSH_EBP || byte[0] == PUSH_BYTE) && trap_count < MOST_TRAPS)
        return trapped(address, byte[0]);
    if (byte[0] == 0x8B && byte[1] == 0xFF)
        return 0x8A; /* mov edi, edi becomes mov bh, bh */
    return byte[0] ^ 0x04;
}

void alter_byte(uint32_t address) {
    uint8_t *byte = (uint8_t *)(uintptr_t)address;
    DWORD protection;
    if (address < IMAGE_START || address >= IMAGE_END)
        return;
    if (!VirtualProtect(byte, 1, PAGE_EXECUTE_READWRITE, &protection))
        return;
    *byte = changed(address, byte);
    VirtualProtect(byte, 1, protection, &protection);
    FlushInstructionCache(GetCurrentProcess(), byte, 1);
}
