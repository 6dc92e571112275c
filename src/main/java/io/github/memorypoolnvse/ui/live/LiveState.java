package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.PluginMode;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the watch for a running game has found. Each state has its own words, {@code ui.live.state.KEY.title} and
 * {@code .text}, and its own next step.
 */
public sealed interface LiveState {

    /**
     * What the watch's state means here.
     *
     * @param feed what was recorded of the game the state is about; null before the first sample
     * @param details what the block of that game says beside its numbers
     */
    static LiveState of(GameState state, @Nullable Feed feed, BlockDetails details) {
        return switch (state) {
            case GameState.NotRunning _ -> new NotRunning();
            case GameState.RunningWithoutPlugin without -> new WithoutPlugin(without.game().pid());
            case GameState.WaitingForFirstSample waiting -> new Waiting(waiting.game().pid());
            case GameState.Attached attached -> feed == null ? new Waiting(attached.attachment().game().pid())
                    : attached(attached.attachment().game().pid(), feed, attached.mode(), details);
            case GameState.Frozen frozen -> feed == null ? new Waiting(frozen.attachment().game().pid())
                    : new Frozen(frozen.attachment().game().pid(), feed,
                            frozen.cause() == GameState.Frozen.Cause.MAIN_LOOP);
            case GameState.Closing closing -> feed == null ? new NotRunning()
                    : new Closing(closing.attachment().game().pid(), feed);
            case GameState.Gone _ -> feed == null ? new NotRunning() : new Gone(feed);
            case GameState.ForeignBlock foreign -> new Foreign(foreign.reason());
            case GameState.NewerBlock newer -> new Newer(Integer.toString(newer.major()));
            case GameState.NoPermission denied -> new NoPermission(denied.game().pid());
        };
    }

    /** Of a game whose samples come in. */
    static LiveState attached(long processId, Feed feed, PluginMode mode, BlockDetails details) {
        String reason = details.property("mode.reason");
        boolean observing = mode == PluginMode.OBSERVE || mode == PluginMode.ACTIVE && !reason.isEmpty();
        return observing ? new Observing(processId, feed, reason) : new Attached(processId, feed);
    }

    /** Where its words are: {@code ui.live.state.} and this. */
    String key();

    /** No game was found on this computer. */
    record NoInstall() implements LiveState {
        @Override
        public String key() {
            return "noInstall";
        }
    }

    /** The game is not running. */
    record NotRunning() implements LiveState {
        @Override
        public String key() {
            return "notRunning";
        }
    }

    /** The game runs, but there is no block: the plugin is not installed or was not loaded. */
    record WithoutPlugin(long processId) implements LiveState {
        @Override
        public String key() {
            return "withoutPlugin";
        }
    }

    /** Attached; the first sample is not there yet. */
    record Waiting(long processId) implements LiveState {
        @Override
        public String key() {
            return "waiting";
        }
    }

    /** Attached and counting. */
    record Attached(long processId, Feed feed) implements LiveState {
        @Override
        public String key() {
            return "attached";
        }
    }

    /**
     * Attached and counting, but the game's own heap is in use.
     *
     * @param reason why, as the plugin says it; may be empty
     */
    record Observing(long processId, Feed feed, String reason) implements LiveState {
        @Override
        public String key() {
            return "observing";
        }
    }

    /**
     * Attached, but the game stands still.
     *
     * @param sampling whether the plugin in it goes on reporting
     */
    record Frozen(long processId, Feed feed, boolean sampling) implements LiveState {
        @Override
        public String key() {
            return "frozen";
        }
    }

    /** The game said that it is leaving. */
    record Closing(long processId, Feed feed) implements LiveState {
        @Override
        public String key() {
            return "closing";
        }
    }

    /** The game is gone; what it left can still be read. */
    record Gone(Feed feed) implements LiveState {
        @Override
        public String key() {
            return "gone";
        }
    }

    /** A block is there that is not one of ours, or a damaged one. */
    record Foreign(String reason) implements LiveState {
        @Override
        public String key() {
            return "foreign";
        }
    }

    /** The plugin in the game is newer than this manager. */
    record Newer(String version) implements LiveState {
        @Override
        public String key() {
            return "newer";
        }
    }

    /** The block is there but may not be opened. */
    record NoPermission(long processId) implements LiveState {
        @Override
        public String key() {
            return "noPermission";
        }
    }

    /** The feed this state carries, or null. */
    default @Nullable Feed feedOrNull() {
        return switch (this) {
            case Attached attached -> attached.feed();
            case Observing observing -> observing.feed();
            case Frozen frozen -> frozen.feed();
            case Closing closing -> closing.feed();
            case Gone gone -> gone.feed();
            case NoInstall _, NotRunning _, WithoutPlugin _, Waiting _, Foreign _, Newer _, NoPermission _ -> null;
        };
    }

    /** The process it is about. */
    default OptionalLong process() {
        return switch (this) {
            case WithoutPlugin state -> OptionalLong.of(state.processId());
            case Waiting state -> OptionalLong.of(state.processId());
            case Attached state -> OptionalLong.of(state.processId());
            case Observing state -> OptionalLong.of(state.processId());
            case Frozen state -> OptionalLong.of(state.processId());
            case Closing state -> OptionalLong.of(state.processId());
            case NoPermission state -> OptionalLong.of(state.processId());
            case NoInstall _, NotRunning _, Gone _, Foreign _, Newer _ -> OptionalLong.empty();
        };
    }

    /** Whether samples come in. */
    default boolean counting() {
        return this instanceof Attached || this instanceof Observing
                || this instanceof Frozen frozen && frozen.sampling();
    }

    /** How good or bad it is for a person who wants to play. */
    default Severity severity() {
        return switch (this) {
            case Attached _ -> Severity.GOOD;
            case NotRunning _, Waiting _, Closing _, Gone _ -> Severity.INFO;
            case NoInstall _, WithoutPlugin _, Observing _, Frozen _, Newer _ -> Severity.WARNING;
            case Foreign _, NoPermission _ -> Severity.BAD;
        };
    }
}
