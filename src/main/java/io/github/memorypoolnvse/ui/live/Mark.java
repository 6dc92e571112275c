package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.session.SessionMark;
import java.util.Optional;

/**
 * An instant worth finding again, drawn across all graphs.
 *
 * @param time nanoseconds on the block writer's clock
 * @param kind what made it
 * @param text what to say about it
 */
public record Mark(long time, Kind kind, String text) {

    /** As a session keeps it. */
    public static Mark of(SessionMark kept) {
        return new Mark(kept.timeNanos(), switch (kept.kind()) {
            case HAND -> Kind.HAND;
            case ALERT -> Kind.ALERT;
        }, kept.text());
    }

    /** What a session keeps of it; nothing of what it keeps as an event already. */
    public Optional<SessionMark> toKeep() {
        return switch (kind) {
            case HAND -> Optional.of(new SessionMark(time, SessionMark.Kind.HAND, text));
            case ALERT -> Optional.of(new SessionMark(time, SessionMark.Kind.ALERT, text));
            case LOAD, WARNING -> Optional.empty();
        };
    }

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
