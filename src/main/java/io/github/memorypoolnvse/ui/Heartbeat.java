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

    private final ScheduledExecutorService timer;
    private final AtomicBoolean waiting = new AtomicBoolean();

    Heartbeat(long periodMillis, Runnable beat) {
        timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("window-heartbeat").factory());
        timer.scheduleAtFixedRate(() -> {
            if (waiting.compareAndSet(false, true)) {
                Platform.runLater(() -> {
                    waiting.set(false);
                    beat.run();
                });
            }
        }, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
