package io.github.memorypoolnvse.telemetry;

/** What happened in the game. */
public enum EventKind {
    INFO,
    /** a: the new mode's code. */
    MODE,
    LOAD_BEGIN,
    LOAD_END,
    /** a: bytes asked for; b: the engine's clean-up stage. */
    OUT_OF_MEMORY,
    FALLBACK,
    /** a: address. */
    CORRUPTION,
    PATCH,
    BUDGET,
    ALLOCATOR,
    EXIT,
    /** A kind this manager does not know; its text still tells. */
    UNKNOWN;

    static EventKind of(int code) {
        EventKind[] kinds = values();
        return code >= 0 && code < UNKNOWN.ordinal() ? kinds[code] : UNKNOWN;
    }
}
