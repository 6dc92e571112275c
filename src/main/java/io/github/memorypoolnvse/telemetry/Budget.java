package io.github.memorypoolnvse.telemetry;

/**
 * One of the engine's caps. Bytes for memory caps, else a count; unsigned 32 bits each.
 *
 * @param name as the engine spells it
 */
public record Budget(String name, long before, long wanted, long now) {}
