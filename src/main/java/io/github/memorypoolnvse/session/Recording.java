package io.github.memorypoolnvse.session;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of recording the game attached last. */
public sealed interface Recording {

    /** Nothing was recorded: no game was attached yet, or recording was off while it ran. */
    record None() implements Recording {
    }

    /** It is being written. */
    record Running(String id) implements Recording {
    }

    /** It was ended in order and is kept. */
    record Kept(String id) implements Recording {
    }

    /**
     * It could not be written, or no further.
     *
     * @param id of what was written until then; null when there is nothing
     * @param cause why
     */
    record Failed(@Nullable String id, IOException cause) implements Recording {
    }

    /** The session there is of it. */
    default Optional<String> session() {
        return switch (this) {
            case None _ -> Optional.empty();
            case Running running -> Optional.of(running.id());
            case Kept kept -> Optional.of(kept.id());
            case Failed failed -> Optional.ofNullable(failed.id());
        };
    }

    /** Whether it is a session that is being written now. */
    default boolean writes(String id) {
        return this instanceof Running running && running.id().equals(id);
    }
}
