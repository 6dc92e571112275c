package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.MetricDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session file begins with.
 *
 * @param schema {@link #SCHEMA}; a reader refuses a higher one
 * @param minor {@link #MINOR}; a reader takes what it knows of a higher one. 0 where the file says none
 * @param token of the block, different for every start of the game
 * @param started when the block's clock was 0
 * @param samplePeriodMillis between two samples
 * @param sampleWidth how many values a sample has
 * @param metrics in the plugin's order
 */
public record SessionHead(
        int schema,
        @Nullable Integer minor,
        String token,
        Instant started,
        long samplePeriodMillis,
        int sampleWidth,
        List<Metric> metrics) {

    /** The schema this manager writes. */
    public static final int SCHEMA = 1;
    /** 1: marks, threads and the values that samples do not carry. */
    public static final int MINOR = 1;

    public SessionHead {
        minor = minor == null ? 0 : minor;
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
