package io.github.memorypoolnvse.telemetry;

import java.time.Duration;

/**
 * Whether the game's main loop stands still, by the samples alone and on the plugin's clock: frames were
 * counted once, none came for a while, and the game is not loading.
 */
final class MainLoopWatch implements SampleSink {

    private static final String FRAMES = "frame.count";

    private final int frameSlot;
    private final long limit;
    private final long longestLoad;
    private long frames;
    private long lastFrameAt;
    private long newestSampleAt;
    private long loadingSince = -1;

    MainLoopWatch(MetricDirectory directory, WatchTiming timing) {
        this.frameSlot = directory.ringSlot(FRAMES);
        this.limit = timing.frozenAfter().toNanos();
        this.longestLoad = timing.longestLoad().toNanos();
    }

    @Override
    public void sample(long serial, long timeNanos, long[] values) {
        newestSampleAt = timeNanos;
        if (frameSlot == Metric.NOT_SAMPLED) {
            return;
        }
        if (values[frameSlot] != frames) {
            frames = values[frameSlot];
            lastFrameAt = timeNanos;
        }
    }

    @Override
    public void event(BlockEvent event) {
        switch (event.kind()) {
            case LOAD_BEGIN -> loadingSince = event.timeNanos();
            case LOAD_END -> {
                loadingSince = -1;
                lastFrameAt = Math.max(lastFrameAt, event.timeNanos());
            }
            case INFO, MODE, OUT_OF_MEMORY, FALLBACK, CORRUPTION, PATCH, BUDGET, ALLOCATOR, EXIT, UNKNOWN -> {}
        }
    }

    boolean standsStill() {
        boolean loading = loadingSince >= 0 && newestSampleAt - loadingSince < longestLoad;
        return frames > 0 && !loading && newestSampleAt - lastFrameAt >= limit;
    }

    /** For messages: how long ago the last frame was, on the plugin's clock. */
    Duration sinceLastFrame() {
        return Duration.ofNanos(Math.max(0, newestSampleAt - lastFrameAt));
    }
}
