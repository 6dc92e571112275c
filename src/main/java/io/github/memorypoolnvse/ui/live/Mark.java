package io.github.memorypoolnvse.ui.live;

/**
 * An instant worth finding again, drawn across all graphs.
 *
 * @param time nanoseconds on the block writer's clock
 * @param kind what made it
 * @param text what to say about it
 */
public record Mark(long time, Kind kind, String text) {

    /** What made a mark. */
    public enum Kind {
        /** The person pressed the key. */
        HAND,
        /** The game loaded a save or a cell. */
        LOAD,
        /** The plugin reported a warning or an error. */
        WARNING,
        /** A threshold of ours was passed. */
        ALERT
    }
}
