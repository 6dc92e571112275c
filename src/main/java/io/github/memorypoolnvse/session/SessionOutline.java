package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything of a session but its samples. */
final class SessionOutline implements SessionVisitor {

    /** Samples were lost after this one. */
    record Gap(long afterSerial, long lostSamples) {
    }

    private @Nullable SessionHead head;
    private BlockDetails details = BlockDetails.NONE;
    private ThreadTable threads = ThreadTable.EMPTY;
    private final List<BlockEvent> events = new ArrayList<>();
    private final List<SessionMark> marks = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private long lastSerial;

    @Override
    public void head(SessionHead first) {
        head = first;
    }

    @Override
    public void sample(long serial, long timeNanos, long[] values) {
        lastSerial = serial;
    }

    @Override
    public void gap(long lostSamples) {
        gaps.add(new Gap(lastSerial, lostSamples));
    }

    @Override
    public void event(BlockEvent event) {
        events.add(event);
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
        snapshots.add(values);
    }

    @Override
    public void threads(ThreadTable table) {
        threads = table;
    }

    SessionHead head() throws IOException {
        SessionHead first = head;
        if (first == null) {
            throw new IOException("The session has no head");
        }
        return first;
    }

    /** As they were last. */
    BlockDetails details() {
        return details;
    }

    /** What each thread did until the end. */
    ThreadTable threads() {
        return threads;
    }

    List<BlockEvent> events() {
        return events;
    }

    List<SessionMark> marks() {
        return marks;
    }

    List<Gap> gaps() {
        return gaps;
    }

    /** The values that samples do not carry, every few seconds. */
    List<Snapshot> snapshots() {
        return snapshots;
    }

    /** The metrics that samples do not carry. */
    List<Metric> unsampled() throws IOException {
        return head().metrics().stream().filter(metric -> !metric.sampled()).toList();
    }
}
