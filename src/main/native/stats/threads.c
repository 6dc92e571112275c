#include "threads.h"

#include <string.h>

#include "os.h"
#include "thread_names.h"

enum { STATE_LIVE, STATE_ENDED, STATE_FREE };

#define CACHE_LINE    64
#define COUNTERS      (sizeof(mp_counters) / sizeof(uint64_t))
#define FIRST_SLOTS   32
#define SLAB_BYTES    65536
#define READ_ATTEMPTS 8

/* What one thread owns, and behind it, on lines of its own, what the sampler last read and found out of it.
 */
typedef struct slot {
    __attribute__((aligned(CACHE_LINE))) mp_thread thread;
    __attribute__((aligned(CACHE_LINE))) uint64_t seen[COUNTERS];
    uint64_t since_ns; /* by the owner, before its thread_id */
    uint32_t named_id; /* whom the name is of */
    char name[sizeof(((mp_block_thread *)0)->name)];
} slot;

_Static_assert(offsetof(mp_thread, path) == 0, "counters come first");
_Static_assert(offsetof(mp_thread, histogram) == offsetof(mp_counters, histogram), "same order");
_Static_assert(offsetof(mp_thread, thread_id) == sizeof(mp_counters), "counters are contiguous");

static slot first_slots[FIRST_SLOTS];
static slot spare;
static uint32_t first_taken;
static slot *slab;         /* under slab_lock */
static uint32_t slab_left; /* under slab_lock */
static mp_lock slab_lock = MP_LOCK_FREE;

static mp_thread *all_threads = &spare.thread; /* grows at the head, nothing is ever taken out */
static mp_counters ended_threads;              /* sampler */
static uint64_t started, sharing;
static uint32_t main_thread_id;

static void (*heap_attach)(mp_thread *);
static void (*heap_detach)(mp_thread *);

/* --- the system ------------------------------------------------------------------------------------- */

#ifdef _WIN32

#define TLS_SLOTS_OFFSET   0xE10 /* TEB.TlsSlots */
#define TLS_SLOTS          64
#define ALWAYS_NULL_OFFSET 0x1C /* NT_TIB.EnvironmentPointer, which Win32 leaves NULL */

uint32_t mp_thread_slot_offset = ALWAYS_NULL_OFFSET;
static DWORD tls_index = TLS_OUT_OF_INDEXES;

bool mp_threads_start(void) {
    if (tls_index != TLS_OUT_OF_INDEXES) {
        return true;
    }
    DWORD index = TlsAlloc();
    if (index >= TLS_SLOTS) {
        if (index != TLS_OUT_OF_INDEXES) {
            TlsFree(index);
        }
        return false;
    }
    tls_index = index;
    mp_thread_slot_offset = TLS_SLOTS_OFFSET + 4 * index;
    main_thread_id = GetCurrentThreadId();
    return true;
}

static mp_thread *current_slot(void) {
    return tls_index == TLS_OUT_OF_INDEXES ? NULL : TlsGetValue(tls_index);
}

static void set_current_slot(mp_thread *thread) {
    if (tls_index != TLS_OUT_OF_INDEXES) {
        TlsSetValue(tls_index, thread);
    }
}

static bool started_up(void) {
    return tls_index != TLS_OUT_OF_INDEXES;
}

static uint32_t current_thread_id(void) {
    return GetCurrentThreadId();
}

static void *system_memory(void) {
    return VirtualAlloc(NULL, SLAB_BYTES, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
}

static bool thread_gone(uint32_t thread_id) {
    HANDLE thread = OpenThread(SYNCHRONIZE | THREAD_QUERY_INFORMATION, FALSE, thread_id);
    if (thread == NULL) {
        return GetLastError() == ERROR_INVALID_PARAMETER;
    }
    bool gone = WaitForSingleObject(thread, 0) == WAIT_OBJECT_0 ||
                GetProcessIdOfThread(thread) != GetCurrentProcessId();
    CloseHandle(thread);
    return gone;
}

#else

#include <stdlib.h>

__thread mp_thread *mp_thread_host_slot;
uint32_t mp_thread_slot_offset;

static uint32_t current_thread_id(void);

bool mp_threads_start(void) {
    main_thread_id = current_thread_id();
    return true;
}

static mp_thread *current_slot(void) {
    return mp_thread_host_slot;
}

static void set_current_slot(mp_thread *thread) {
    mp_thread_host_slot = thread;
}

static bool started_up(void) {
    return true;
}

static uint32_t current_thread_id(void) {
    static uint32_t next_id;
    static __thread uint32_t id; /* 0: not given yet */
    if (id == 0) {
        id = __atomic_add_fetch(&next_id, 1, __ATOMIC_RELAXED);
    }
    return id;
}

static void *system_memory(void) {
    void *memory = NULL;
    return posix_memalign(&memory, CACHE_LINE, SLAB_BYTES) == 0 ? memset(memory, 0, SLAB_BYTES) : NULL;
}

static bool thread_gone(uint32_t thread_id) {
    (void)thread_id;
    return false;
}

#endif

/* --- attaching and ending --------------------------------------------------------------------------- */

static void push(mp_thread *thread) {
    mp_thread *head = __atomic_load_n(&all_threads, __ATOMIC_RELAXED);
    do {
        thread->next = head;
    } while (
        !__atomic_compare_exchange_n(&all_threads, &head, thread, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED));
}

static slot *slot_of(mp_thread *thread) {
    return (slot *)(void *)thread;
}

static mp_thread *first(void) {
    return __atomic_load_n(&all_threads, __ATOMIC_ACQUIRE);
}

static mp_thread *recycled(void) {
    for (mp_thread *thread = first(); thread != NULL; thread = thread->next) {
        uint32_t state = STATE_FREE;
        if (__atomic_load_n(&thread->state, __ATOMIC_RELAXED) == STATE_FREE &&
            __atomic_compare_exchange_n(&thread->state, &state, STATE_LIVE, false, __ATOMIC_ACQUIRE,
                                        __ATOMIC_RELAXED)) {
            return thread;
        }
    }
    return NULL;
}

static slot *carve(void) {
    uint32_t index = __atomic_load_n(&first_taken, __ATOMIC_RELAXED);
    while (index < FIRST_SLOTS) {
        if (__atomic_compare_exchange_n(&first_taken, &index, index + 1, false, __ATOMIC_RELAXED,
                                        __ATOMIC_RELAXED)) {
            return &first_slots[index];
        }
    }
    slot *carved = NULL;
    mp_lock_take(&slab_lock);
    if (slab_left == 0) {
        slab = system_memory();
        slab_left = slab == NULL ? 0 : SLAB_BYTES / sizeof(slot);
    }
    if (slab_left != 0) {
        carved = &slab[--slab_left];
    }
    mp_lock_give(&slab_lock);
    return carved;
}

static mp_thread *new_counters(void) {
    mp_thread *thread = recycled();
    if (thread != NULL) {
        return thread;
    }
    slot *carved = carve();
    if (carved == NULL) {
        return NULL;
    }
    push(&carved->thread);
    return &carved->thread;
}

mp_thread *mp_thread_attach(void) {
    mp_thread *thread = current_slot();
    if (thread != NULL) {
        return thread;
    }
    if (!started_up()) {
        return &spare.thread;
    }
    thread = new_counters();
    if (thread == NULL) {
        thread = &spare.thread;
        __atomic_add_fetch(&sharing, 1, __ATOMIC_RELAXED);
    } else {
        __atomic_store_n(&slot_of(thread)->since_ns, mp_clock_ns(), __ATOMIC_RELAXED);
        __atomic_store_n(&thread->thread_id, current_thread_id(), __ATOMIC_RELEASE);
    }
    __atomic_add_fetch(&started, 1, __ATOMIC_RELAXED);
    set_current_slot(thread);
    if (heap_attach != NULL) {
        heap_attach(thread);
    }
    return thread;
}

void mp_thread_end(void) {
    mp_thread *thread = current_slot();
    if (thread == NULL) {
        return;
    }
    if (heap_detach != NULL) {
        heap_detach(thread);
    }
    set_current_slot(NULL);
    if (thread != &spare.thread) {
        __atomic_store_n(&thread->state, STATE_ENDED, __ATOMIC_RELEASE);
    }
}

void mp_threads_set_heap(void (*attach)(mp_thread *thread), void (*detach)(mp_thread *thread)) {
    heap_attach = attach;
    heap_detach = detach;
}

/* --- sums ------------------------------------------------------------------------------------------- */

static uint64_t *counters_of(mp_thread *thread) {
    return (uint64_t *)(void *)thread;
}

/* A value below the last one was read between the halves of a write. Its owner may have been put to sleep
 * right there, so after a few attempts the last value stands until the next sample. */
static uint64_t read_counter(const uint64_t *counter, uint64_t *seen) {
    for (int attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
        uint64_t value = __atomic_load_n(counter, __ATOMIC_ACQUIRE);
        if (value >= *seen) {
            *seen = value;
            break;
        }
    }
    return *seen;
}

static bool is_release(size_t counter) {
    size_t offset = counter * sizeof(uint64_t);
    size_t in_path = offset % sizeof(mp_path_counters);
    return offset < offsetof(mp_counters, histogram) &&
           (in_path == offsetof(mp_path_counters, frees) || in_path == offsetof(mp_path_counters, bytes_out));
}

static void add_counters(mp_thread *thread, uint64_t *sums, bool releases) {
    uint64_t *counters = counters_of(thread);
    uint64_t *seen = slot_of(thread)->seen;
    for (size_t i = 0; i < COUNTERS; i++) {
        if (is_release(i) == releases) {
            sums[i] += read_counter(&counters[i], &seen[i]);
        }
    }
}

static void fold(mp_thread *thread) {
    uint64_t *counters = counters_of(thread);
    uint64_t *sums = (uint64_t *)(void *)&ended_threads;
    for (size_t i = 0; i < COUNTERS; i++) {
        sums[i] += __atomic_load_n(&counters[i], __ATOMIC_RELAXED);
        __atomic_store_n(&counters[i], 0, __ATOMIC_RELAXED);
    }
    memset(slot_of(thread)->seen, 0, sizeof(((slot *)0)->seen));
    slot_of(thread)->named_id = 0;
    __atomic_store_n(&thread->thread_id, 0, __ATOMIC_RELAXED);
    __atomic_store_n(&thread->state, STATE_FREE, __ATOMIC_RELEASE);
}

static void fold_ended(void) {
    for (mp_thread *thread = first(); thread != NULL; thread = thread->next) {
        if (__atomic_load_n(&thread->state, __ATOMIC_ACQUIRE) == STATE_ENDED) {
            fold(thread);
        }
    }
}

void mp_threads_sum(mp_thread_sums *out) {
    fold_ended();
    out->counters = ended_threads;
    out->live = 0;
    uint64_t *sums = (uint64_t *)(void *)&out->counters;
    for (mp_thread *thread = first(); thread != NULL; thread = thread->next) {
        add_counters(thread, sums, true);
    }
    for (mp_thread *thread = first(); thread != NULL; thread = thread->next) {
        add_counters(thread, sums, false);
        out->live +=
            thread != &spare.thread && __atomic_load_n(&thread->state, __ATOMIC_RELAXED) == STATE_LIVE;
    }
    out->started = __atomic_load_n(&started, __ATOMIC_RELAXED);
    out->sharing = __atomic_load_n(&sharing, __ATOMIC_RELAXED);
}

/* The id of a thread that runs or has only just ended, 0 for a slot nobody has and for the spare. */
static uint32_t id_of(const mp_thread *thread) {
    return __atomic_load_n(&thread->thread_id, __ATOMIC_ACQUIRE);
}

static mp_thread_view view_of(mp_thread *thread, uint32_t id) {
    slot *of = slot_of(thread);
    return (mp_thread_view){
        .counters = (const mp_counters *)(const void *)of->seen,
        .role = id == main_thread_id ? MP_THREAD_MAIN : MP_THREAD_ONE,
        .thread_id = id,
        .threads = 1,
        .since_ns = __atomic_load_n(&of->since_ns, __ATOMIC_RELAXED),
        .name = of->named_id == id ? of->name : "",
    };
}

static uint32_t less(uint64_t from, uint64_t amount) {
    return from > amount ? (uint32_t)(from - amount) : 0;
}

void mp_threads_visit(void (*visit)(const mp_thread_view *view, void *context), void *context) {
    uint64_t shared = __atomic_load_n(&sharing, __ATOMIC_RELAXED);
    uint64_t with_counters = less(__atomic_load_n(&started, __ATOMIC_RELAXED), shared);
    uint32_t running = 0;
    for (mp_thread *thread = first(); thread != NULL; thread = thread->next) {
        uint32_t id = id_of(thread);
        if (id != 0) {
            mp_thread_view view = view_of(thread, id);
            running++;
            visit(&view, context);
        }
    }
    static const mp_counters nothing;
    if (shared != 0 || memcmp(spare.seen, &nothing, sizeof nothing) != 0) {
        visit(&(mp_thread_view){(const mp_counters *)(const void *)spare.seen, MP_THREADS_SPARE, 0,
                                (uint32_t)shared, 0, ""},
              context);
    }
    visit(&(mp_thread_view){&ended_threads, MP_THREADS_ENDED, 0, less(with_counters, running), 0, ""},
          context);
}

void mp_threads_find_names(bool of_all) {
    for (mp_thread *thread = first(); thread != NULL; thread = thread->next) {
        uint32_t id = id_of(thread);
        slot *of = slot_of(thread);
        if (id != 0 && (of_all || of->named_id != id)) {
            of->named_id = id;
            mp_thread_name(id, of->name, sizeof of->name);
        }
    }
}

void mp_threads_find_gone(void) {
    for (mp_thread *thread = first(); thread != NULL; thread = thread->next) {
        uint32_t id = __atomic_load_n(&thread->thread_id, __ATOMIC_RELAXED);
        uint32_t state = STATE_LIVE;
        if (id != 0 && __atomic_load_n(&thread->state, __ATOMIC_ACQUIRE) == STATE_LIVE && thread_gone(id)) {
            __atomic_compare_exchange_n(&thread->state, &state, STATE_ENDED, false, __ATOMIC_ACQ_REL,
                                        __ATOMIC_RELAXED);
        }
    }
}
