package io.github.memorypoolnvse.telemetry;

/** What the plugin does in the game. */
public enum PluginMode {
    STARTING,
    /** The heap is the plugin's. */
    ACTIVE,
    /** Nothing of the heap is patched; the property {@code mode.reason} says why. */
    OBSERVE,
    /** Everything was put back. */
    REMOVED,
    /** A mode this manager does not know. */
    UNKNOWN;

    static PluginMode of(int code) {
        return switch (code) {
            case 0 -> STARTING;
            case 1 -> ACTIVE;
            case 2 -> OBSERVE;
            case 3 -> REMOVED;
            default -> UNKNOWN;
        };
    }
}
