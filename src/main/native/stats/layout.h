/*
 * The shared block as it lies in memory; docs/telemetry-block.md is the specification, this is its C form.
 * Little-endian, no pointers, every 64-bit field on a multiple of 8. Fields are only ever added: at the
 * end of an entry (its stride grows), in reserved space, or as a new part; anything else is a new major.
 */
#ifndef MEMORYPOOL_STATS_LAYOUT_H
#define MEMORYPOOL_STATS_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

#define MP_BLOCK_MAGIC      "MEMPOOL\x1a" /* 8 bytes, without the terminator */
#define MP_BLOCK_MAJOR      1
#define MP_BLOCK_MINOR      1
#define MP_BLOCK_NO_VALUE   UINT64_MAX /* a metric that is not known */
#define MP_BLOCK_NO_SLOT    UINT32_MAX /* a metric that is not in the ring */
#define MP_BLOCK_TOKEN_SIZE 16

typedef enum mp_block_state {
    MP_BLOCK_STARTING = 1,
    MP_BLOCK_LIVE,
    MP_BLOCK_CLOSING,
    MP_BLOCK_DEAD
} mp_block_state;

typedef enum mp_block_flags {
    MP_BLOCK_FLAG_WINE = 1,        /* the process runs under Wine */
    MP_BLOCK_FLAG_FILE = 2,        /* backed by a file in /dev/shm */
    MP_BLOCK_FLAG_SECTION = 4,     /* reachable as the named section */
    MP_BLOCK_FLAG_SHARED_SPARE = 8 /* threads share spare counters: counts may be too low */
} mp_block_flags;

typedef enum mp_part_kind {
    MP_PART_METRICS = 1,
    MP_PART_LIVE,
    MP_PART_SAMPLES,
    MP_PART_EVENTS,
    MP_PART_PATCHES,
    MP_PART_PROPERTIES,
    MP_PART_BUDGETS,
    MP_PART_THREADS /* since 1.1 */
} mp_part_kind;

#define MP_PART_COUNT 8

typedef struct mp_block_header {
    uint8_t magic[8]; /* written last */
    uint16_t major, minor;
    uint32_t header_size;
    uint32_t total_size; /* bytes mapped */
    uint32_t part_count;
    uint32_t part_table; /* offset */
    uint32_t part_stride;
    uint8_t token[MP_BLOCK_TOKEN_SIZE]; /* random, also in the file's name */
    uint32_t state;                     /* mp_block_state */
    uint32_t flags;                     /* mp_block_flags */
    uint32_t mode;                      /* mp_mode */
    uint32_t process_id;                /* as Windows or Wine counts */
    uint64_t start_filetime;            /* UTC, 100 ns since 1601 */
    uint64_t clock_frequency;           /* QueryPerformanceFrequency */
    uint64_t clock_start;               /* QueryPerformanceCounter at time 0 of the block */
    uint64_t heartbeat;                 /* grows by one at least every 250 ms */
    uint64_t heartbeat_clock;           /* QueryPerformanceCounter then */
    uint64_t heartbeat_ns;              /* the same as block time */
    uint32_t sample_period_ms, address_period_ms;
    uint64_t closed_ns; /* block time of the last sample in state closing, else 0 */
    uint8_t reserved[128];
} mp_block_header;

typedef struct mp_block_part {
    uint32_t kind;
    uint32_t offset;  /* of the part from the start of the block, a multiple of 64 */
    uint32_t size;    /* of the part in bytes */
    uint32_t entries; /* offset of entry 0 from the start of the part */
    uint32_t stride;  /* bytes from one entry to the next */
    uint32_t count;   /* entries there is room for */
    uint32_t reserved[2];
} mp_block_part;

typedef struct mp_block_metric {
    char id[48], unit[16], group[32], label[48], description[160];
    uint32_t kind;      /* mp_metric_kind */
    uint32_t live_slot; /* entry of the live part */
    uint32_t ring_slot; /* value of a sample, or MP_BLOCK_NO_SLOT */
    uint32_t reserved;
} mp_block_metric;

/* Head of the live part; the entries are uint64_t. */
typedef struct mp_block_live {
    uint32_t sequence; /* odd while being written */
    uint32_t reserved;
    uint64_t serial; /* of the sample these values belong to */
    uint64_t time_ns;
    uint64_t reserved2;
} mp_block_live;

/* Head of both rings. Serial n lies in entry (n - 1) % count. */
typedef struct mp_block_ring {
    uint64_t newest; /* serial of the newest complete entry, 0 = none */
    uint64_t lost;   /* events that found no room before they reached the ring */
    uint64_t reserved[6];
} mp_block_ring;

typedef struct mp_block_sample {
    uint64_t serial; /* 0 while being written */
    uint64_t time_ns;
    uint64_t values[];
} mp_block_sample;

typedef struct mp_block_event {
    uint64_t serial; /* 0 while being written */
    uint64_t time_ns;
    uint32_t kind, severity; /* mp_event_kind, mp_severity */
    uint64_t a, b;
    char text[152];
} mp_block_event;

/* Head of the tables: patches, properties, budgets, threads. */
typedef struct mp_block_table {
    uint32_t sequence; /* odd while being written */
    uint32_t used;     /* entries that hold something */
    uint64_t time_ns;  /* of the sample the counts belong to; threads only, else 0 */
} mp_block_table;

#define MP_PATCH_HAS_EXPECTED 1
#define MP_PATCH_HAS_FOUND    2

typedef struct mp_block_patch {
    uint32_t address, status; /* mp_patch_status */
    uint32_t length, bytes;   /* of expected and found; which of the two are there */
    uint8_t expected[16], found[16];
    char group[32], name[80];
} mp_block_patch;

typedef struct mp_block_property {
    char key[48], value[208];
} mp_block_property;

typedef struct mp_block_budget {
    char name[48];
    uint32_t before, wanted, now, reserved;
} mp_block_budget;

/* Whose calls an entry of the threads counts. */
typedef enum mp_thread_role {
    MP_THREAD_ONE,      /* a thread that has counters of its own and runs */
    MP_THREAD_MAIN,     /* the same, the game's main thread */
    MP_THREADS_ENDED,   /* all that have ended, together */
    MP_THREADS_UNSHOWN, /* the least busy of those that run, together, when there are more than entries */
    MP_THREADS_SPARE    /* those for whose counters no memory was left, together */
} mp_thread_role;

typedef struct mp_block_thread {
    uint32_t thread_id; /* 0 for entries of several threads */
    uint32_t role;      /* mp_thread_role */
    uint32_t threads;   /* how many the entry stands for */
    uint32_t reserved;
    uint64_t since_ns; /* block time of its first call; 0 for entries of several threads */
    uint64_t allocations, frees, reallocations, failures;
    uint64_t bytes_requested;
    int64_t
        balance; /* usable bytes handed out less those taken back: below 0 when others' blocks were freed */
    uint64_t page_calls;
    char name[80];
} mp_block_thread;

#define MP_OFFSET(type, field, offset)                                                                       \
    _Static_assert(offsetof(type, field) == (offset), #type "." #field " is at " #offset)

_Static_assert(sizeof(mp_block_header) == 256, "header");
MP_OFFSET(mp_block_header, major, 8);
MP_OFFSET(mp_block_header, minor, 10);
MP_OFFSET(mp_block_header, header_size, 12);
MP_OFFSET(mp_block_header, total_size, 16);
MP_OFFSET(mp_block_header, part_count, 20);
MP_OFFSET(mp_block_header, part_table, 24);
MP_OFFSET(mp_block_header, part_stride, 28);
MP_OFFSET(mp_block_header, token, 32);
MP_OFFSET(mp_block_header, state, 48);
MP_OFFSET(mp_block_header, flags, 52);
MP_OFFSET(mp_block_header, mode, 56);
MP_OFFSET(mp_block_header, process_id, 60);
MP_OFFSET(mp_block_header, start_filetime, 64);
MP_OFFSET(mp_block_header, clock_frequency, 72);
MP_OFFSET(mp_block_header, clock_start, 80);
MP_OFFSET(mp_block_header, heartbeat, 88);
MP_OFFSET(mp_block_header, heartbeat_clock, 96);
MP_OFFSET(mp_block_header, heartbeat_ns, 104);
MP_OFFSET(mp_block_header, sample_period_ms, 112);
MP_OFFSET(mp_block_header, address_period_ms, 116);
MP_OFFSET(mp_block_header, closed_ns, 120);
MP_OFFSET(mp_block_header, reserved, 128);

_Static_assert(sizeof(mp_block_part) == 32, "part");
MP_OFFSET(mp_block_part, offset, 4);
MP_OFFSET(mp_block_part, size, 8);
MP_OFFSET(mp_block_part, entries, 12);
MP_OFFSET(mp_block_part, stride, 16);
MP_OFFSET(mp_block_part, count, 20);

_Static_assert(sizeof(mp_block_metric) == 320, "metric");
MP_OFFSET(mp_block_metric, unit, 48);
MP_OFFSET(mp_block_metric, group, 64);
MP_OFFSET(mp_block_metric, label, 96);
MP_OFFSET(mp_block_metric, description, 144);
MP_OFFSET(mp_block_metric, kind, 304);
MP_OFFSET(mp_block_metric, live_slot, 308);
MP_OFFSET(mp_block_metric, ring_slot, 312);

_Static_assert(sizeof(mp_block_live) == 32, "live");
MP_OFFSET(mp_block_live, serial, 8);
MP_OFFSET(mp_block_live, time_ns, 16);

_Static_assert(sizeof(mp_block_ring) == 64, "ring");
MP_OFFSET(mp_block_ring, lost, 8);

_Static_assert(sizeof(mp_block_sample) == 16, "sample");
MP_OFFSET(mp_block_sample, time_ns, 8);

_Static_assert(sizeof(mp_block_event) == 192, "event");
MP_OFFSET(mp_block_event, time_ns, 8);
MP_OFFSET(mp_block_event, kind, 16);
MP_OFFSET(mp_block_event, severity, 20);
MP_OFFSET(mp_block_event, a, 24);
MP_OFFSET(mp_block_event, b, 32);
MP_OFFSET(mp_block_event, text, 40);

_Static_assert(sizeof(mp_block_table) == 16, "table");
MP_OFFSET(mp_block_table, used, 4);
MP_OFFSET(mp_block_table, time_ns, 8);

_Static_assert(sizeof(mp_block_patch) == 160, "patch");
MP_OFFSET(mp_block_patch, status, 4);
MP_OFFSET(mp_block_patch, length, 8);
MP_OFFSET(mp_block_patch, bytes, 12);
MP_OFFSET(mp_block_patch, expected, 16);
MP_OFFSET(mp_block_patch, found, 32);
MP_OFFSET(mp_block_patch, group, 48);
MP_OFFSET(mp_block_patch, name, 80);

_Static_assert(sizeof(mp_block_property) == 256, "property");
MP_OFFSET(mp_block_property, value, 48);

_Static_assert(sizeof(mp_block_budget) == 64, "budget");
MP_OFFSET(mp_block_budget, before, 48);
MP_OFFSET(mp_block_budget, wanted, 52);
MP_OFFSET(mp_block_budget, now, 56);

_Static_assert(sizeof(mp_block_thread) == 160, "thread");
MP_OFFSET(mp_block_thread, role, 4);
MP_OFFSET(mp_block_thread, threads, 8);
MP_OFFSET(mp_block_thread, since_ns, 16);
MP_OFFSET(mp_block_thread, allocations, 24);
MP_OFFSET(mp_block_thread, frees, 32);
MP_OFFSET(mp_block_thread, reallocations, 40);
MP_OFFSET(mp_block_thread, failures, 48);
MP_OFFSET(mp_block_thread, bytes_requested, 56);
MP_OFFSET(mp_block_thread, balance, 64);
MP_OFFSET(mp_block_thread, page_calls, 72);
MP_OFFSET(mp_block_thread, name, 80);

#endif
