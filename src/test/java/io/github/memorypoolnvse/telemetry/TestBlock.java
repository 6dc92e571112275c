package io.github.memorypoolnvse.telemetry;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a block by docs/telemetry-block.md, apart from the plugin and from the reader: the numbers here are the
 * document's. Publishes as the plugin does, so a reader on another thread may look on.
 */
final class TestBlock {

    static final List<String> METRICS = List.of("engine.allocations", "total.live_bytes", "frame.count", "size.00");
    static final int SAMPLES = 32;
    static final int EVENTS = 8;
    static final int SAMPLED = 3;

    private static final int SAMPLE_STRIDE = 16 + 8 * SAMPLED;
    private static final int METRICS_AT = 512;
    private static final int LIVE_AT = METRICS_AT + 4 * 320;
    private static final int SAMPLES_AT = LIVE_AT + 64;
    private static final int EVENTS_AT = SAMPLES_AT + 64 + SAMPLES * SAMPLE_STRIDE;
    private static final int PATCHES_AT = EVENTS_AT + 64 + EVENTS * 192;
    private static final int PROPERTIES_AT = PATCHES_AT + 16 + 4 * 160;
    private static final int BUDGETS_AT = PROPERTIES_AT + 16 + 4 * 256;
    private static final int THREADS_AT = BUDGETS_AT + 16 + 4 * 64;
    static final int SIZE = THREADS_AT + 16 + 4 * 160;

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    final MemorySegment memory;
    private long newestSample;
    private long newestEvent;
    private long heartbeat;

    TestBlock(Arena arena) {
        this(arena.allocate(SIZE, 64));
    }

    /** Lays a block of version 1.0 out in zeroed memory, state starting, without the magic. */
    TestBlock(MemorySegment memory) {
        this.memory = memory;
        memory.set(SHORT, 8, (short) 1);
        memory.set(INT, 12, 256);
        memory.set(INT, 16, SIZE);
        memory.set(INT, 20, 7);
        memory.set(INT, 24, 256);
        memory.set(INT, 28, 32);
        for (int i = 0; i < 16; i++) {
            memory.set(ValueLayout.JAVA_BYTE, 32 + i, (byte) (i * 17));
        }
        memory.set(INT, 48, 1);
        memory.set(INT, 52, 1 | 2);
        memory.set(INT, 60, 32);
        memory.set(LONG, 64, 133_000_000_000_000_000L);
        memory.set(INT, 112, 100);
        memory.set(INT, 116, 1000);
        part(0, 1, METRICS_AT, 0, 320, METRICS.size());
        part(1, 2, LIVE_AT, 32, 8, METRICS.size());
        part(2, 3, SAMPLES_AT, 64, SAMPLE_STRIDE, SAMPLES);
        part(3, 4, EVENTS_AT, 64, 192, EVENTS);
        part(4, 5, PATCHES_AT, 16, 160, 4);
        part(5, 6, PROPERTIES_AT, 16, 256, 4);
        part(6, 7, BUDGETS_AT, 16, 64, 4);
        for (int i = 0; i < METRICS.size(); i++) {
            metric(i, METRICS.get(i));
        }
    }

    /** Makes it a block of version 1.1, which has a table of threads besides. */
    TestBlock withThreads() {
        memory.set(SHORT, 10, (short) 1);
        part(7, 8, THREADS_AT, 16, 160, 4);
        memory.set(INT, 20, 8);
        return this;
    }

    /** A finished, live block with one sample. */
    static TestBlock live(Arena arena) {
        TestBlock block = new TestBlock(arena);
        block.finish();
        block.sample(1_000_000, 10, 100, 1, 0);
        block.state(2);
        block.beat();
        return block;
    }

    private void part(int index, int kind, int offset, int head, int stride, int count) {
        long at = 256 + 32L * index;
        memory.set(INT, at, kind);
        memory.set(INT, at + 4, offset);
        memory.set(INT, at + 8, head + stride * count);
        memory.set(INT, at + 12, head);
        memory.set(INT, at + 16, stride);
        memory.set(INT, at + 20, count);
    }

    private void metric(int index, String id) {
        long at = METRICS_AT + 320L * index;
        text(at, id);
        text(at + 48, "count");
        text(at + 64, "Group");
        text(at + 96, "Label of " + id);
        text(at + 144, "A sentence.");
        memory.set(INT, at + 304, index == 1 ? 2 : 1);
        memory.set(INT, at + 308, index);
        memory.set(INT, at + 312, index < SAMPLED ? index : -1);
    }

    void text(long at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, at, bytes.length);
        memory.set(ValueLayout.JAVA_BYTE, at + bytes.length, (byte) 0);
    }

    void intAt(long at, int value) {
        memory.set(INT, at, value);
    }

    void finish() {
        LONG.varHandle().setRelease(memory, 0L, 0x1A4C4F4F504D454DL);
    }

    void state(int state) {
        INT.varHandle().setRelease(memory, 48L, state);
    }

    void mode(int mode) {
        INT.varHandle().setRelease(memory, 56L, mode);
    }

    void beat() {
        LONG.varHandle().setRelease(memory, 88L, ++heartbeat);
    }

    /** Publishes the next sample, then the same as live values, as the plugin does. */
    void sample(long timeNanos, long... values) {
        long serial = ++newestSample;
        long at = SAMPLES_AT + 64 + (serial - 1) % SAMPLES * SAMPLE_STRIDE;
        LONG.varHandle().getAndSet(memory, at, 0L);
        LONG.varHandle().setOpaque(memory, at + 8, timeNanos);
        for (int i = 0; i < SAMPLED; i++) {
            LONG.varHandle().setOpaque(memory, at + 16 + 8 * i, values[i]);
        }
        LONG.varHandle().setRelease(memory, at, serial);
        LONG.varHandle().setRelease(memory, (long) SAMPLES_AT, serial);

        long live = LIVE_AT;
        beginWrite(live);
        LONG.varHandle().setOpaque(memory, live + 8, serial);
        LONG.varHandle().setOpaque(memory, live + 16, timeNanos);
        for (int i = 0; i < values.length; i++) {
            LONG.varHandle().setOpaque(memory, live + 32 + 8 * i, values[i]);
        }
        endWrite(live);
    }

    void beginWrite(long sequenceAt) {
        INT.varHandle().getAndAdd(memory, sequenceAt, 1);
    }

    void endWrite(long sequenceAt) {
        INT.varHandle().setRelease(memory, sequenceAt, memory.get(INT, sequenceAt) + 1);
    }

    static long liveAt() {
        return LIVE_AT;
    }

    static long threadsAt() {
        return THREADS_AT;
    }

    static long propertiesAt() {
        return PROPERTIES_AT;
    }

    /** Makes the ring claim samples that were never written. */
    void skipSamples(long count) {
        newestSample += count;
        LONG.varHandle().setRelease(memory, (long) SAMPLES_AT, newestSample);
    }

    void event(long timeNanos, int kind, int severity, long a, long b, String text) {
        long serial = ++newestEvent;
        long at = EVENTS_AT + 64 + (serial - 1) % EVENTS * 192;
        LONG.varHandle().setRelease(memory, at, 0L);
        memory.set(LONG, at + 8, timeNanos);
        memory.set(INT, at + 16, kind);
        memory.set(INT, at + 20, severity);
        memory.set(LONG, at + 24, a);
        memory.set(LONG, at + 32, b);
        text(at + 40, text);
        LONG.varHandle().setRelease(memory, at, serial);
        LONG.varHandle().setRelease(memory, (long) EVENTS_AT, serial);
    }

    void property(int index, String key, String value) {
        long at = PROPERTIES_AT + 16 + 256L * index;
        beginWrite(PROPERTIES_AT);
        text(at, key);
        text(at + 48, value);
        memory.set(INT, PROPERTIES_AT + 4, Math.max(index + 1, memory.get(INT, PROPERTIES_AT + 4)));
        endWrite(PROPERTIES_AT);
    }

    void patch(int index, int address, int status, String group, String name, byte[] expected, byte[] found) {
        long at = PATCHES_AT + 16 + 160L * index;
        beginWrite(PATCHES_AT);
        memory.set(INT, at, address);
        memory.set(INT, at + 4, status);
        memory.set(INT, at + 8, expected.length);
        memory.set(INT, at + 12, found.length == 0 ? 1 : 3);
        MemorySegment.copy(expected, 0, memory, ValueLayout.JAVA_BYTE, at + 16, expected.length);
        MemorySegment.copy(found, 0, memory, ValueLayout.JAVA_BYTE, at + 32, found.length);
        text(at + 48, group);
        text(at + 80, name);
        memory.set(INT, PATCHES_AT + 4, index + 1);
        endWrite(PATCHES_AT);
    }

    /** The counts in the document's order, from allocations on. */
    void thread(int index, long timeNanos, int id, int role, int threads, long since, String name, long... counts) {
        long at = THREADS_AT + 16 + 160L * index;
        beginWrite(THREADS_AT);
        memory.set(LONG, THREADS_AT + 8, timeNanos);
        memory.set(INT, at, id);
        memory.set(INT, at + 4, role);
        memory.set(INT, at + 8, threads);
        memory.set(LONG, at + 16, since);
        for (int i = 0; i < counts.length; i++) {
            memory.set(LONG, at + 24 + 8L * i, counts[i]);
        }
        text(at + 80, name);
        memory.set(INT, THREADS_AT + 4, index + 1);
        endWrite(THREADS_AT);
    }

    void budget(int index, String name, int before, int wanted, int now) {
        long at = BUDGETS_AT + 16 + 64L * index;
        beginWrite(BUDGETS_AT);
        text(at, name);
        memory.set(INT, at + 48, before);
        memory.set(INT, at + 52, wanted);
        memory.set(INT, at + 56, now);
        memory.set(INT, BUDGETS_AT + 4, index + 1);
        endWrite(BUDGETS_AT);
    }
}
