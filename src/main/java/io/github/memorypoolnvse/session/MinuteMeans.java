package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The mean of one metric in each minute of a session that has at least half of its samples. */
final class MinuteMeans {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int slot;
    private final long enough;
    private final List<Double> means = new ArrayList<>();
    private long minute = -1;
    private double sum;
    private long count;

    /** @param slot in a sample, or {@link Metric#NOT_SAMPLED} */
    MinuteMeans(int slot, Duration samplePeriod) {
        this.slot = slot;
        this.enough = Math.max(1, MINUTE / Math.max(1, samplePeriod.toNanos()) / 2);
    }

    void add(long timeNanos, long[] values) {
        long value = slot == Metric.NOT_SAMPLED ? Metric.NO_VALUE : values[slot];
        if (timeNanos / MINUTE != minute) {
            close();
            minute = timeNanos / MINUTE;
        }
        if (value != Metric.NO_VALUE) {
            sum += value;
            count++;
        }
    }

    private void close() {
        if (count >= enough) {
            means.add(sum / count);
        }
        sum = 0;
        count = 0;
    }

    /** Ends with what was added. */
    double[] take() {
        close();
        return means.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
