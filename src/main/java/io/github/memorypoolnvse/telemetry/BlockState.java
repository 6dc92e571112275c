package io.github.memorypoolnvse.telemetry;

/** What the plugin says of its block. */
public enum BlockState {
    /** Laid out; no sample yet. */
    STARTING,
    LIVE,
    /** The game is leaving; the values are the last ones. */
    CLOSING,
    /** The process is ending. */
    DEAD,
    /** A state this manager does not know. */
    UNKNOWN;

    static BlockState of(int code) {
        return switch (code) {
            case 1 -> STARTING;
            case 2 -> LIVE;
            case 3 -> CLOSING;
            case 4 -> DEAD;
            default -> UNKNOWN;
        };
    }
}
