package io.github.memorypoolnvse.ui;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Calls the JavaFX thread at a steady, slow pace without keeping its pulse running: an animation would render
 * sixty frames a second for ten that differ. A call that finds the last one still waiting or at work is dropped, and
 * work that fails again and again is called as seldom as while nobody looks. Used on the JavaFX thread.
 */
final class Heartbeat implements AutoCloseable {

    private static final int PATIENCE = 3;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("window-heartbeat").factory());
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final int restEvery;
    private final Runnable beat;
    private volatile int failed;
    private int ticksSinceFailing;
    private long periodMillis;
    private boolean resting;
    private @Nullable Future<?> ticking;

    /**
     * @param restEvery while it rests, one beat in so many is made
     */
    Heartbeat(int restEvery, Runnable beat) {
        this.restEvery = restEvery;
        this.beat = beat;
    }

    /** Begins to beat. Once. */
    void start(long period) {
        periodMillis = period;
        tickEvery(period);
    }

    private void tickEvery(long period) {
        Future<?> before = ticking;
        if (before != null) {
            before.cancel(false);
        }
        ticking = timer.scheduleAtFixedRate(this::tick, period, period, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (failed >= PATIENCE && ++ticksSinceFailing % restEvery != 0) {
            return;
        }
        if (waiting.compareAndSet(false, true)) {
            Platform.runLater(this::makeBeat);
        }
    }

    private void makeBeat() {
        int before = failed;
        failed = before + 1;
        try {
            beat.run();
            failed = 0;
        } finally {
            waiting.set(false);
        }
    }

    /** Beats seldom while nobody looks, and does not even wake in between. */
    void rest(boolean on) {
        if (on != resting && !timer.isShutdown()) {
            resting = on;
            tickEvery(on ? restEvery * periodMillis : periodMillis);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
