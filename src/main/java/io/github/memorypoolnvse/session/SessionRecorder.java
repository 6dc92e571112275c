package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.Attachment;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.GameListener;
import io.github.memorypoolnvse.telemetry.SampleSink;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records every attached game into a store as it happens. A disk that fails ends the recording of that game and
 * nothing else. Called on the watcher's thread; {@link #recording} and {@link #setEnabled} on any.
 */
public final class SessionRecorder implements SampleSink, GameListener {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRecorder.class);

    private final SessionStore store;
    private volatile boolean enabled = true;
    private volatile boolean recording;
    private @Nullable SessionWriter writer;
    private @Nullable Path file;
    private SummaryVisitor summary = new SummaryVisitor();

    public SessionRecorder(SessionStore store) {
        this.store = store;
    }

    /** Whether a session is being written now. */
    public boolean recording() {
        return recording;
    }

    /** Whether the next game is recorded. */
    public void setEnabled(boolean on) {
        enabled = on;
    }

    /** Something to write that may fail. */
    @FunctionalInterface
    private interface Step {
        void run(SessionWriter writer) throws IOException;
    }

    @Override
    public void begin(Attachment attachment) {
        if (writer != null) {
            finish();
        }
        if (!enabled) {
            return;
        }
        SessionHead head = new SessionHead(SessionHead.SCHEMA, attachment.identity().token(),
                attachment.identity().started(), attachment.identity().samplePeriod().toMillis(),
                attachment.directory().sampleWidth(), attachment.directory().metrics());
        try {
            summary = new SummaryVisitor();
            summary.head(head);
            Path target = store.newFile(head.started(), head.token());
            writer = new SessionWriter(target, head);
            file = target;
            recording = true;
        } catch (IOException failed) {
            LOG.warn("this session is not recorded", failed);
        }
    }

    @Override
    public void sample(long serial, long timeNanos, long[] values) {
        write(out -> out.sample(serial, timeNanos, values));
        summary.sample(serial, timeNanos, values);
    }

    @Override
    public void gap(long lostSamples) {
        write(out -> out.gap(lostSamples));
    }

    @Override
    public void event(BlockEvent event) {
        write(out -> out.event(event));
        summary.event(event);
    }

    @Override
    public void detailsChanged(Attachment attachment, BlockDetails details) {
        write(out -> out.details(details));
        summary.details(details);
    }

    @Override
    public void end(Attachment attachment) {
        finish();
    }

    private void finish() {
        write(SessionWriter::close);
        Path written = file;
        if (writer != null && written != null) {
            summary.end();
            try {
                store.keepSummary(written, summary.summary());
            } catch (IOException failed) {
                LOG.warn("the summary of {} is not kept", written, failed);
            }
        }
        writer = null;
        file = null;
        recording = false;
    }

    private void write(Step step) {
        SessionWriter out = writer;
        if (out == null) {
            return;
        }
        try {
            step.run(out);
        } catch (IOException failed) {
            LOG.warn("recording of {} ends here", file, failed);
            writer = null;
            recording = false;
        }
    }
}
