package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The live values that samples do not carry, packed as one sample of their own. */
final class UnsampledValues {

    private static final int MOST_SLOTS = 1 << 16;

    private final SessionHead head;
    private final List<Metric> metrics;

    UnsampledValues(SessionHead head) {
        this.head = head;
        this.metrics = head.metrics().stream().filter(metric -> !metric.sampled()).toList();
    }

    boolean isEmpty() {
        return metrics.isEmpty();
    }

    byte[] pack(Snapshot snapshot) {
        long[] values = new long[metrics.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = snapshot.value(metrics.get(i)).orElse(Metric.NO_VALUE);
        }
        SampleBatch one = new SampleBatch(values.length);
        one.add(snapshot.serial(), snapshot.timeNanos(), values);
        return one.take();
    }

    /** Hands on what was packed; of the other values nothing is known then. */
    void read(byte[] packed, SessionVisitor visitor) throws IOException {
        int slots = 0;
        for (Metric metric : head.metrics()) {
            if (metric.liveSlot() < 0 || metric.liveSlot() >= MOST_SLOTS) {
                throw new IOException("A metric has no place among the live values");
            }
            slots = Math.max(slots, metric.liveSlot() + 1);
        }
        long[] all = new long[slots];
        SampleBatch.read(packed, metrics.size(), new SessionVisitor() {
            @Override
            public void sample(long serial, long timeNanos, long[] values) {
                Arrays.fill(all, Metric.NO_VALUE);
                for (int i = 0; i < values.length; i++) {
                    all[metrics.get(i).liveSlot()] = values[i];
                }
                visitor.snapshot(new Snapshot(head.directory(), serial, timeNanos, all.clone()));
            }
        });
    }
}
