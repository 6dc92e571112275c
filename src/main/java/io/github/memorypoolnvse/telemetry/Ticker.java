package io.github.memorypoolnvse.telemetry;

import java.time.Duration;

/** Time as the watcher knows it, so that a test can stand in for it. */
public interface Ticker {

    /** Nanoseconds that only grow, from any origin. */
    long nanoTime();

    void sleep(Duration duration) throws InterruptedException;

    /** The machine's own time. */
    static Ticker system() {
        return new Ticker() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(duration);
            }
        };
    }
}
