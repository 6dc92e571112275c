package io.github.memorypoolnvse.telemetry;

/** How much an event matters. */
public enum Severity {
    INFO,
    WARNING,
    ERROR;

    static Severity of(int code) {
        return switch (code) {
            case 0 -> INFO;
            case 1 -> WARNING;
            default -> ERROR;
        };
    }
}
