package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.MetricDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a session file begins with.
 *
 * @param schema {@link #SCHEMA}; a reader refuses a higher one
 * @param token of the block, different for every start of the game
 * @param started when the block's clock was 0
 * @param samplePeriodMillis between two samples
 * @param sampleWidth how many values a sample has
 * @param metrics in the plugin's order
 */
public record SessionHead(
        int schema, String token, Instant started, long samplePeriodMillis, int sampleWidth, List<Metric> metrics) {

    /** The schema this manager writes. */
    public static final int SCHEMA = 1;

    public SessionHead {
        metrics = List.copyOf(metrics);
    }

    /** The metrics as a directory. */
    public MetricDirectory directory() {
        return new MetricDirectory(metrics, sampleWidth);
    }

    public Duration samplePeriod() {
        return Duration.ofMillis(samplePeriodMillis);
    }
}
