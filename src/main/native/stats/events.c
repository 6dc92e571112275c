#include "events.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "os.h"
#include "stats.h"
#include "text.h"

#define CELLS 128 /* a power of two */

/* A cell's turn says whose it is: turn == position: free for the writer of that position; position + 1:
 * filled. Kept as the difference to the cell's index, so that zeroed memory is an empty queue. */
typedef struct cell {
    uint32_t turn;
    mp_block_event event;
} cell;

static cell cells[CELLS];
static uint32_t next_write;
static uint32_t next_read; /* sampler */
static uint64_t lost;

static uint32_t turn_of(const cell *at) {
    return __atomic_load_n(&at->turn, __ATOMIC_ACQUIRE) + (uint32_t)(at - cells);
}

static void pass_turn(cell *at, uint32_t turn) {
    __atomic_store_n(&at->turn, turn - (uint32_t)(at - cells), __ATOMIC_RELEASE);
}

static cell *claim(uint32_t *position) {
    uint32_t at = __atomic_load_n(&next_write, __ATOMIC_RELAXED);
    for (;;) {
        cell *candidate = &cells[at % CELLS];
        int32_t difference = (int32_t)(turn_of(candidate) - at);
        if (difference < 0) {
            return NULL; /* full */
        }
        if (difference > 0) {
            at = __atomic_load_n(&next_write, __ATOMIC_RELAXED);
        } else if (__atomic_compare_exchange_n(&next_write, &at, at + 1, false, __ATOMIC_RELAXED,
                                               __ATOMIC_RELAXED)) {
            *position = at;
            return candidate;
        }
    }
}

void mp_event(mp_event_kind kind, mp_severity severity, uint64_t a, uint64_t b, const char *format, ...) {
    char text[2 * sizeof(((mp_block_event *)0)->text)];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);

    uint32_t position;
    cell *claimed = claim(&position);
    if (claimed == NULL) {
        __atomic_add_fetch(&lost, 1, __ATOMIC_RELAXED);
        return;
    }
    mp_block_event *event = &claimed->event;
    event->time_ns = mp_clock_ns();
    event->kind = (uint32_t)kind;
    event->severity = (uint32_t)severity;
    event->a = a;
    event->b = b;
    mp_text_copy(event->text, sizeof event->text, text);
    pass_turn(claimed, position + 1);
}

bool mp_events_take(mp_block_event *out) {
    cell *oldest = &cells[next_read % CELLS];
    if (turn_of(oldest) != next_read + 1) {
        return false;
    }
    memcpy(out, &oldest->event, sizeof *out);
    out->serial = 0;
    pass_turn(oldest, next_read + CELLS);
    next_read++;
    return true;
}

uint64_t mp_events_lost(void) {
    return __atomic_load_n(&lost, __ATOMIC_RELAXED);
}
