package io.github.memorypoolnvse.telemetry;

/** How a metric moves. */
public enum MetricKind {
    /** Only grows while the game lives; what is worth showing is its rate. */
    COUNTER,
    /** A state now. */
    GAUGE,
    /** The highest value of a gauge so far. */
    PEAK;

    /** A kind this manager does not know is shown as it stands. */
    static MetricKind of(int code) {
        return switch (code) {
            case 1 -> COUNTER;
            case 3 -> PEAK;
            default -> GAUGE;
        };
    }
}
