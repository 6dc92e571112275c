package io.github.memorypoolnvse.ui;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/**
 * Calls the JavaFX thread at a steady, slow pace without keeping its pulse running: an animation would render
 * sixty frames a second for ten that differ. A call that finds the last one still waiting is dropped.
 */
final class Heartbeat implements AutoCloseable {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("window-heartbeat").factory());
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final int restEvery;
    private final Runnable beat;
    private volatile boolean resting;
    private int ticks;

    /**
     * @param restEvery while it rests, one beat in so many is made
     */
    Heartbeat(int restEvery, Runnable beat) {
        this.restEvery = restEvery;
        this.beat = beat;
    }

    /** Begins to beat. Once. */
    void start(long periodMillis) {
        timer.scheduleAtFixedRate(this::tick, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        boolean skipped = resting && ++ticks % restEvery != 0;
        if (!skipped && waiting.compareAndSet(false, true)) {
            Platform.runLater(() -> {
                waiting.set(false);
                beat.run();
            });
        }
    }

    /** Beats seldom while nobody looks. */
    void rest(boolean on) {
        resting = on;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
