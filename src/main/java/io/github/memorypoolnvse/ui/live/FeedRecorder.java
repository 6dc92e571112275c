package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.Attachment;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.SampleSink;
import io.github.memorypoolnvse.telemetry.Snapshot;
import org.jspecify.annotations.Nullable;

/** Keeps what the running game reports, a new feed for each run; the last one stays until the next begins. */
public final class FeedRecorder implements SampleSink {

    private volatile @Nullable LiveFeed feed;

    /** The newest run's feed; null before the first. Any thread. */
    public @Nullable LiveFeed feed() {
        return feed;
    }

    @Override
    public void begin(Attachment attachment) {
        feed = new LiveFeed(attachment);
    }

    @Override
    public void sample(long serial, long timeNanos, long[] values) {
        LiveFeed current = feed;
        if (current != null) {
            current.add(timeNanos, values);
        }
    }

    @Override
    public void gap(long lostSamples) {
        LiveFeed current = feed;
        if (current != null) {
            current.gap();
        }
    }

    @Override
    public void event(BlockEvent event) {
        LiveFeed current = feed;
        if (current != null) {
            current.add(event);
        }
    }

    @Override
    public void snapshot(Snapshot values) {
        LiveFeed current = feed;
        if (current != null) {
            current.take(values);
        }
    }
}
