package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.SampleHistory;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.util.OptionalLong;

/**
 * How many requests of each size class came each second: the difference of the block's histogram from one look to
 * the next. Used on one thread.
 */
final class SizeHistory {

    /** Classes by powers of two: 0 and 1, 2 and 3, 4 to 7, and so on. */
    static final int CLASSES = 32;

    private static final int KEPT = 7200;
    private static final long LEAST_STEP = 900_000_000L;

    private final SampleHistory history = new SampleHistory(CLASSES, KEPT);
    private final long[] before = new long[CLASSES];
    private final float[] row = new float[CLASSES];
    private long lastTime = -1;

    /** Takes the block's values, if about a second went by since the last. */
    void take(Snapshot snapshot) {
        if (lastTime >= 0 && snapshot.timeNanos() - lastTime < LEAST_STEP) {
            return;
        }
        double seconds = (snapshot.timeNanos() - lastTime) / 1e9;
        boolean first = lastTime < 0 || snapshot.timeNanos() < lastTime;
        for (int size = 0; size < CLASSES; size++) {
            OptionalLong now = snapshot.value("size.%02d".formatted(size));
            long value = now.orElse(0);
            row[size] = first || now.isEmpty() ? Float.NaN : (float) (Math.max(0, value - before[size]) / seconds);
            before[size] = value;
        }
        if (!first) {
            history.append(snapshot.timeNanos(), row);
        }
        lastTime = snapshot.timeNanos();
    }

    SampleHistory history() {
        return history;
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
