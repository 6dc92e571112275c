package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.MetricDirectory;
import io.github.memorypoolnvse.telemetry.SampleHistory;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many requests of each size class came each second: the difference of the block's histogram from one look to
 * the next. Written on one thread, read on any.
 */
public final class SizeHistory {

    /** Classes by powers of two: 0 and 1, 2 and 3, 4 to 7, and so on. */
    static final int CLASSES = 32;

    private static final int KEPT = 7200;
    private static final int UNKNOWN = -1;
    private static final long LEAST_STEP = Duration.ofMillis(900).toNanos();
    /** Longer between two looks, and nothing is known of the time between. */
    private static final long MOST_STEP = Duration.ofSeconds(12).toNanos();

    private final SampleHistory history = new SampleHistory(CLASSES, KEPT);
    private final long[] before = new long[CLASSES];
    private final int[] slots = new int[CLASSES];
    private final float[] row = new float[CLASSES];
    private @Nullable MetricDirectory directory;
    private long lastTime = -1;
    private volatile long longestStep;

    /** Takes the block's values, if about a second went by since the last. */
    void take(Snapshot snapshot) {
        long step = snapshot.timeNanos() - lastTime;
        if (lastTime >= 0 && step >= 0 && step < LEAST_STEP) {
            return;
        }
        if (snapshot.directory() != directory) {
            find(snapshot.directory());
        }
        boolean first = lastTime < 0 || step < 0 || step > MOST_STEP;
        for (int size = 0; size < CLASSES; size++) {
            long value = slots[size] == UNKNOWN ? Metric.NO_VALUE : snapshot.values()[slots[size]];
            boolean known = !first && value != Metric.NO_VALUE;
            row[size] = known ? (float) (Math.max(0, value - before[size]) / (step / 1e9)) : Float.NaN;
            before[size] = Math.max(0, value);
        }
        if (!first) {
            longestStep = Math.max(longestStep, step);
            history.append(Math.max(snapshot.timeNanos(), history.newestTime()), row);
        }
        lastTime = snapshot.timeNanos();
    }

    private void find(MetricDirectory shown) {
        directory = shown;
        for (int size = 0; size < CLASSES; size++) {
            slots[size] = shown.find("size.%02d".formatted(size)).map(Metric::liveSlot).orElse(UNKNOWN);
        }
    }

    SampleHistory history() {
        return history;
    }

    /** How far back an entry tells of the time before it, nanoseconds. */
    long reach() {
        return longestStep * 5 / 4;
    }

    /** The newest second's requests by class; zero where nothing is known. */
    float[] newest() {
        float[] newest = new float[CLASSES];
        if (!history.isEmpty()) {
            for (int size = 0; size < CLASSES; size++) {
                newest[size] = history.newest(size);
            }
        }
        for (int size = 0; size < CLASSES; size++) {
            newest[size] = Float.isNaN(newest[size]) ? 0 : newest[size];
        }
        return newest;
    }
}
