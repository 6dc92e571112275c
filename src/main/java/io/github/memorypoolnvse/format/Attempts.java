package io.github.memorypoolnvse.format;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;

/**
 * Tries a step on a file again for a third of a second: on Windows a virus scanner or an indexer holds a fresh file for
 * some milliseconds (manager facts 2.1).
 */
public final class Attempts {

    private static final int MOST = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final Pause pause;

    /** Waits between attempts. */
    @FunctionalInterface
    public interface Pause {

        /** Sleeps the calling thread. */
        Pause SLEEP = Thread::sleep;

        void by(Duration time) throws InterruptedException;
    }

    /** What may fail for a while. */
    @FunctionalInterface
    public interface Step<T> {
        T run() throws IOException;
    }

    public Attempts(Pause pause) {
        this.pause = pause;
    }

    /**
     * Makes the step until it succeeds.
     *
     * @throws IOException what the last attempt failed by; at once when the file is not there
     */
    public <T> T at(Step<T> step) throws IOException {
        Duration wait = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return step.run();
            } catch (NoSuchFileException absent) {
                throw absent;
            } catch (IOException failed) {
                if (attempt == MOST) {
                    throw failed;
                }
            }
            try {
                pause.by(wait);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for a file in use", interrupted);
            }
            wait = wait.multipliedBy(2);
        }
    }
}
