package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.format.Attempts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Tries the steps that replace or delete a file again, as {@link Attempts} says. */
final class RetryingFileOperations implements FileOperations {

    private final FileOperations disk;
    private final Attempts attempts;

    RetryingFileOperations(FileOperations disk, Attempts.Pause pause) {
        this.disk = disk;
        this.attempts = new Attempts(pause);
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
        attempts.at(() -> {
            step.run();
            return true;
        });
    }
}
