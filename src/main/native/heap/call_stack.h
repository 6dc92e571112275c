/*
 * Who called: return addresses from the chain of frame pointers, which the game's own code keeps (engine
 * facts 2). Light enough for every allocation while leaks are tracked; frames of functions without a frame
 * pointer are missing from it. Nothing is read outside the calling thread's stack and readable code.
 */
#ifndef MEMORYPOOL_HEAP_CALL_STACK_H
#define MEMORYPOOL_HEAP_CALL_STACK_H

#include <stddef.h>
#include <stdint.h>

#define MP_CALL_STACK_FRAMES 12

typedef struct mp_call_stack {
    uint32_t frames[MP_CALL_STACK_FRAMES]; /* the innermost first; 0 behind the last */
} mp_call_stack;

/* Callers of the plugin, on the calling thread; the plugin's own frames are left out. */
void mp_call_stack_take(mp_call_stack *out);

/* "FalloutNV.exe+6A3E45", addresses of no module as they are. Takes microseconds. */
void mp_call_stack_name(uint32_t address, char *text, size_t size);

/* Every frame by name, the innermost first, "<" in between; cut at size. */
void mp_call_stack_text(const mp_call_stack *stack, char *text, size_t size);

#endif
