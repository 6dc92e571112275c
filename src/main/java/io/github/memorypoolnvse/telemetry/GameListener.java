package io.github.memorypoolnvse.telemetry;

import java.util.List;

/** Hears what the watcher finds out. Called on the watcher's thread. */
public interface GameListener {

    /** The state changed; also called once with the first one. */
    default void stateChanged(GameState state) {}

    /** Properties, patches or budgets of the game being read changed; also called once after attaching. */
    default void detailsChanged(Attachment attachment, BlockDetails details) {}

    /** The running games changed, newest last. */
    default void instancesChanged(List<GameInstance> instances) {}
}
