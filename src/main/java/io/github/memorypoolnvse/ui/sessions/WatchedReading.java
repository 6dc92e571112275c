package io.github.memorypoolnvse.ui.sessions;

import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.session.SessionHead;
import io.github.memorypoolnvse.session.SessionMark;
import io.github.memorypoolnvse.session.SessionVisitor;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import io.github.memorypoolnvse.ui.LongWork;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands a session on, tells how far it is, and stops where the work it is part of is cancelled. */
final class WatchedReading implements SessionVisitor {

    private static final int CHECKED_EVERY = 512;

    private final SessionVisitor reader;
    private final LongWork work;
    private final long samples;
    private final int reading;
    private final int readings;
    private long read;

    private WatchedReading(SessionVisitor reader, LongWork work, long samples, int reading, int readings) {
        this.reader = reader;
        this.work = work;
        this.samples = Math.max(1, samples);
        this.reading = reading;
        this.readings = readings;
    }

    /**
     * The same session, read under this work's eyes.
     *
     * @param readings how often the work reads it from beginning to end
     */
    static Session of(Session session, LongWork work, int readings) {
        AtomicInteger reading = new AtomicInteger();
        return new Session(session.id(), session.name(), session.notes(), session.summary(), reader -> session.source()
                .read(new WatchedReading(reader, work, session.summary().samples(), reading.getAndIncrement(),
                        readings)));
    }

    @Override
    public void head(SessionHead head) {
        reader.head(head);
    }

    @Override
    public void sample(long serial, long timeNanos, long[] values) {
        if (read++ % CHECKED_EVERY == 0) {
            work.check();
            work.progress(Math.min(1, (reading + (double) read / samples) / readings));
        }
        reader.sample(serial, timeNanos, values);
    }

    @Override
    public void gap(long lostSamples) {
        reader.gap(lostSamples);
    }

    @Override
    public void event(BlockEvent event) {
        reader.event(event);
    }

    @Override
    public void details(BlockDetails details) {
        reader.details(details);
    }

    @Override
    public void mark(SessionMark mark) {
        reader.mark(mark);
    }

    @Override
    public void snapshot(Snapshot values) {
        reader.snapshot(values);
    }

    @Override
    public void threads(ThreadTable table) {
        reader.threads(table);
    }

    @Override
    public void end() {
        reader.end();
    }
}
