package io.github.memorypoolnvse.telemetry;

import io.github.memorypoolnvse.platform.GameProcesses;
import io.github.memorypoolnvse.platform.ProcessState;
import io.github.memorypoolnvse.platform.SharedBlocks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a game, attaches to it by itself, hands on everything it publishes, and says how it is: one thread
 * that looks and reads. A game is attached within a second of its first sample; one that freezes or ends is
 * named within two.
 *
 * <p>Listeners and sinks are called on that thread. {@link #state}, {@link #instances}, {@link #snapshot},
 * {@link #details}, {@link #threads} and {@link #select} and {@link #rest} may be called on any.
 */
public final class GameWatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GameWatcher.class);
    private static final Duration DETAILS_EVERY = Duration.ofMillis(500);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(2);

    private static final SampleSink UNTOLD = new SampleSink() {};

    private final GameProcesses processes;
    private final GameSearch search;
    private final WatchTiming timing;
    private final Ticker ticker;
    private final List<GameListener> listeners = new CopyOnWriteArrayList<>();
    private final List<SampleSink> sinks = new CopyOnWriteArrayList<>();
    private final SampleSink toAll = new ToAll();

    private volatile GameState state = new GameState.NotRunning();
    private volatile List<GameInstance> instances = List.of();
    private volatile @Nullable Snapshot snapshot;
    private volatile BlockDetails details = BlockDetails.NONE;
    private volatile ThreadTable threads = ThreadTable.EMPTY;
    private volatile boolean threadsWanted;
    private volatile OptionalLong selected = OptionalLong.empty();
    private volatile boolean resting;
    private volatile boolean closed;
    private @Nullable Thread thread;

    private @Nullable BlockFollower follower;
    private boolean announced;
    private long nextSearch = Long.MIN_VALUE;
    private long nextDetails;
    private @Nullable GameInstance bare;
    private long bareSince;

    public GameWatcher(GameProcesses processes, SharedBlocks blocks, WatchTiming timing, Ticker ticker) {
        this.processes = processes;
        this.search = new GameSearch(processes, blocks);
        this.timing = timing;
        this.ticker = ticker;
    }

    public void addListener(GameListener listener) {
        listeners.add(listener);
    }

    /** Before {@link #start}, or the sink misses what was handed on so far. */
    public void addSink(SampleSink sink) {
        sinks.add(sink);
    }

    /** Starts looking. Once. */
    public void start() {
        Thread started = new Thread(this::run, "game-watcher");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    public GameState state() {
        return state;
    }

    /** The running games, newest last. */
    public List<GameInstance> instances() {
        return instances;
    }

    /** All live values of the game being read, or of the one read last, as of half a second ago at most. */
    public Optional<Snapshot> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    /** Properties, patches and budgets of the game being read, or of the one read last. */
    public BlockDetails details() {
        return details;
    }

    /**
     * The threads of the game being read, or of the one read last. They are read only for who asks: an answer is as
     * old as the question before it, the first one may be empty, and nobody who asks costs nothing.
     */
    public ThreadTable threads() {
        threadsWanted = true;
        return threads;
    }

    /** Reads the game with this process id rather than the newest one, for as long as it runs. */
    public void select(long pid) {
        selected = OptionalLong.of(pid);
    }

    /** Reads less often, and as much, while nobody looks: each time it wakes takes some of the game's processor. */
    public void rest(boolean on) {
        resting = on;
    }

    /** Stops looking and lets go of the game. */
    @Override
    public void close() {
        closed = true;
        Thread running = thread;
        if (running == null) {
            detach();
            return;
        }
        running.interrupt();
        try {
            running.join(PATIENCE_AT_CLOSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                ticker.sleep(step());
            }
        } catch (InterruptedException stopped) {
            LOG.debug("The watch for a game was ended");
        } finally {
            detach();
        }
    }

    /** One look. Returns how long to wait before the next. */
    Duration step() {
        long now = ticker.nanoTime();
        try {
            if (switchWanted()) {
                detach();
            }
            if (now >= nextSearch) {
                refresh(now);
            }
            if (follower == null) {
                attach(now);
            }
            if (follower != null) {
                follow(follower, now);
            }
        } catch (BlockLostException lost) {
            LOG.info("The block went away while it was read");
            detach();
        }
        if (follower == null) {
            return timing.search();
        }
        return resting ? timing.restingDrain() : timing.drain();
    }

    private boolean switchWanted() {
        BlockFollower current = follower;
        OptionalLong wanted = selected;
        return current != null
                && wanted.isPresent()
                && current.game().pid() != wanted.getAsLong()
                && instances.stream().anyMatch(game -> game.pid() == wanted.getAsLong());
    }

    private void refresh(long now) {
        search.refresh();
        nextSearch = now + (follower == null ? timing.search() : timing.list()).toNanos();
        if (!instances.equals(search.instances())) {
            instances = search.instances();
            tell(listener -> listener.instancesChanged(instances));
        }
    }

    private void attach(long now) throws BlockLostException {
        switch (search.find(selected)) {
            case GameSearch.Found.Nothing() -> {
                bare = null;
                if (!(state instanceof GameState.Gone)) {
                    change(new GameState.NotRunning());
                }
            }
            case GameSearch.Found.NoBlock(GameInstance game) -> withoutBlock(game, now);
            case GameSearch.Found.Unreadable(GameState why) -> change(why);
            case GameSearch.Found.Block(var block, var reader, GameInstance game) -> {
                bare = null;
                follower = new BlockFollower(block, reader, game, timing, toAll);
                details = BlockDetails.NONE;
                threads = ThreadTable.EMPTY;
                snapshot = null;
                nextDetails = now;
            }
        }
    }

    private void withoutBlock(GameInstance game, long now) {
        if (bare == null || !bare.process().sameRun(game.process())) {
            bare = game;
            bareSince = now;
        }
        boolean leaving = state instanceof GameState.Gone(Attachment gone, GameState.Gone.How _)
                && gone.game().process().sameRun(game.process());
        if (!leaving && now - bareSince >= timing.pluginGrace().toNanos()) {
            change(new GameState.RunningWithoutPlugin(game));
        }
    }

    private void follow(BlockFollower current, long now) throws BlockLostException {
        ProcessState process = processes.state(current.game().process());
        GameState next = current.follow(process, now);
        boolean last = next instanceof GameState.Closing || next instanceof GameState.Gone;
        boolean ends = last && !next.equals(state);
        if (now >= nextDetails || ends) {
            nextDetails = now + DETAILS_EVERY.toNanos();
            readDetails(current, ends);
        }
        if (next instanceof GameState.Gone) {
            detach();
            nextSearch = now;
        }
        change(next);
    }

    private void readDetails(BlockFollower current, boolean ends) throws BlockLostException {
        SampleSink told = current.begun() ? toAll : UNTOLD;
        current.reader().snapshot().ifPresent(read -> {
            snapshot = read;
            told.snapshot(read);
        });
        if (told.wantsThreads() || threadsWanted || ends) {
            threadsWanted = false;
            current.reader().threads().ifPresent(read -> {
                threads = read;
                told.threads(read);
            });
        }
        BlockDetails read = current.reader().details(details);
        if (!read.equals(details)) {
            details = read;
            tell(listener -> listener.detailsChanged(current.attachment(), read));
        }
    }

    private void detach() {
        BlockFollower current = follower;
        follower = null;
        if (current != null) {
            current.close();
        }
    }

    private void change(GameState next) {
        if (announced && next.equals(state)) {
            return;
        }
        announced = true;
        state = next;
        tell(listener -> listener.stateChanged(next));
    }

    private void tell(Consumer<GameListener> call) {
        for (GameListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException failure) {
                LOG.error("A listener failed", failure);
            }
        }
    }

    /** Hands on to every sink; one that fails does not keep the others from theirs. */
    private final class ToAll implements SampleSink {

        private boolean failureReported;

        @Override
        public void begin(Attachment attachment) {
            failureReported = false;
            for (SampleSink sink : sinks) {
                try {
                    sink.begin(attachment);
                } catch (RuntimeException failure) {
                    report(failure);
                }
            }
        }

        @Override
        public void sample(long serial, long timeNanos, long[] values) {
            for (int i = 0; i < sinks.size(); i++) {
                try {
                    sinks.get(i).sample(serial, timeNanos, values);
                } catch (RuntimeException failure) {
                    report(failure);
                }
            }
        }

        @Override
        public void gap(long lostSamples) {
            for (SampleSink sink : sinks) {
                try {
                    sink.gap(lostSamples);
                } catch (RuntimeException failure) {
                    report(failure);
                }
            }
        }

        @Override
        public void event(BlockEvent event) {
            for (SampleSink sink : sinks) {
                try {
                    sink.event(event);
                } catch (RuntimeException failure) {
                    report(failure);
                }
            }
        }

        @Override
        public void snapshot(Snapshot values) {
            for (SampleSink sink : sinks) {
                try {
                    sink.snapshot(values);
                } catch (RuntimeException failure) {
                    report(failure);
                }
            }
        }

        @Override
        public boolean wantsThreads() {
            boolean wanted = false;
            for (SampleSink sink : sinks) {
                try {
                    wanted |= sink.wantsThreads();
                } catch (RuntimeException failure) {
                    report(failure);
                }
            }
            return wanted;
        }

        @Override
        public void threads(ThreadTable table) {
            for (SampleSink sink : sinks) {
                try {
                    sink.threads(table);
                } catch (RuntimeException failure) {
                    report(failure);
                }
            }
        }

        @Override
        public void end(Attachment attachment) {
            for (SampleSink sink : sinks) {
                try {
                    sink.end(attachment);
                } catch (RuntimeException failure) {
                    report(failure);
                }
            }
        }

        /** Once a game: a consumer that fails at one sample mostly fails at all. */
        private void report(RuntimeException failure) {
            if (!failureReported) {
                failureReported = true;
                LOG.error("A consumer of samples failed", failure);
            }
        }
    }
}
