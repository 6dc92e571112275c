package io.github.memorypoolnvse.telemetry;

/** Whose calls a line of the table of threads counts. */
public enum ThreadRole {
    /** One thread that runs. */
    THREAD,
    /** The same, the game's main thread. */
    MAIN,
    /** All that have ended, together. */
    ENDED,
    /** The least busy of those that run, together, when there are more than the table holds. */
    UNSHOWN,
    /** Those for whose counters no memory was left, together. */
    SPARE,
    /** A code from a newer plugin. */
    UNKNOWN;

    static ThreadRole of(int code) {
        return code >= 0 && code < UNKNOWN.ordinal() ? values()[code] : UNKNOWN;
    }

    /** Whether the line is of one thread alone. */
    public boolean single() {
        return this == THREAD || this == MAIN;
    }
}
