#include "heap/watch.h"

#include <stdio.h>
#include <string.h>

#include "heap/block_table.h"
#include "heap/freed_blocks.h"
#include "heap/guard_pages.h"
#include "heap/lock.h"
#include "heap/os.h"
#include "log.h"
#include "heap/call_stack.h"
#include "heap/leaks.h"
#include "stats/stats.h"

#define GRANULE      16u
#define FENCE        32u
#define GUARDED_FROM (64u * 1024u)
#define REPORTS_MOST 200u /* in the log; all are counted */
#define LARGEST      0x7FFF0000u

enum { MAKER_SMALL, MAKER_LARGE, MAKER_GUARDED };
enum { STATE_LIVE = 1, STATE_FREED };

static mp_watch_options over;
static mp_allocator self;
static uint64_t live_bytes, findings;
static const uint8_t fence[FENCE] = {0xFE, 0xDC, 0x0F, 0xF5, 0xFE, 0xDC, 0x0F, 0xF5, 0xFE, 0xDC, 0x0F,
                                     0xF5, 0xFE, 0xDC, 0x0F, 0xF5, 0xFE, 0xDC, 0x0F, 0xF5, 0xFE, 0xDC,
                                     0x0F, 0xF5, 0xFE, 0xDC, 0x0F, 0xF5, 0xFE, 0xDC, 0x0F, 0xF5};

/* --- what is found -----------------------------------------------------------------------------------------
 */

uint64_t mp_watch_findings(void) {
    return __atomic_load_n(&findings, __ATOMIC_RELAXED);
}

/* note[0]: the allocating call, note[1]: its thread, note[2]: the freeing call. */
static void describe(const mp_block_record *block, char *text, size_t size) {
    char made_by[300], freed_by[300] = "";
    mp_call_stack_name(block->note[0], made_by, sizeof made_by);
    if (block->state == STATE_FREED)
        mp_call_stack_name(block->note[2], freed_by, sizeof freed_by);
    snprintf(text, size, "%lu bytes allocated at %s by thread %lu%s%s", (unsigned long)block->usable, made_by,
             (unsigned long)block->note[1], freed_by[0] != '\0' ? ", freed at " : "", freed_by);
}

/* block may be NULL: nothing is known of the pointer. */
static void report(const char *what, const void *pointer, const mp_block_record *block) {
    uint64_t number = __atomic_add_fetch(&findings, 1, __ATOMIC_RELAXED);
    mp_event(MP_EVENT_CORRUPTION, MP_SEVERITY_ERROR, (uintptr_t)pointer, block != NULL ? block->usable : 0,
             "%s", what);
    if (number > REPORTS_MOST)
        return;
    char known[700] = "nothing is known of it", stack_text[400];
    mp_call_stack stack;
    mp_call_stack_take(&stack);
    mp_call_stack_text(&stack, stack_text, sizeof stack_text);
    if (block != NULL)
        describe(block, known, sizeof known);
    mp_log(MP_LOG_ERROR, "Corruption: %s: block %08lX (%s)", what, (unsigned long)(uintptr_t)pointer, known);
    if (stack_text[0] != '\0')
        mp_log(MP_LOG_ERROR, "Corruption: found in %s", stack_text);
    if (number == REPORTS_MOST)
        mp_log(MP_LOG_ERROR, "Corruption: further findings are counted only");
}

/* --- blocks between fences
 * ---------------------------------------------------------------------------------- */

static size_t rounded(size_t size) {
    return size == 0 ? GRANULE : (size + GRANULE - 1) & ~(size_t)(GRANULE - 1);
}

/* Alignments above a page are the large-block heap's: its blocks stand on pages. */
static const mp_allocator *maker_of(size_t alignment, size_t size) {
    bool goes_to_large = size >= over.threshold || alignment > MP_OS_PAGE;
    return goes_to_large && over.large != NULL ? over.large : over.small;
}

static void *make_fenced(size_t alignment, size_t usable, mp_block_record *record) {
    size_t ahead = alignment > FENCE ? alignment : FENCE;
    const mp_allocator *maker = maker_of(alignment, usable);
    size_t total = ahead + usable + FENCE;
    char *raw = alignment > GRANULE ? maker->allocate_aligned(alignment, total) : maker->allocate(total);
    if (raw == NULL)
        return NULL;
    char *pointer = raw + ahead;
    memcpy(pointer - FENCE, fence, FENCE);
    memcpy(pointer + usable, fence, FENCE);
    *record = (mp_block_record){.raw = raw, .maker = maker == over.large ? MAKER_LARGE : MAKER_SMALL};
    return pointer;
}

static void *make_guarded(size_t alignment, size_t usable, mp_block_record *record) {
    void *reservation;
    void *pointer = mp_guard_pages_take(usable, alignment, &reservation);
    if (pointer != NULL)
        *record = (mp_block_record){.raw = reservation, .maker = MAKER_GUARDED};
    return pointer;
}

static void give_back(const mp_block_record *record) {
    if (record->maker == MAKER_GUARDED)
        mp_guard_pages_give(record->raw);
    else
        (record->maker == MAKER_LARGE ? over.large : over.small)->release(record->raw);
}

/* --- looking at them
 * ----------------------------------------------------------------------------------------- */

/* A fence that was damaged is mended, so that it is reported once. */
static void check_fence(void *at, const char *what, const mp_block_record *block) {
    if (memcmp(at, fence, FENCE) == 0)
        return;
    report(what, block->pointer, block);
    memcpy(at, fence, FENCE);
}

static void check_fences(const mp_block_record *block) {
    if (block->maker == MAKER_GUARDED)
        return;
    char *pointer = block->pointer;
    check_fence(pointer - FENCE, "written before its start", block);
    check_fence(pointer + block->usable, "written past its end", block);
}

/* A block that was kept long enough. */
static void let_go(const void *pointer, uint32_t sum) {
    mp_block_record block;
    if (!mp_block_table_find(pointer, &block))
        return;
    check_fences(&block);
    if (mp_freed_blocks_sum(pointer, block.usable) != sum)
        report("written after it was freed", pointer, &block);
    mp_block_table_remove(pointer);
    give_back(&block);
}

static void *make_block(size_t alignment, size_t usable, mp_block_record *record) {
    void *pointer = usable >= GUARDED_FROM ? make_guarded(alignment, usable, record) : NULL;
    return pointer != NULL ? pointer : make_fenced(alignment, usable, record);
}

/* What was freed and is still kept goes before anything fails. */
static void *make(size_t alignment, size_t size) {
    mp_block_record record;
    size_t usable = rounded(size);
    if (size > LARGEST)
        return NULL;
    void *pointer = make_block(alignment, usable, &record);
    if (pointer == NULL) {
        mp_freed_blocks_drain(let_go);
        pointer = make_block(alignment, usable, &record);
    }
    if (pointer == NULL)
        return NULL;
    mp_call_stack stack;
    mp_call_stack_take(&stack);
    record.pointer = pointer;
    record.usable = (uint32_t)usable;
    record.state = STATE_LIVE;
    record.note[0] = stack.frames[0];
    record.note[1] = mp_thread_current()->thread_id;
    if (!mp_block_table_add(&record)) {
        give_back(&record);
        return NULL;
    }
    __atomic_fetch_add(&live_bytes, usable, __ATOMIC_RELAXED);
    return pointer;
}

void mp_watch_check_freed(void) {
    if (over.corruption)
        mp_freed_blocks_drain(let_go);
}

bool mp_watch_on(void) {
    return over.corruption;
}

bool mp_watch_foreign_free(const void *pointer, size_t size) {
    if (size != 0)
        return true;
    report("freed, but it is no block of any known heap", pointer, NULL);
    return false;
}

/* --- the allocator: corruption
 * ------------------------------------------------------------------------------- */

static void note_leak(void *pointer, size_t size) {
    if (over.leaks && pointer != NULL)
        mp_leaks_note(pointer, size);
}

static void forget_leak(const void *pointer) {
    if (over.leaks)
        mp_leaks_forget(pointer);
}

static void *fenced_allocate_aligned(size_t alignment, size_t size) {
    void *pointer = make(alignment, size);
    note_leak(pointer, size);
    return pointer;
}

static void *fenced_allocate(size_t size) {
    return fenced_allocate_aligned(GRANULE, size);
}

static void *fenced_allocate_zeroed(size_t size) {
    void *pointer = fenced_allocate(size);
    return pointer != NULL ? memset(pointer, 0, rounded(size)) : NULL;
}

static size_t fenced_usable_size(const void *pointer) {
    mp_block_record block;
    return mp_block_table_find(pointer, &block) && block.state == STATE_LIVE ? block.usable : 0;
}

static void fenced_release(void *pointer) {
    mp_block_record becomes = {.state = STATE_FREED}, block;
    mp_call_stack stack;
    mp_call_stack_take(&stack);
    if (!mp_block_table_find(pointer, &block)) {
        report("freed, but it is not the start of a block", pointer, NULL);
        return;
    }
    memcpy(becomes.note, block.note, sizeof becomes.note);
    becomes.note[2] = stack.frames[0];
    if (!mp_block_table_exchange(pointer, STATE_LIVE, &becomes, &block) || block.state != STATE_LIVE) {
        report("freed twice", pointer, &block);
        return;
    }
    check_fences(&block);
    forget_leak(pointer);
    __atomic_fetch_sub(&live_bytes, block.usable, __ATOMIC_RELAXED);
    mp_freed_blocks_keep(pointer, block.usable, let_go);
}

static void *fenced_reallocate(void *pointer, size_t size) {
    mp_block_record block;
    bool live = mp_block_table_find(pointer, &block) && block.state == STATE_LIVE;
    if (live && block.usable == rounded(size)) {
        check_fences(&block);
        return pointer;
    }
    void *moved = fenced_allocate(size);
    if (moved == NULL)
        return NULL;
    if (live) {
        memcpy(moved, pointer, block.usable < size ? block.usable : size);
        fenced_release(pointer);
    } else {
        report("reallocated, but it is not live", pointer, NULL);
    }
    return moved;
}

/* Also what is no block but lies in our memory: a free of it comes here and is named. */
static bool fenced_owns(const void *pointer) {
    mp_block_record block;
    return mp_block_table_find(pointer, &block) || over.small->owns(pointer) ||
           (over.large != NULL && over.large->owns(pointer)) || mp_guard_pages_own(pointer);
}

static void fenced_state(mp_allocator_state *out) {
    over.small->state(out);
    out->live = __atomic_load_n(&live_bytes, __ATOMIC_RELAXED);
    out->corruption = (out->corruption == UINT64_MAX ? 0 : out->corruption) + mp_watch_findings();
}

/* --- the allocator: leaks alone
 * ------------------------------------------------------------------------------ */

static const mp_allocator *owner_of(const void *pointer) {
    return over.small->owns(pointer) || over.large == NULL ? over.small : over.large;
}

static void *tracked(void *pointer, size_t size) {
    note_leak(pointer, size);
    return pointer;
}

static void *plain_allocate(size_t size) {
    return tracked(maker_of(GRANULE, size)->allocate(size), size);
}

static void *plain_allocate_zeroed(size_t size) {
    return tracked(maker_of(GRANULE, size)->allocate_zeroed(size), size);
}

static void *plain_allocate_aligned(size_t alignment, size_t size) {
    return tracked(maker_of(alignment, size)->allocate_aligned(alignment, size), size);
}

static void plain_release(void *pointer) {
    forget_leak(pointer);
    owner_of(pointer)->release(pointer);
}

static size_t plain_usable_size(const void *pointer) {
    return owner_of(pointer)->usable_size(pointer);
}

static void *plain_reallocate(void *pointer, size_t size) {
    const mp_allocator *owner = owner_of(pointer), *wanted = maker_of(GRANULE, size);
    size_t before = owner->usable_size(pointer);
    void *moved = owner == wanted ? owner->reallocate(pointer, size) : wanted->allocate(size);
    if (moved == NULL)
        return NULL;
    forget_leak(pointer);
    if (owner != wanted) {
        memcpy(moved, pointer, before < size ? before : size);
        owner->release(pointer);
    }
    return tracked(moved, size);
}

static bool plain_owns(const void *pointer) {
    return over.small->owns(pointer) || (over.large != NULL && over.large->owns(pointer));
}

static void plain_state(mp_allocator_state *out) {
    over.small->state(out);
}

/* --- both
 * ---------------------------------------------------------------------------------------------------- */

static void attach(void) {
    if (over.small->thread_attach != NULL)
        over.small->thread_attach();
    if (over.large != NULL && over.large->thread_attach != NULL)
        over.large->thread_attach();
}

static void detach(void) {
    if (over.large != NULL && over.large->thread_detach != NULL)
        over.large->thread_detach();
    if (over.small->thread_detach != NULL)
        over.small->thread_detach();
}

static void on_guard_hit(const void *address, const void *reservation, const mp_call_stack *stack) {
    char stack_text[400];
    mp_call_stack_text(stack, stack_text, sizeof stack_text);
    __atomic_add_fetch(&findings, 1, __ATOMIC_RELAXED);
    mp_event(MP_EVENT_CORRUPTION, MP_SEVERITY_ERROR, (uintptr_t)address, (uintptr_t)reservation,
             "touched past the end of a large block");
    mp_log(MP_LOG_ERROR, "Corruption: %08lX was touched, past the end of the large block at %08lX, by %s",
           (unsigned long)(uintptr_t)address, (unsigned long)(uintptr_t)reservation, stack_text);
}

const mp_allocator *mp_watch_start(const mp_watch_options *options) {
    over = *options;
    if (over.leaks && !mp_leaks_start())
        return NULL;
    if (over.corruption)
        mp_guard_pages_start(on_guard_hit);
    self = (mp_allocator){.name = over.small->name, .thread_attach = attach, .thread_detach = detach};
    self.allocate = over.corruption ? fenced_allocate : plain_allocate;
    self.allocate_zeroed = over.corruption ? fenced_allocate_zeroed : plain_allocate_zeroed;
    self.allocate_aligned = over.corruption ? fenced_allocate_aligned : plain_allocate_aligned;
    self.reallocate = over.corruption ? fenced_reallocate : plain_reallocate;
    self.release = over.corruption ? fenced_release : plain_release;
    self.usable_size = over.corruption ? fenced_usable_size : plain_usable_size;
    self.owns = over.corruption ? fenced_owns : plain_owns;
    self.state = over.corruption ? fenced_state : plain_state;
    return &self;
}
