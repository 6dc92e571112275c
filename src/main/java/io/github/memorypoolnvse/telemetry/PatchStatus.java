package io.github.memorypoolnvse.telemetry;

/** What became of one site of the game's code. */
public enum PatchStatus {
    PENDING,
    APPLIED,
    /** The bytes found are not the ones expected. */
    MISMATCH,
    /** Another site of the set failed. */
    ROLLED_BACK,
    /** Switched off, or not needed. */
    SKIPPED,
    /** Put back. */
    REMOVED,
    /** Memory protection could not be changed. */
    FAILED,
    /** A status this manager does not know. */
    UNKNOWN;

    static PatchStatus of(int code) {
        PatchStatus[] all = values();
        return code >= 0 && code < UNKNOWN.ordinal() ? all[code] : UNKNOWN;
    }
}
