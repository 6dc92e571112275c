package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.Attachment;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.GameListener;
import io.github.memorypoolnvse.telemetry.SampleSink;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records every attached game into a store as it happens. A disk that fails ends the recording of that game and
 * nothing else. Called on the watcher's thread; {@link #status}, {@link #setEnabled} and {@link #mark} on any.
 */
public final class SessionRecorder implements SampleSink, GameListener {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRecorder.class);

    private static final long VALUES_EVERY = Duration.ofSeconds(5).toNanos();
    private static final long THREADS_EVERY = Duration.ofSeconds(10).toNanos();
    private static final long AT_ONCE = Long.MIN_VALUE;

    private final SessionStore store;
    private final Opener opener;
    private volatile boolean enabled;
    private volatile Recording status = new Recording.None();
    private @Nullable Attachment game;
    private BlockDetails details = BlockDetails.NONE;
    private @Nullable SessionWriter writer;
    private @Nullable Path file;
    private SummaryVisitor summary = new SummaryVisitor();
    private final Queue<SessionMark> marks = new ConcurrentLinkedQueue<>();
    private long valuesDue;
    private long threadsDue;
    private long now;

    /** @param enabled whether it records from the first game on */
    public SessionRecorder(SessionStore store, boolean enabled) {
        this(store, enabled, SessionWriter::new);
    }

    SessionRecorder(SessionStore store, boolean enabled, Opener opener) {
        this.store = store;
        this.enabled = enabled;
        this.opener = opener;
    }

    /** Begins a session's file. */
    @FunctionalInterface
    interface Opener {
        SessionWriter open(Path file, SessionHead head) throws IOException;
    }

    /** What becomes of the game attached last. */
    public Recording status() {
        return status;
    }

    /**
     * Whether games are recorded. The one that runs too: with the next that it reports its recording ends in order, or
     * one begins.
     */
    public void setEnabled(boolean on) {
        enabled = on;
    }

    /** Marks an instant of the session that is being written; of none otherwise. */
    public void mark(SessionMark mark) {
        if (status instanceof Recording.Running) {
            marks.add(mark);
        }
    }

    /** Something to write that may fail. */
    @FunctionalInterface
    private interface Step {
        void run(SessionWriter writer) throws IOException;
    }

    @Override
    public void begin(Attachment attachment) {
        finish();
        status = new Recording.None();
        details = BlockDetails.NONE;
        game = attachment;
        catchUp();
    }

    /** Does what was asked for on other threads. */
    private void catchUp() {
        Attachment running = game;
        if (!enabled) {
            finish();
        } else if (writer == null && running != null && !(status instanceof Recording.Failed)) {
            open(running);
        }
        writeMarks();
    }

    private void writeMarks() {
        for (SessionMark mark = marks.poll(); mark != null; mark = marks.poll()) {
            SessionMark next = mark;
            write(out -> out.mark(next));
        }
    }

    private void open(Attachment running) {
        SessionHead head = new SessionHead(SessionHead.SCHEMA, SessionHead.MINOR, running.identity().token(),
                running.identity().started(), running.identity().samplePeriod().toMillis(),
                running.directory().sampleWidth(), running.directory().metrics());
        try {
            summary = new SummaryVisitor();
            summary.head(head);
            marks.clear();
            valuesDue = AT_ONCE;
            threadsDue = AT_ONCE;
            Path target = store.newFile(head.started(), head.token());
            writer = open(target, head);
            file = target;
            status = new Recording.Running(SessionStore.id(target));
        } catch (IOException failed) {
            LOG.warn("this session is not recorded", failed);
            status = new Recording.Failed(null, failed);
            return;
        }
        if (!details.equals(BlockDetails.NONE)) {
            keep(details);
        }
    }

    private SessionWriter open(Path target, SessionHead head) throws IOException {
        try {
            return opener.open(target, head);
        } catch (IOException failed) {
            Files.deleteIfExists(target);
            throw failed;
        }
    }

    @Override
    public void sample(long serial, long timeNanos, long[] values) {
        catchUp();
        write(out -> out.sample(serial, timeNanos, values));
        summary.sample(serial, timeNanos, values);
    }

    @Override
    public void gap(long lostSamples) {
        write(out -> out.gap(lostSamples));
    }

    @Override
    public void event(BlockEvent event) {
        catchUp();
        write(out -> out.event(event));
        summary.event(event);
    }

    @Override
    public void detailsChanged(Attachment attachment, BlockDetails changed) {
        details = changed;
        keep(changed);
    }

    private void keep(BlockDetails changed) {
        write(out -> out.details(changed));
        summary.details(changed);
    }

    @Override
    public void snapshot(Snapshot values) {
        catchUp();
        now = values.timeNanos();
        if (now >= valuesDue) {
            valuesDue = now + VALUES_EVERY;
            write(out -> out.snapshot(values));
        }
    }

    @Override
    public boolean wantsThreads() {
        return writer != null && now >= threadsDue;
    }

    @Override
    public void threads(ThreadTable table) {
        if (table.reported()) {
            write(out -> out.threads(table));
        }
        threadsDue = now + THREADS_EVERY;
    }

    @Override
    public void end(Attachment attachment) {
        finish();
        game = null;
    }

    private void finish() {
        writeMarks();
        write(SessionWriter::close);
        Path written = file;
        if (writer != null && written != null) {
            summary.end();
            keepSummary(written);
            status = new Recording.Kept(SessionStore.id(written));
        }
        writer = null;
        file = null;
    }

    private void keepSummary(Path written) {
        try {
            store.keepSummary(written, summary.summary());
        } catch (IOException failed) {
            LOG.warn("the summary of {} is not kept", written, failed);
        }
    }

    private void write(Step step) {
        SessionWriter out = writer;
        Path written = file;
        if (out == null || written == null) {
            return;
        }
        try {
            step.run(out);
        } catch (IOException failed) {
            LOG.warn("recording of {} ends here", written, failed);
            out.abandon();
            writer = null;
            file = null;
            status = new Recording.Failed(SessionStore.id(written), failed);
        }
    }
}
