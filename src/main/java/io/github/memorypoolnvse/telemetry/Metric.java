package io.github.memorypoolnvse.telemetry;

/**
 * One line of the block's directory.
 *
 * @param id stable name, such as {@code engine.allocations}
 * @param unit {@code bytes}, {@code count}, {@code ns}, or another a newer plugin brings
 * @param group what it is shown with, English
 * @param label its name for people, English
 * @param description one sentence, English
 * @param liveSlot index in the live values
 * @param ringSlot index in the values of a sample; {@link #NOT_SAMPLED} when it has no history
 */
public record Metric(
        String id,
        String unit,
        MetricKind kind,
        String group,
        String label,
        String description,
        int liveSlot,
        int ringSlot) {

    /** {@link #ringSlot} of a metric that is only among the live values. */
    public static final int NOT_SAMPLED = -1;

    /** Stands for a value that is not known. All other values are at least 0. */
    public static final long NO_VALUE = -1;

    /** Whether samples carry it. */
    public boolean sampled() {
        return ringSlot != NOT_SAMPLED;
    }
}
