package io.github.memorypoolnvse.session;

/**
 * An instant somebody marked while a session was recorded.
 *
 * @param timeNanos on the block's clock
 * @param text what to say about it
 */
public record SessionMark(long timeNanos, Kind kind, String text) {

    /** What made a mark. */
    public enum Kind {
        /** A person. */
        HAND,
        /** A threshold of the manager's was passed. */
        ALERT
    }
}
