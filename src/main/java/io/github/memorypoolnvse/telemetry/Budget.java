package io.github.memorypoolnvse.telemetry;

/**
 * One of the engine's caps. Bytes for memory caps, else a count; unsigned 32 bits each.
 *
 * @param name as the engine spells it
 */
public record Budget(String name, long before, long wanted, long now) {

    /** {@code bytes} or {@code count}; the engine's names tell. */
    public String unit() {
        return name.contains("Memory") || name.contains("LODBudget") ? "bytes" : "count";
    }
}
