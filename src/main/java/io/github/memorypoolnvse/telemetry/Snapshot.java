package io.github.memorypoolnvse.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * All live values of one moment.
 *
 * @param serial the sample they belong to; 0 before the first
 * @param timeNanos since the plugin's start, on its own clock
 * @param values by live slot; {@link Metric#NO_VALUE} where nothing is known
 */
public record Snapshot(MetricDirectory directory, long serial, long timeNanos, long[] values) {

    /** A metric's value; empty when the block has no such metric or does not know its value. */
    public OptionalLong value(String id) {
        return directory.find(id).map(metric -> value(metric)).orElse(OptionalLong.empty());
    }

    public OptionalLong value(Metric metric) {
        long value = values[metric.liveSlot()];
        return value == Metric.NO_VALUE ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** The known values by id, in the directory's order. */
    public Map<String, Long> byId() {
        Map<String, Long> known = new LinkedHashMap<>();
        for (Metric metric : directory.metrics()) {
            value(metric).ifPresent(value -> known.put(metric.id(), value));
        }
        return known;
    }
}
