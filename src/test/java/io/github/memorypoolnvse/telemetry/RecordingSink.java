package io.github.memorypoolnvse.telemetry;

import java.util.ArrayList;
import java.util.List;

/** Remembers everything, samples as serial, time and values. */
final class RecordingSink implements SampleSink {

    final List<Attachment> begun = new ArrayList<>();
    final List<Long> serials = new ArrayList<>();
    final List<Long> times = new ArrayList<>();
    final List<long[]> values = new ArrayList<>();
    final List<Long> gaps = new ArrayList<>();
    final List<BlockEvent> events = new ArrayList<>();
    final List<Snapshot> snapshots = new ArrayList<>();
    final List<ThreadTable> threads = new ArrayList<>();
    boolean wantsThreads;
    final List<Attachment> ended = new ArrayList<>();

    @Override
    public void begin(Attachment attachment) {
        begun.add(attachment);
    }

    @Override
    public void sample(long serial, long timeNanos, long[] sample) {
        serials.add(serial);
        times.add(timeNanos);
        values.add(sample.clone());
    }

    @Override
    public void gap(long lostSamples) {
        gaps.add(lostSamples);
    }

    @Override
    public void event(BlockEvent event) {
        events.add(event);
    }

    @Override
    public void snapshot(Snapshot all) {
        snapshots.add(all);
    }

    @Override
    public boolean wantsThreads() {
        return wantsThreads;
    }

    @Override
    public void threads(ThreadTable table) {
        threads.add(table);
    }

    @Override
    public void end(Attachment attachment) {
        ended.add(attachment);
    }
}
