#include "thread_rows.h"

#include "text.h"
#include "threads.h"

typedef struct table {
    mp_block_thread *rows;
    uint32_t room; /* for single threads */
    uint32_t used;
    mp_block_thread ended, unshown, spare;
} table;

static uint64_t calls(const mp_block_thread *row) {
    return row->allocations + row->frees + row->reallocations;
}

static mp_block_thread row_of(const mp_thread_view *view) {
    mp_block_thread row = {.thread_id = view->thread_id,
                           .role = (uint32_t)view->role,
                           .threads = view->threads,
                           .since_ns = view->since_ns};
    const mp_counters *counters = view->counters;
    uint64_t in = 0, out = 0;
    for (int path = 0; path < MP_PATH_COUNT; path++) {
        const mp_path_counters *of = &counters->path[path];
        row.allocations += of->allocations;
        row.frees += of->frees;
        row.reallocations += of->reallocations;
        row.failures += of->failures;
        row.bytes_requested += of->bytes_requested;
        in += of->bytes_in;
        out += of->bytes_out;
    }
    row.balance = (int64_t)(in - out);
    for (int pattern = 0; pattern < MP_PAGE_PATTERNS; pattern++) {
        row.page_calls += counters->pages[pattern].calls;
    }
    mp_text_copy(row.name, sizeof row.name, view->name);
    return row;
}

static void add(mp_block_thread *sum, const mp_block_thread *row) {
    sum->threads += row->threads;
    sum->allocations += row->allocations;
    sum->frees += row->frees;
    sum->reallocations += row->reallocations;
    sum->failures += row->failures;
    sum->bytes_requested += row->bytes_requested;
    sum->balance += row->balance;
    sum->page_calls += row->page_calls;
}

static mp_block_thread *least_busy(const table *of) {
    mp_block_thread *least = NULL;
    for (uint32_t i = 0; i < of->used; i++) {
        mp_block_thread *row = &of->rows[i];
        if (row->role != MP_THREAD_MAIN && (least == NULL || calls(row) < calls(least))) {
            least = row;
        }
    }
    return least;
}

static void put_single(table *to, const mp_block_thread *row) {
    if (to->used < to->room) {
        to->rows[to->used++] = *row;
        return;
    }
    mp_block_thread *least = least_busy(to);
    if (least != NULL && (row->role == MP_THREAD_MAIN || calls(row) > calls(least))) {
        add(&to->unshown, least);
        *least = *row;
    } else {
        add(&to->unshown, row);
    }
}

static void put(const mp_thread_view *view, void *context) {
    table *to = context;
    mp_block_thread row = row_of(view);
    switch (view->role) {
    case MP_THREADS_ENDED:
        add(&to->ended, &row);
        break;
    case MP_THREADS_SPARE:
        add(&to->spare, &row);
        break;
    default:
        put_single(to, &row);
    }
}

static void append(table *to, const mp_block_thread *sum) {
    if (sum->threads != 0 || calls(sum) != 0) {
        to->rows[to->used++] = *sum;
    }
}

uint32_t mp_thread_rows(mp_block_thread *rows, uint32_t room) {
    table to = {.rows = rows,
                .room = room - MP_THREAD_SUMS,
                .ended.role = MP_THREADS_ENDED,
                .unshown.role = MP_THREADS_UNSHOWN,
                .spare.role = MP_THREADS_SPARE};
    mp_threads_visit(put, &to);
    append(&to, &to.spare);
    append(&to, &to.unshown);
    append(&to, &to.ended);
    return to.used;
}
