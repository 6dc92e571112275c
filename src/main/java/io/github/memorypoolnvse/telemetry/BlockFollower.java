package io.github.memorypoolnvse.telemetry;

import io.github.memorypoolnvse.platform.ProcessState;
import io.github.memorypoolnvse.platform.SharedBlock;

/** Reads one game's block from attaching to its end, and says how the game is. The watcher's thread alone. */
final class BlockFollower {

    private final SharedBlock block;
    private final BlockReader reader;
    private final Attachment attachment;
    private final WatchTiming timing;
    private final SampleSink sink;
    private final MainLoopWatch mainLoop;
    private final StallMeter heartbeat = new StallMeter();
    private boolean begun;
    private boolean saidGoodbye;

    /** @param sink what is read goes there */
    BlockFollower(SharedBlock block, BlockReader reader, GameInstance game, WatchTiming timing, SampleSink sink) {
        this.block = block;
        this.reader = reader;
        this.attachment = new Attachment(game, reader.identity(), reader.directory());
        this.timing = timing;
        this.mainLoop = new MainLoopWatch(reader.directory(), timing);
        this.sink = new Tee(sink, mainLoop);
    }

    GameInstance game() {
        return attachment.game();
    }

    Attachment attachment() {
        return attachment;
    }

    /** Whether a sink was told of the game. */
    boolean begun() {
        return begun;
    }

    BlockReader reader() {
        return reader;
    }

    /** Reads what is new. {@link GameState.Gone} is the last answer. */
    GameState follow(ProcessState process, long now) throws BlockLostException {
        BlockStatus status = reader.status();
        saidGoodbye |= status.state() == BlockState.CLOSING || status.state() == BlockState.DEAD;
        if (status.state() != BlockState.STARTING) {
            drain();
        }
        if (process == ProcessState.ENDED) {
            return new GameState.Gone(attachment, saidGoodbye ? GameState.Gone.How.CLOSED : GameState.Gone.How.KILLED);
        }
        if (saidGoodbye) {
            return new GameState.Closing(attachment);
        }
        heartbeat.look(status.heartbeat(), now);
        if (process == ProcessState.STOPPED || heartbeat.longerThan(timing.frozenAfter())) {
            return new GameState.Frozen(attachment, GameState.Frozen.Cause.PROCESS);
        }
        if (!begun) {
            return new GameState.WaitingForFirstSample(attachment.game());
        }
        if (mainLoop.standsStill()) {
            return new GameState.Frozen(attachment, GameState.Frozen.Cause.MAIN_LOOP);
        }
        return new GameState.Attached(attachment, status.mode());
    }

    private void drain() throws BlockLostException {
        if (!begun) {
            begun = true;
            sink.begin(attachment);
        }
        reader.drainEvents(sink);
        reader.drainSamples(sink);
    }

    /** Lets go of the block. */
    void close() {
        if (begun) {
            sink.end(attachment);
        }
        block.close();
    }

    private record Tee(SampleSink first, SampleSink second) implements SampleSink {

        @Override
        public void begin(Attachment attachment) {
            first.begin(attachment);
            second.begin(attachment);
        }

        @Override
        public void sample(long serial, long timeNanos, long[] values) {
            first.sample(serial, timeNanos, values);
            second.sample(serial, timeNanos, values);
        }

        @Override
        public void gap(long lostSamples) {
            first.gap(lostSamples);
            second.gap(lostSamples);
        }

        @Override
        public void event(BlockEvent event) {
            first.event(event);
            second.event(event);
        }

        @Override
        public void end(Attachment attachment) {
            first.end(attachment);
            second.end(attachment);
        }
    }
}
