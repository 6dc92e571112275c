package io.github.memorypoolnvse.ui.sessions;

import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.session.SessionHead;
import io.github.memorypoolnvse.session.SessionMark;
import io.github.memorypoolnvse.session.SessionVisitor;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import io.github.memorypoolnvse.ui.live.LiveFeed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a session into a feed for graphs, and what the plugin said of itself. */
final class SessionFeedReader implements SessionVisitor {

    /** Gaps take a sample each. */
    private static final int ROOM_FOR_GAPS = 1000;

    private final int samples;
    private @Nullable LiveFeed feed;
    private BlockDetails details = BlockDetails.NONE;
    private final List<SessionMark> marks = new ArrayList<>();
    private ThreadTable firstThreads = ThreadTable.EMPTY;
    private ThreadTable threads = ThreadTable.EMPTY;

    private SessionFeedReader(int samples) {
        this.samples = samples;
    }

    static SessionFeedReader read(Session session) throws IOException {
        SessionFeedReader reader =
                new SessionFeedReader((int) Math.min(Integer.MAX_VALUE / 2, session.summary().samples()));
        session.source().read(reader);
        if (reader.feed == null) {
            throw new IOException("The session has no head");
        }
        return reader;
    }

    LiveFeed feed() {
        return Objects.requireNonNull(feed);
    }

    /** Properties, patches and budgets as they were last. */
    BlockDetails details() {
        return details;
    }

    /** What was marked by hand and by alerts. */
    List<SessionMark> marks() {
        return marks;
    }

    /** What each thread had done early, and at last; the same where only one table was kept. */
    ThreadTable firstThreads() {
        return firstThreads;
    }

    ThreadTable threads() {
        return threads;
    }

    @Override
    public void head(SessionHead head) {
        feed = new LiveFeed(head.directory(), head.samplePeriod(), samples + ROOM_FOR_GAPS);
    }

    @Override
    public void sample(long serial, long timeNanos, long[] values) {
        LiveFeed into = feed;
        if (into != null) {
            into.add(timeNanos, values);
        }
    }

    @Override
    public void gap(long lostSamples) {
        LiveFeed into = feed;
        if (into != null) {
            into.gap();
        }
    }

    @Override
    public void event(BlockEvent event) {
        LiveFeed into = feed;
        if (into != null) {
            into.add(event);
        }
    }

    @Override
    public void details(BlockDetails said) {
        details = said;
    }

    @Override
    public void mark(SessionMark mark) {
        marks.add(mark);
    }

    @Override
    public void snapshot(Snapshot values) {
        LiveFeed into = feed;
        if (into != null) {
            into.take(values);
        }
    }

    @Override
    public void threads(ThreadTable table) {
        if (firstThreads.threads().isEmpty()) {
            firstThreads = table;
        }
        threads = table;
    }
}
