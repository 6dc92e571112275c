/* The scrap heap by the engine's rules: a stack freed in any order, what exceeds it, and what is no block. */
#include "engine/scrapheap.h"

#include <string.h>
#include <windows.h>

#include "check.h"
#include "engine/outofmemory.h"
#include "engine/scrap_buffers.h"
#include "heap/heap.h"

/* --- what the scrap heap stands on ---------------------------------------------------------------------- */

static mp_thread counters;
static DWORD slot;
uint32_t mp_thread_slot_offset;
mp_heap_active mp_heap_current;
static unsigned corruption, passes;

mp_thread *mp_thread_attach(void) {
    TlsSetValue(slot, &counters);
    return &counters;
}

void mp_event(mp_event_kind kind, mp_severity severity, uint64_t a, uint64_t b, const char *format, ...) {
    (void)severity, (void)a, (void)b, (void)format;
    corruption += kind == MP_EVENT_CORRUPTION;
}

void *mp_outofmemory_retry(void *manager, void *(*attempt)(void *block, size_t size), void *block,
                           size_t size) {
    (void)manager;
    passes++;
    return attempt(block, size);
}

static const mp_path_counters *scrap(void) {
    return &counters.path[MP_PATH_SCRAP];
}

/* --- tests ---------------------------------------------------------------------------------------------- */

static mp_scrap_heap new_heap(void) {
    mp_scrap_heap heap;
    memset(&heap, 0xCC, sizeof heap); /* the engine constructs on memory as it comes */
    CHECK(mp_scrapheap_construct(&heap) == &heap);
    CHECK(heap.base != NULL && heap.current == heap.base && heap.commit_end > heap.base && heap.last == NULL);
    return heap;
}

static void blocks_are_aligned_and_tell_their_size(void) {
    mp_scrap_heap heap = new_heap();
    for (size_t alignment = 1; alignment <= 4096; alignment *= 2) {
        uint8_t *block = mp_scrapheap_allocate(&heap, 100, alignment);
        CHECK(block != NULL && (uintptr_t)block % (alignment < 8 ? 8 : alignment) == 0);
        CHECK(((mp_scrap_block *)(void *)block)[-1].size == 100);
        memset(block, 0x5A, 100);
    }
    mp_scrapheap_purge(&heap);
    CHECK(heap.base == NULL && heap.last == NULL);
}

static void blocks_are_freed_in_any_order(void) {
    mp_scrap_heap heap = new_heap();
    uint8_t *first = mp_scrapheap_allocate(&heap, 16, 8), *second = mp_scrapheap_allocate(&heap, 16, 8);
    uint8_t *third = mp_scrapheap_allocate(&heap, 16, 8);
    uint8_t *before = heap.current;
    mp_scrapheap_free(&heap, second);
    CHECK(heap.current == before && heap.last == (mp_scrap_block *)(void *)third - 1);
    mp_scrapheap_free(&heap, third);
    CHECK(heap.last == (mp_scrap_block *)(void *)first - 1);
    CHECK(mp_scrapheap_allocate(&heap, 16, 8) == second);
    mp_scrapheap_free(&heap, second);
    mp_scrapheap_free(&heap, first);
    CHECK(heap.current == heap.base && heap.last == NULL);
    mp_scrapheap_purge(&heap);
}

static void everything_is_counted_once(void) {
    mp_scrap_heap heap = new_heap();
    mp_path_counters was = *scrap();
    void *kept = mp_scrapheap_allocate(&heap, 300, 8), *freed = mp_scrapheap_allocate(&heap, 200, 8);
    mp_scrapheap_free(&heap, NULL);
    mp_scrapheap_free(&heap, freed);
    CHECK(kept != NULL && scrap()->allocations == was.allocations + 2 && scrap()->frees == was.frees + 1);
    CHECK(scrap()->bytes_in - was.bytes_in == 500 && scrap()->bytes_out - was.bytes_out == 200);
    mp_scrapheap_purge(&heap);
    CHECK(scrap()->frees == was.frees + 2 &&
          scrap()->bytes_in - scrap()->bytes_out == was.bytes_in - was.bytes_out);
}

static void what_does_not_fit_gets_room_of_its_own(void) {
    mp_scrap_heap heap = new_heap();
    uint8_t *blocks[12];
    for (int i = 0; i < 12; i++) {
        blocks[i] = mp_scrapheap_allocate(&heap, 1 << 20, 16);
        CHECK(blocks[i] != NULL && (uintptr_t)blocks[i] % 16 == 0);
        memset(blocks[i], i, 1 << 20);
    }
    uint8_t *huge = mp_scrapheap_allocate(&heap, 20 << 20, 16);
    CHECK(huge != NULL && mp_scrap_buffer_containing(huge)->single);
    uint64_t frees = scrap()->frees;
    mp_scrapheap_free(&heap, huge);
    for (int i = 0; i < 12; i++) {
        CHECK(blocks[i][0] == i && blocks[i][(1 << 20) - 1] == i);
        mp_scrapheap_free(&heap, blocks[i]);
    }
    CHECK(scrap()->frees == frees + 13 && heap.last == NULL && corruption == 0);
    CHECK(mp_scrap_buffer_containing(huge) == NULL);
    mp_scrapheap_purge(&heap);
}

static void memory_long_unused_goes_back(void) {
    mp_scrap_heap heap = new_heap();
    mp_scrapheap_free(&heap, mp_scrapheap_allocate(&heap, 6 << 20, 8));
    CHECK(heap.commit_end - heap.base > 6 << 20);
    for (int i = 0; i < 1000; i++)
        mp_scrapheap_free(&heap, mp_scrapheap_allocate(&heap, 64, 8));
    CHECK(heap.commit_end - heap.base <= 1 << 20);
    uint8_t *again = mp_scrapheap_allocate(&heap, 6 << 20, 8);
    memset(again, 1, 6 << 20);
    mp_scrapheap_purge(&heap);
}

static void what_is_no_live_block_is_reported(void) {
    static uint8_t strange[64];
    mp_scrap_heap heap = new_heap(), other = new_heap();
    uint8_t *first = mp_scrapheap_allocate(&heap, 16, 8), *second = mp_scrapheap_allocate(&heap, 16, 8);
    corruption = 0;
    uint64_t frees = scrap()->frees;
    mp_scrapheap_free(&heap, strange + 32);
    CHECK(corruption == 1);
    mp_scrapheap_free(&heap, first);
    mp_scrapheap_free(&heap, first);
    CHECK(corruption == 2 && scrap()->frees == frees + 1);
    mp_scrapheap_free(&other, second); /* through another thread's heap: gone once its own unwinds */
    CHECK(corruption == 2 && scrap()->frees == frees + 2);
    mp_scrapheap_free(&heap, mp_scrapheap_allocate(&heap, 16, 8));
    CHECK(heap.last == NULL);
    corruption = 0;
    mp_scrapheap_purge(&heap);
    mp_scrapheap_purge(&other);
}

static mp_scrap_heap *heap_of_ended;
static uint8_t *block_of_ended;

static DWORD WINAPI leave_a_block(LPVOID argument) {
    heap_of_ended = mp_scrapheap_of_thread(NULL);
    CHECK(heap_of_ended == mp_scrapheap_of_thread(NULL));
    block_of_ended = mp_scrapheap_allocate(heap_of_ended, 4096, 16);
    memset(block_of_ended, 7, 4096);
    if (argument == NULL)
        mp_scrapheap_free(heap_of_ended, block_of_ended);
    return 0;
}

static void run_thread(void *argument) {
    HANDLE thread = CreateThread(NULL, 0, leave_a_block, argument, 0, NULL);
    WaitForSingleObject(thread, INFINITE);
    CloseHandle(thread);
}

static void an_ended_thread_leaves_live_blocks_alone(void) {
    run_thread(&slot);
    CHECK(block_of_ended[0] == 7 && block_of_ended[4095] == 7);
    uint8_t *buffer = heap_of_ended->base;
    mp_scrapheap_free(heap_of_ended, block_of_ended);
    CHECK(heap_of_ended->base == NULL);
    run_thread(NULL);
    CHECK(mp_scrap_buffer_containing(buffer) != NULL && corruption == 0);
}

int main(void) {
    slot = TlsAlloc();
    mp_thread_slot_offset = 0xE10 + 4 * slot;
    CHECK(mp_scrapheap_start());
    blocks_are_aligned_and_tell_their_size();
    blocks_are_freed_in_any_order();
    everything_is_counted_once();
    what_does_not_fit_gets_room_of_its_own();
    memory_long_unused_goes_back();
    what_is_no_live_block_is_reported();
    an_ended_thread_leaves_live_blocks_alone();
    CHECK(passes == 0);
    return check_result();
}
