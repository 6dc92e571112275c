package io.github.memorypoolnvse.telemetry;

import java.time.Duration;

/**
 * How long a number has not changed. Only time during which it was looked at counts, a bounded piece for each
 * look, so a reader that slept itself (a suspended laptop) accuses nobody.
 */
final class StallMeter {

    private static final long LONGEST_PIECE = Duration.ofMillis(400).toNanos();

    private long value;
    private long lastLook;
    private long stalled;
    private boolean started;

    /** Notes the number at a time in nanoseconds. */
    void look(long value, long now) {
        if (!started || value != this.value) {
            stalled = 0;
        } else {
            stalled += Math.min(Math.max(0, now - lastLook), LONGEST_PIECE);
        }
        started = true;
        this.value = value;
        lastLook = now;
    }

    boolean longerThan(Duration limit) {
        return stalled >= limit.toNanos();
    }
}
