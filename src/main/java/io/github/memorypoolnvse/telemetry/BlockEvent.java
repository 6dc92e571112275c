package io.github.memorypoolnvse.telemetry;

/**
 * Something the plugin reported.
 *
 * @param serial 1 for the first of a game
 * @param timeNanos since the plugin's start, on its own clock
 * @param a meaning by kind
 * @param b meaning by kind
 * @param text English, for people
 */
public record BlockEvent(long serial, long timeNanos, EventKind kind, Severity severity, long a, long b, String text) {}
