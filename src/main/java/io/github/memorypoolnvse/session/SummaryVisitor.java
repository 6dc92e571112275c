package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.EventKind;
import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.MetricDirectory;
import io.github.memorypoolnvse.telemetry.Severity;
import java.time.Instant;
import java.util.Map;

/** Sums a session up while it is recorded or read. */
final class SummaryVisitor implements SessionVisitor {

    private Instant started = Instant.EPOCH;
    private int peakSlot = Metric.NOT_SAMPLED;
    private int holeSlot = Metric.NOT_SAMPLED;
    private int fallbackSlot = Metric.NOT_SAMPLED;
    private long firstTime = -1;
    private long lastTime = -1;
    private long samples;
    private long peak = Metric.NO_VALUE;
    private long hole = Metric.NO_VALUE;
    private long fallbacks = Metric.NO_VALUE;
    private int warnings;
    private boolean complete;
    private boolean farewell;
    private Map<String, String> properties = Map.of();

    @Override
    public void head(SessionHead head) {
        started = head.started();
        MetricDirectory directory = head.directory();
        peakSlot = directory.ringSlot("total.peak_bytes");
        holeSlot = directory.ringSlot("address.largest_hole");
        fallbackSlot = directory.ringSlot("total.fallbacks");
    }

    @Override
    public void sample(long serial, long timeNanos, long[] values) {
        firstTime = firstTime < 0 ? timeNanos : firstTime;
        lastTime = timeNanos;
        samples++;
        peak = Math.max(peak, value(values, peakSlot));
        fallbacks = Math.max(fallbacks, value(values, fallbackSlot));
        long now = value(values, holeSlot);
        if (now != Metric.NO_VALUE && now > 0) {
            hole = hole == Metric.NO_VALUE ? now : Math.min(hole, now);
        }
    }

    private static long value(long[] values, int slot) {
        return slot == Metric.NOT_SAMPLED ? Metric.NO_VALUE : values[slot];
    }

    @Override
    public void event(BlockEvent event) {
        warnings += event.severity() == Severity.INFO ? 0 : 1;
        farewell |= event.kind() == EventKind.EXIT;
    }

    @Override
    public void details(BlockDetails details) {
        properties = details.properties();
    }

    @Override
    public void end() {
        complete = true;
    }

    SessionSummary summary() {
        return new SessionSummary(started, Math.max(0, lastTime - firstTime), samples, peak, hole, fallbacks, warnings,
                complete, farewell, properties);
    }
}
