package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.Attachment;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.MetricDirectory;
import io.github.memorypoolnvse.telemetry.MetricKind;
import io.github.memorypoolnvse.telemetry.SampleHistory;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the game reported, kept for graphs: counters as rates per second on the writer's own clock,
 * gauges as they stand. Written on the reading thread, read on any; a sample allocates nothing.
 */
public final class LiveFeed implements Feed {

    private static final Duration KEPT = Duration.ofHours(2);
    private static final int MOST_SAMPLES = 144_000;
    private static final int MOST_EVENTS = 10_000;
    private static final int GAP_PERIODS = 8;

    private final MetricDirectory directory;
    private final List<Channel> channels = new ArrayList<>();
    private final int[] slots;
    private final boolean[] counters;
    private final long[] last;
    private final float[] row;
    private final AtomicLongArray newest;
    private final long gapNanos;
    private final SampleHistory history;
    private final SizeHistory sizes = new SizeHistory();
    private final List<BlockEvent> events = new ArrayList<>();
    private volatile @Nullable Snapshot snapshot;
    private long lastTime = -1;

    /** A feed of an attached game, keeping its last two hours. */
    public LiveFeed(Attachment attachment) {
        this(attachment.directory(), attachment.identity().samplePeriod());
    }

    /** A feed of these metrics, sampled at this period. */
    public LiveFeed(MetricDirectory directory, Duration samplePeriod) {
        this(directory, samplePeriod, (int) Math.min(MOST_SAMPLES,
                KEPT.toNanos() / Math.max(1_000_000, samplePeriod.toNanos())));
    }

    /** A feed that keeps at least so many samples. */
    public LiveFeed(MetricDirectory directory, Duration samplePeriod, int capacity) {
        this.directory = directory;
        List<Metric> sampled = directory.sampled();
        slots = new int[sampled.size()];
        counters = new boolean[sampled.size()];
        last = new long[sampled.size()];
        row = new float[sampled.size()];
        newest = new AtomicLongArray(Math.max(1, sampled.size()));
        for (int i = 0; i < sampled.size(); i++) {
            Metric metric = sampled.get(i);
            slots[i] = metric.ringSlot();
            counters[i] = metric.kind() == MetricKind.COUNTER;
            last[i] = Metric.NO_VALUE;
            newest.set(i, Metric.NO_VALUE);
            channels.add(new Channel(metric.id(), Unit.of(metric), i, metric.label(), metric.description()));
        }
        gapNanos = Math.max(Duration.ofSeconds(2).toNanos(), samplePeriod.toNanos() * GAP_PERIODS);
        history = new SampleHistory(Math.max(1, sampled.size()), capacity);
    }

    /** Takes one sample's values, by ring slot; reading thread only. */
    public void add(long timeNanos, long[] values) {
        if (lastTime >= 0 && timeNanos - lastTime > gapNanos) {
            gap();
        }
        double seconds = lastTime < 0 ? 0 : (timeNanos - lastTime) / 1e9;
        for (int i = 0; i < slots.length; i++) {
            long value = slots[i] < values.length ? values[slots[i]] : Metric.NO_VALUE;
            row[i] = counters[i] ? rate(last[i], value, seconds) : value == Metric.NO_VALUE ? Float.NaN : value;
            last[i] = value;
            newest.setOpaque(i, value);
        }
        history.append(Math.max(timeNanos, history.newestTime()), row);
        lastTime = timeNanos;
    }

    private static float rate(long before, long now, double seconds) {
        boolean known = before != Metric.NO_VALUE && now != Metric.NO_VALUE && now >= before && seconds > 0;
        return known ? (float) ((now - before) / seconds) : Float.NaN;
    }

    /** Samples were lost here; reading thread only. */
    public void gap() {
        if (lastTime >= 0) {
            history.gap(Math.max(history.newestTime(), lastTime + 1));
        }
    }

    /** Takes an event; reading thread only. */
    public void add(BlockEvent event) {
        synchronized (events) {
            if (events.size() < MOST_EVENTS) {
                events.add(event);
            }
        }
    }

    @Override
    public Optional<Snapshot> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    /** Takes the live values; reading thread only. */
    public void take(Snapshot values) {
        snapshot = values;
        sizes.take(values);
    }

    /** The metrics of the run. */
    public MetricDirectory directory() {
        return directory;
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public SampleHistory history() {
        return history;
    }

    @Override
    public SizeHistory sizes() {
        return sizes;
    }

    @Override
    public double total(String name) {
        return channel(name).map(channel -> {
            long value = newest.getOpaque(channel.series());
            return value == Metric.NO_VALUE ? Double.NaN : (double) value;
        }).orElse(Double.NaN);
    }

    @Override
    public List<BlockEvent> events(int from) {
        synchronized (events) {
            return from >= events.size() ? List.of() : List.copyOf(events.subList(from, events.size()));
        }
    }
}
