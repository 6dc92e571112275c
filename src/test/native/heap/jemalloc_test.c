/* Which jemalloc.dll is taken, and that every block of every thread lies where we say it does. */
#include <stdint.h>
#include <string.h>

#include <windows.h>

#include "check.h"
#include "heap/extents.h"
#include "heap/jemalloc.h"
#include "workers.h"

static const mp_allocator *const heap = &mp_allocator_jemalloc;
static unsigned astray;

/* Sizes of every kind: the smallest, slabs, whole extents, and beyond the size that has an arena of its own.
 */
static void one_thread(unsigned index) {
    static const size_t sizes[] = {1, 8, 24, 700, 3000, 14000, 40000, 300000, 2000000, 9000000};
    enum { SIZES = sizeof sizes / sizeof sizes[0] };
    heap->thread_attach();
    for (unsigned round = 0; round < 40; round++) {
        void *blocks[SIZES];
        for (unsigned i = 0; i < SIZES; i++) {
            size_t size = sizes[i] + (index * 131 + round * 17) % 100;
            blocks[i] = heap->allocate(size);
            bool ours = blocks[i] && heap->owns(blocks[i]) && heap->owns((char *)blocks[i] + size - 1);
            __atomic_fetch_add(&astray, !ours, __ATOMIC_RELAXED);
        }
        for (unsigned i = 0; i < SIZES; i++) {
            if (blocks[i]) {
                heap->release(blocks[i]);
            }
        }
    }
}

int main(void) {
    char reason[200] = "";
    mp_allocator_options nowhere = {.library_folder = L"nowhere", .game_folder = L"."};
    CHECK(!heap->start(&nowhere, reason, sizeof reason));
    CHECK(strstr(reason, "missing") != NULL);
    CHECK(mp_jemalloc_path()[0] == L'\0');

    mp_allocator_options other = {.library_folder = L"not-jemalloc", .game_folder = L"not-jemalloc"};
    CHECK(!heap->start(&other, reason, sizeof reason));
    CHECK(strstr(reason, "not the one") != NULL && strstr(reason, "lacks a function") != NULL);

    mp_allocator_options beside = {
        .library_folder = L"not-jemalloc", .game_folder = L"libraries", .pretouch_bytes = 3 << 20};
    CHECK(heap->start(&beside, reason, sizeof reason));
    CHECK(wcscmp(mp_jemalloc_path(), L"libraries\\jemalloc.dll") == 0);

    mp_workers_run(8, one_thread);
    CHECK(astray == 0);

    void *theirs = HeapAlloc(GetProcessHeap(), 0, 5000);
    CHECK(!heap->owns(theirs));
    HeapFree(GetProcessHeap(), 0, theirs);
    mp_allocator_state state;
    heap->state(&state);
    CHECK(state.regions > 0 && state.committed > 0 && state.committed <= state.reserved);
    return mp_check_report("jemalloc");
}
