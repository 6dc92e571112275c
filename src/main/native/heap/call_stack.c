#include "heap/call_stack.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>

#define MOST_STEPS   64u
#define WORDS_LOOKED 2u /* the argument passed on, the return address */

typedef struct stack_frame {
    const struct stack_frame *caller;
    uint32_t return_address;
} stack_frame;

/* --- which memory is what --------------------------------------------------------------------------------
 */

extern const IMAGE_DOS_HEADER __ImageBase;

static bool is_ours(uint32_t address) {
    uint32_t base;
    __asm__("movl %1, %0" : "=r"(base) : "i"(&__ImageBase)); /* an image, not the header alone */
    const IMAGE_NT_HEADERS *headers = (const IMAGE_NT_HEADERS *)(base + (uint32_t)__ImageBase.e_lfanew);
    return address - base < headers->OptionalHeader.SizeOfImage;
}

static bool is_code(uint32_t address) {
    MEMORY_BASIC_INFORMATION region;
    const DWORD executable = PAGE_EXECUTE_READ | PAGE_EXECUTE_READWRITE | PAGE_EXECUTE_WRITECOPY;
    return address >= 0x10000 &&
           VirtualQuery((const void *)(uintptr_t)address, &region, sizeof region) != 0 &&
           region.State == MEM_COMMIT && (region.Protect & executable) != 0;
}

/* True when a call instruction ends where address points: E8 rel32, or FF /2 in one of its lengths. */
static bool follows_call(uint32_t address) {
    if (!is_code(address) || !is_code(address - 7))
        return false;
    const uint8_t *at = (const uint8_t *)(uintptr_t)address;
    if (at[-5] == 0xE8)
        return true;
    for (int length = 2; length <= 7; length++) {
        if (at[-length] == 0xFF && (at[1 - length] & 0x38) == 0x10)
            return true;
    }
    return false;
}

/* --- walking ---------------------------------------------------------------------------------------------
 */

/* The bounds the system itself keeps of the running thread's stack; a fiber's are these as well. */
static bool on_stack(const void *pointer, size_t bytes) {
    uintptr_t at = (uintptr_t)pointer, base, limit;
    __asm__("movl %%fs:4, %0\n\tmovl %%fs:8, %1" : "=r"(base), "=&r"(limit));
    return at % sizeof(uint32_t) == 0 && at >= limit && at + bytes <= base;
}

/* Behind our last frame: entries written in assembly keep no frame, so the return address of whoever called
 * them stands a few words further up. 0 when there is none. */
static uint32_t caller_above(const stack_frame *frame) {
    const uint32_t *word = (const uint32_t *)(frame + 1);
    for (unsigned looked = 0; looked < WORDS_LOOKED && on_stack(word, sizeof *word); looked++, word++) {
        if (!is_ours(*word) && follows_call(*word))
            return *word;
    }
    return 0;
}

__attribute__((noinline)) void mp_call_stack_take(mp_call_stack *out) {
    const stack_frame *frame = __builtin_frame_address(0);
    unsigned count = 0;
    bool inside = true;
    memset(out, 0, sizeof *out);
    for (unsigned step = 0;
         step < MOST_STEPS && count < MP_CALL_STACK_FRAMES && on_stack(frame, sizeof *frame); step++) {
        if (inside && is_ours(frame->return_address)) {
            bool last = !on_stack(frame->caller, sizeof *frame) || !is_ours(frame->caller->return_address);
            uint32_t caller = last ? caller_above(frame) : 0;
            if (caller != 0 &&
                caller != (on_stack(frame->caller, sizeof *frame) ? frame->caller->return_address : 0))
                out->frames[count++] = caller;
        } else {
            if (frame->return_address < 0x10000)
                break;
            inside = false;
            out->frames[count++] = frame->return_address;
        }
        if (frame->caller <= frame) /* chains go up */
            break;
        frame = frame->caller;
    }
}

/* --- naming ----------------------------------------------------------------------------------------------
 */

void mp_call_stack_name(uint32_t address, char *text, size_t size) {
    HMODULE module = NULL;
    char path[MAX_PATH];
    const DWORD flags = GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT;
    if (!GetModuleHandleExA(flags, (const char *)(uintptr_t)address, &module) ||
        GetModuleFileNameA(module, path, sizeof path) == 0) {
        snprintf(text, size, "%08lX", (unsigned long)address);
        return;
    }
    const char *name = strrchr(path, '\\');
    snprintf(text, size, "%s+%lX", name != NULL ? name + 1 : path,
             (unsigned long)(address - (uint32_t)(uintptr_t)module));
}

void mp_call_stack_text(const mp_call_stack *stack, char *text, size_t size) {
    size_t used = 0;
    text[0] = '\0';
    for (unsigned i = 0; i < MP_CALL_STACK_FRAMES && stack->frames[i] != 0; i++) {
        char name[MAX_PATH + 16];
        mp_call_stack_name(stack->frames[i], name, sizeof name);
        int added = snprintf(text + used, size - used, "%s%s", i > 0 ? " < " : "", name);
        if (added < 0 || (size_t)added >= size - used)
            return;
        used += (size_t)added;
    }
}
