package io.github.memorypoolnvse.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Tries the steps that replace or delete a file again: on Windows a virus scanner or an indexer holds a fresh file
 * for some milliseconds (manager facts 2.1).
 */
final class RetryingFileOperations implements FileOperations {

    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);

    private final FileOperations disk;
    private final Pause pause;

    RetryingFileOperations(FileOperations disk, Pause pause) {
        this.disk = disk;
        this.pause = pause;
    }

    /** Waits between attempts. */
    @FunctionalInterface
    interface Pause {

        /** Sleeps the calling thread. */
        Pause SLEEP = Thread::sleep;

        void by(Duration time) throws InterruptedException;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    @Override
    public Optional<Fingerprint> fingerprint(Path file) throws IOException {
        return disk.fingerprint(file);
    }

    @Override
    public int names(Path file) throws IOException {
        return disk.names(file);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return disk.read(file);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        disk.createDirectory(directory);
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        disk.write(file, content);
    }

    @Override
    public void copy(Path source, Path target) throws IOException {
        disk.copy(source, target);
    }

    @Override
    public void move(Path source, Path target) throws IOException {
        retried(() -> disk.move(source, target));
    }

    @Override
    public void delete(Path file) throws IOException {
        retried(() -> disk.delete(file));
    }

    @Override
    public void deleteEmptyDirectory(Path directory) throws IOException {
        retried(() -> disk.deleteEmptyDirectory(directory));
    }

    private void retried(Step step) throws IOException {
        Duration wait = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                step.run();
                return;
            } catch (IOException failed) {
                if (attempt == ATTEMPTS) {
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
