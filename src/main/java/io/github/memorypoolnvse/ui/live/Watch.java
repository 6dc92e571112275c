package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.GameInstance;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.GameWatcher;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import java.util.List;
import java.util.Optional;

/** The watch for a running game, as the window asks it; every method may be called on any thread and returns at once. */
public interface Watch extends RunDetails {

    GameState state();

    /** The running games, newest last. */
    List<GameInstance> instances();

    /** Reads the game with this process id rather than the newest one. */
    void select(long processId);

    /** All live values of the game being read, or of the one read last. */
    Optional<Snapshot> snapshot();

    /** Properties, patches and budgets of the same game. */
    @Override
    BlockDetails details();

    /** What each thread of the same game does, read only for who goes on asking. */
    @Override
    ThreadTable threads();

    /** Reads less often while nobody looks; nothing is lost by it. */
    default void rest(boolean on) {
    }

    /** Sees no game, ever. */
    Watch NOTHING = new Watch() {
        @Override
        public GameState state() {
            return new GameState.NotRunning();
        }

        @Override
        public List<GameInstance> instances() {
            return List.of();
        }

        @Override
        public void select(long processId) {
        }

        @Override
        public Optional<Snapshot> snapshot() {
            return Optional.empty();
        }

        @Override
        public BlockDetails details() {
            return BlockDetails.NONE;
        }

        @Override
        public ThreadTable threads() {
            return ThreadTable.EMPTY;
        }
    };

    /** The watch a watcher keeps. */
    static Watch of(GameWatcher watcher) {
        return new Watch() {
            @Override
            public GameState state() {
                return watcher.state();
            }

            @Override
            public List<GameInstance> instances() {
                return watcher.instances();
            }

            @Override
            public void select(long processId) {
                watcher.select(processId);
            }

            @Override
            public Optional<Snapshot> snapshot() {
                return watcher.snapshot();
            }

            @Override
            public BlockDetails details() {
                return watcher.details();
            }

            @Override
            public ThreadTable threads() {
                return watcher.threads();
            }

            @Override
            public void rest(boolean on) {
                watcher.rest(on);
            }
        };
    }
}
