package io.github.memorypoolnvse.telemetry;

/** How things stand between the manager and the game. */
public sealed interface GameState {

    /** No game runs. */
    record NotRunning() implements GameState {}

    /** A game runs and publishes nothing: the plugin is not installed, was not loaded, or has no telemetry. */
    record RunningWithoutPlugin(GameInstance game) implements GameState {}

    /** The plugin has laid out its block but not taken a sample: the game is starting. */
    record WaitingForFirstSample(GameInstance game) implements GameState {}

    /** Samples are read. */
    record Attached(Attachment attachment, PluginMode mode) implements GameState {}

    /** The process is there but stands still. */
    record Frozen(Attachment attachment, Cause cause) implements GameState {

        /** What stands still. */
        public enum Cause {
            /** The whole process: not even the plugin's own thread runs. */
            PROCESS,
            /** The game's main loop, outside of loading; the plugin goes on sampling. */
            MAIN_LOOP
        }
    }

    /** The game is leaving; the last values stand. */
    record Closing(Attachment attachment) implements GameState {}

    /** The process watched last is gone. Holds until another game runs. */
    record Gone(Attachment attachment, How how) implements GameState {

        /** How the process ended. */
        public enum How {
            /** The plugin had said goodbye. */
            CLOSED,
            /** It had not: a crash, a kill, or an exit without notice. */
            KILLED
        }
    }

    /** What stands where the block should be is none, or contradicts itself. */
    record ForeignBlock(GameInstance game, String reason) implements GameState {}

    /** The plugin is newer than this manager. */
    record NewerBlock(GameInstance game, int major) implements GameState {}

    /** The game belongs to another user. */
    record NoPermission(GameInstance game, String reason) implements GameState {}
}
