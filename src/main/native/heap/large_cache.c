#include "heap/large_cache.h"

#include <emmintrin.h>

#include "heap/lock.h"
#include "heap/os.h"

enum {
    CACHE_LINE = 64,
    SLACK_SHARE = 8,
    SLACK_LEAST = 15 /* units: no run is cut for less */
};

typedef struct shard {
    uint16_t units[MP_CACHE_SLOTS]; /* sizes; 0 marks an empty slot */
    mp_run_id blocks[MP_CACHE_SLOTS];
    mp_lock lock;
    uint32_t bytes;
    uint32_t hand; /* where the search for the next to leave begins */
} shard;

static struct { _Alignas(CACHE_LINE) shard at; } shards[MP_CACHE_SHARDS];

static uint8_t shard_of[1024];
static int threads[MP_CACHE_SHARDS]; /* attached to each, about: it only balances */

_Static_assert(MP_CACHE_SLOTS == 64, "a bit of a word for each slot");
_Static_assert(MP_CACHE_LARGEST / MP_CACHE_UNIT <= INT16_MAX, "sizes are compared as signed words");

/* One bit for each slot whose size is in [least, most]. */
static uint64_t slots_between(const shard *s, unsigned least, unsigned most) {
    const __m128i below = _mm_set1_epi16((short)(least - 1)), above = _mm_set1_epi16((short)(most + 1));
    uint64_t found = 0;
    for (unsigned i = 0; i < MP_CACHE_SLOTS; i += 16) {
        __m128i a = _mm_load_si128((const __m128i *)(const void *)(s->units + i));
        __m128i b = _mm_load_si128((const __m128i *)(const void *)(s->units + i + 8));
        a = _mm_and_si128(_mm_cmpgt_epi16(a, below), _mm_cmpgt_epi16(above, a));
        b = _mm_and_si128(_mm_cmpgt_epi16(b, below), _mm_cmpgt_epi16(above, b));
        found |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_packs_epi16(a, b)) << i;
    }
    return found;
}

static mp_run_id clear(shard *s, unsigned slot) {
    __atomic_store_n(&s->bytes, s->bytes - s->units[slot] * (uint32_t)MP_CACHE_UNIT, __ATOMIC_RELAXED);
    s->units[slot] = 0;
    return s->blocks[slot];
}

/* The calling thread's place in the table of shards; two threads that share one share a shard. */
static uint8_t *place(void) {
    return &shard_of[mp_os_thread_number() % sizeof shard_of];
}

static shard *mine(void) {
    return &shards[__atomic_load_n(place(), __ATOMIC_RELAXED)].at;
}

void mp_cache_attach(void) {
    uint8_t least = 0;
    for (uint8_t i = 1; i < MP_CACHE_SHARDS; i++) {
        if (__atomic_load_n(&threads[i], __ATOMIC_RELAXED) <
            __atomic_load_n(&threads[least], __ATOMIC_RELAXED)) {
            least = i;
        }
    }
    __atomic_add_fetch(&threads[least], 1, __ATOMIC_RELAXED);
    __atomic_store_n(place(), least, __ATOMIC_RELAXED);
}

unsigned mp_cache_detach(void) {
    uint8_t index = __atomic_exchange_n(place(), 0, __ATOMIC_RELAXED);
    __atomic_sub_fetch(&threads[index], 1, __ATOMIC_RELAXED);
    return index;
}

mp_run_id mp_cache_take(uint32_t size) {
    shard *s = mine();
    unsigned least = size / MP_CACHE_UNIT;
    if (!mp_lock_enter(&s->lock)) {
        return 0;
    }
    unsigned slack = least / SLACK_SHARE > SLACK_LEAST ? least / SLACK_SHARE : SLACK_LEAST;
    uint64_t fitting = slots_between(s, least, least + slack);
    mp_run_id id = fitting != 0 ? clear(s, (unsigned)__builtin_ctzll(fitting)) : 0;
    mp_lock_leave(&s->lock);
    return id;
}

/* The occupied slot the hand comes to next. */
static unsigned next_to_leave(shard *s, uint64_t occupied) {
    uint64_t ahead = occupied & UINT64_MAX << s->hand;
    unsigned slot = (unsigned)__builtin_ctzll(ahead != 0 ? ahead : occupied);
    s->hand = (slot + 1) % MP_CACHE_SLOTS;
    return slot;
}

bool mp_cache_keep(mp_run_id id, uint32_t size, mp_run_id *evicted) {
    shard *s = mine();
    *evicted = 0;
    if (!mp_lock_enter(&s->lock)) {
        return false;
    }
    uint64_t empty = slots_between(s, 0, 0);
    if (empty == 0 || s->bytes + size > MP_CACHE_SHARD_BYTES) {
        unsigned slot = next_to_leave(s, ~empty);
        *evicted = clear(s, slot);
        empty |= (uint64_t)1 << slot;
    }
    unsigned slot = (unsigned)__builtin_ctzll(empty);
    s->units[slot] = (uint16_t)(size / MP_CACHE_UNIT);
    s->blocks[slot] = id;
    __atomic_store_n(&s->bytes, s->bytes + size, __ATOMIC_RELAXED);
    mp_lock_leave(&s->lock);
    return true;
}

unsigned mp_cache_empty(unsigned index, mp_run_id *out) {
    shard *s = &shards[index].at;
    unsigned count = 0;
    if (__atomic_load_n(&s->bytes, __ATOMIC_RELAXED) == 0 || !mp_lock_enter(&s->lock)) {
        return 0;
    }
    for (unsigned slot = 0; slot < MP_CACHE_SLOTS; slot++) {
        if (s->units[slot] != 0) {
            out[count++] = clear(s, slot);
        }
    }
    mp_lock_leave(&s->lock);
    return count;
}

size_t mp_cache_bytes(void) {
    size_t bytes = 0;
    for (unsigned i = 0; i < MP_CACHE_SHARDS; i++) {
        bytes += __atomic_load_n(&shards[i].at.bytes, __ATOMIC_RELAXED);
    }
    return bytes;
}
