package io.github.memorypoolnvse.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A block by docs/telemetry-block.md with the plugin's own metrics and made-up values, written as the plugin
 * writes it. One thread writes.
 */
final class SteadyBlock {

    /** Samples the ring holds, as the plugin's does. */
    static final int RING = 1280;
    static final int PERIOD_MILLIS = 100;

    private static final int COUNTER = 1;
    private static final int GAUGE = 2;
    private static final double MEGABYTE = 1 << 20;
    private static final long MAGIC = 0x1A4C4F4F504D454DL;

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    /**
     * @param typical a counter's growth in a sample, or what a gauge moves around
     */
    private record Line(String id, String unit, int kind, double typical) {
    }

    private final List<Line> lines = lines();
    private final Random random = new Random(7);
    private final double[] values = new double[lines.size()];
    private final MemorySegment memory;
    private final int liveAt;
    private final int samplesAt;
    private final int stride = 16 + 8 * lines.size();
    private long serial;

    SteadyBlock(Arena arena) {
        int metricsAt = 512;
        liveAt = align(metricsAt + 320 * lines.size());
        samplesAt = align(liveAt + 32 + 8 * lines.size());
        int eventsAt = align(samplesAt + 64 + RING * stride);
        int size = eventsAt + 65536 - eventsAt % 65536 + 65536;
        memory = arena.allocate(size, 65536);
        memory.set(SHORT, 8, (short) 1);
        memory.set(INT, 12, 256);
        memory.set(INT, 16, size);
        memory.set(INT, 20, 4);
        memory.set(INT, 24, 256);
        memory.set(INT, 28, 32);
        memory.set(ValueLayout.JAVA_BYTE, 32, (byte) 1);
        memory.set(INT, 48, 2);
        memory.set(INT, 56, 1);
        memory.set(LONG, 64, 133_000_000_000_000_000L);
        memory.set(INT, 112, PERIOD_MILLIS);
        memory.set(INT, 116, 1000);
        part(0, 1, metricsAt, 0, 320, lines.size());
        part(1, 2, liveAt, 32, 8, lines.size());
        part(2, 3, samplesAt, 64, stride, RING);
        part(3, 4, eventsAt, 64, 192, 256);
        for (int i = 0; i < lines.size(); i++) {
            metric(metricsAt + 320L * i, lines.get(i), i);
            values[i] = lines.get(i).kind == GAUGE ? lines.get(i).typical : 0;
        }
        sample();
        LONG.varHandle().setRelease(memory, 0L, MAGIC);
    }

    private static int align(int offset) {
        return (offset + 63) & ~63;
    }

    private void part(int index, int kind, int offset, int head, int entry, int count) {
        long at = 256 + 32L * index;
        memory.set(INT, at, kind);
        memory.set(INT, at + 4, offset);
        memory.set(INT, at + 8, head + entry * count);
        memory.set(INT, at + 12, head);
        memory.set(INT, at + 16, entry);
        memory.set(INT, at + 20, count);
    }

    private void metric(long at, Line line, int index) {
        text(at, line.id);
        text(at + 48, line.unit);
        text(at + 64, line.id.substring(0, line.id.indexOf('.')));
        text(at + 96, line.id);
        text(at + 144, "A metric of the measurement.");
        memory.set(INT, at + 304, line.kind);
        memory.set(INT, at + 308, index);
        memory.set(INT, at + 312, index);
    }

    private void text(long at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, at, bytes.length);
    }

    MemorySegment memory() {
        return memory;
    }

    int metrics() {
        return lines.size();
    }

    /** The newest sample's serial. */
    long serial() {
        return serial;
    }

    /** Publishes the next sample, one period after the last, and the beat of the sampler. */
    void sample() {
        long time = ++serial * PERIOD_MILLIS * 1_000_000L;
        long at = samplesAt + 64 + (serial - 1) % RING * stride;
        LONG.varHandle().getAndSet(memory, at, 0L);
        LONG.varHandle().setOpaque(memory, at + 8, time);
        INT.varHandle().getAndAdd(memory, (long) liveAt, 1);
        for (int i = 0; i < values.length; i++) {
            values[i] = next(lines.get(i), values[i]);
            LONG.varHandle().setOpaque(memory, at + 16 + 8L * i, (long) values[i]);
            LONG.varHandle().setOpaque(memory, liveAt + 32 + 8L * i, (long) values[i]);
        }
        LONG.varHandle().setOpaque(memory, liveAt + 8L, serial);
        LONG.varHandle().setOpaque(memory, liveAt + 16L, time);
        INT.varHandle().getAndAdd(memory, (long) liveAt, 1);
        LONG.varHandle().setRelease(memory, at, serial);
        LONG.varHandle().setRelease(memory, (long) samplesAt, serial);
        LONG.varHandle().setRelease(memory, 88L, serial);
    }

    private double next(Line line, double now) {
        double noise = random.nextDouble();
        return line.kind == COUNTER
                ? now + Math.rint(line.typical * (0.5 + noise))
                : Math.clamp(now + (noise - 0.5) * line.typical * 0.02, line.typical * 0.5, line.typical * 1.5);
    }

    private static List<Line> lines() {
        List<Line> all = new ArrayList<>();
        for (String path : List.of("engine", "crt", "scrap", "import", "total")) {
            counter(all, path + ".allocations", 9000);
            counter(all, path + ".frees", 8990);
            counter(all, path + ".reallocations", 100);
            counter(all, path + ".fallbacks", 0);
            gauge(all, path + ".live_bytes", "bytes", 420 * MEGABYTE);
        }
        gauge(all, "total.peak_bytes", "bytes", 700 * MEGABYTE);
        counter(all, "frame.count", 6);
        gauge(all, "frame.last", "ns", 16.7e6);
        gauge(all, "frame.average", "ns", 16.7e6);
        gauge(all, "frame.longest", "ns", 24e6);
        gauge(all, "frame.slowest_1_percent", "ns", 26e6);
        gauge(all, "address.free", "bytes", 1900 * MEGABYTE);
        gauge(all, "address.largest_hole", "bytes", 610 * MEGABYTE);
        gauge(all, "address.image", "bytes", 120 * MEGABYTE);
        gauge(all, "address.mapped", "bytes", 60 * MEGABYTE);
        gauge(all, "address.private", "bytes", 900 * MEGABYTE);
        gauge(all, "address.ours", "bytes", 500 * MEGABYTE);
        gauge(all, "address.committed", "bytes", 950 * MEGABYTE);
        for (String heap : List.of("heap", "large")) {
            for (String metric : List.of("reserved", "committed", "live", "free", "largest_free")) {
                gauge(all, heap + "." + metric, "bytes", 200 * MEGABYTE);
            }
        }
        counter(all, "pages.calls", 40);
        counter(all, "pages.saved", 36);
        counter(all, "pages.system", 4);
        gauge(all, "pages.hot", "bytes", 30 * MEGABYTE);
        gauge(all, "threads.live", "count", 12);
        for (int size = 0; size < 32; size++) {
            counter(all, "size.%02d".formatted(size), 300);
        }
        return List.copyOf(all);
    }

    private static void counter(List<Line> all, String id, double perSample) {
        all.add(new Line(id, "count", COUNTER, perSample));
    }

    private static void gauge(List<Line> all, String id, String unit, double around) {
        all.add(new Line(id, unit, GAUGE, around));
    }
}
