package io.github.memorypoolnvse.telemetry;

/** Offsets and sizes of the shared block, version 1, as docs/telemetry-block.md lays them down. */
final class BlockLayout {

    static final long MAGIC = 0x1A4C4F4F504D454DL; // "MEMPOOL\x1a", little-endian
    static final int MAJOR = 1;

    static final int HEADER_SIZE = 256;
    static final int HEADER_MAJOR = 8;
    static final int HEADER_MINOR = 10;
    static final int HEADER_HEADER_SIZE = 12;
    static final int HEADER_TOTAL_SIZE = 16;
    static final int HEADER_PART_COUNT = 20;
    static final int HEADER_PART_TABLE = 24;
    static final int HEADER_PART_STRIDE = 28;
    static final int HEADER_TOKEN = 32;
    static final int HEADER_STATE = 48;
    static final int HEADER_FLAGS = 52;
    static final int HEADER_MODE = 56;
    static final int HEADER_PROCESS_ID = 60;
    static final int HEADER_START_FILETIME = 64;
    static final int HEADER_CLOCK_FREQUENCY = 72;
    static final int HEADER_CLOCK_START = 80;
    static final int HEADER_HEARTBEAT = 88;
    static final int HEADER_HEARTBEAT_CLOCK = 96;
    static final int HEADER_HEARTBEAT_NS = 104;
    static final int HEADER_SAMPLE_PERIOD = 112;
    static final int HEADER_ADDRESS_PERIOD = 116;
    static final int HEADER_CLOSED_NS = 120;

    static final int TOKEN_SIZE = 16;

    static final int PART_SIZE = 32;
    static final int PART_KIND = 0;
    static final int PART_OFFSET = 4;
    static final int PART_BYTES = 8;
    static final int PART_ENTRIES = 12;
    static final int PART_STRIDE = 16;
    static final int PART_ENTRY_COUNT = 20;

    static final int METRIC_SIZE = 320;
    static final int METRIC_ID = 0;
    static final int METRIC_UNIT = 48;
    static final int METRIC_GROUP = 64;
    static final int METRIC_LABEL = 96;
    static final int METRIC_DESCRIPTION = 144;
    static final int METRIC_KIND = 304;
    static final int METRIC_LIVE_SLOT = 308;
    static final int METRIC_RING_SLOT = 312;
    static final int METRIC_NO_SLOT = -1;

    static final int LIVE_HEAD = 32;
    static final int LIVE_SEQUENCE = 0;
    static final int LIVE_SERIAL = 8;
    static final int LIVE_TIME = 16;

    static final int RING_HEAD = 64;
    static final int RING_NEWEST = 0;
    static final int RING_LOST = 8;

    static final int SAMPLE_SIZE = 16;
    static final int SAMPLE_SERIAL = 0;
    static final int SAMPLE_TIME = 8;
    static final int SAMPLE_VALUES = 16;

    static final int EVENT_SIZE = 192;
    static final int EVENT_SERIAL = 0;
    static final int EVENT_TIME = 8;
    static final int EVENT_KIND = 16;
    static final int EVENT_SEVERITY = 20;
    static final int EVENT_A = 24;
    static final int EVENT_B = 32;
    static final int EVENT_TEXT = 40;

    static final int TABLE_HEAD = 16;
    static final int TABLE_SEQUENCE = 0;
    static final int TABLE_USED = 4;
    static final int TABLE_TIME = 8;

    static final int PATCH_SIZE = 160;
    static final int PATCH_ADDRESS = 0;
    static final int PATCH_STATUS = 4;
    static final int PATCH_LENGTH = 8;
    static final int PATCH_BYTES = 12;
    static final int PATCH_EXPECTED = 16;
    static final int PATCH_FOUND = 32;
    static final int PATCH_GROUP = 48;
    static final int PATCH_NAME = 80;
    static final int PATCH_MAX_BYTES = 16;
    static final int PATCH_HAS_EXPECTED = 1;
    static final int PATCH_HAS_FOUND = 2;

    static final int PROPERTY_SIZE = 256;
    static final int PROPERTY_KEY = 0;
    static final int PROPERTY_VALUE = 48;

    static final int BUDGET_SIZE = 64;
    static final int BUDGET_NAME = 0;
    static final int BUDGET_BEFORE = 48;
    static final int BUDGET_WANTED = 52;
    static final int BUDGET_NOW = 56;

    static final int THREAD_SIZE = 160;
    static final int THREAD_ID = 0;
    static final int THREAD_ROLE = 4;
    static final int THREAD_THREADS = 8;
    static final int THREAD_SINCE = 16;
    static final int THREAD_ALLOCATIONS = 24;
    static final int THREAD_FREES = 32;
    static final int THREAD_REALLOCATIONS = 40;
    static final int THREAD_FAILURES = 48;
    static final int THREAD_BYTES_REQUESTED = 56;
    static final int THREAD_BALANCE = 64;
    static final int THREAD_PAGE_CALLS = 72;
    static final int THREAD_NAME = 80;

    private BlockLayout() {}

    /** The parts of a block, with what each needs at least. */
    enum Kind {
        METRICS(1, 0, METRIC_SIZE),
        LIVE(2, LIVE_HEAD, 8),
        SAMPLES(3, RING_HEAD, SAMPLE_SIZE),
        EVENTS(4, RING_HEAD, EVENT_SIZE),
        PATCHES(5, TABLE_HEAD, PATCH_SIZE),
        PROPERTIES(6, TABLE_HEAD, PROPERTY_SIZE),
        BUDGETS(7, TABLE_HEAD, BUDGET_SIZE),
        /** Since version 1.1. */
        THREADS(8, TABLE_HEAD, THREAD_SIZE);

        final int code;
        final int headSize;
        final int entrySize;

        Kind(int code, int headSize, int entrySize) {
            this.code = code;
            this.headSize = headSize;
            this.entrySize = entrySize;
        }
    }
}
