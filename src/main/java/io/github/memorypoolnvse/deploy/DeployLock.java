package io.github.memorypoolnvse.deploy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps every other manager, in this process or another, from changing the same folder. Ends with its process. */
final class DeployLock implements AutoCloseable {

    private final FileChannel channel;

    private DeployLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of {@code root}.
     *
     * @throws DeployException when somebody else has it
     */
    static DeployLock acquire(Path folder, Path root) throws IOException {
        Files.createDirectories(folder);
        String key = Fingerprint.of(root.toString().getBytes(StandardCharsets.UTF_8)).sha256().substring(0, 16);
        FileChannel channel = FileChannel.open(folder.resolve(key + ".lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new DeployException("busy", root);
        }
        return new DeployLock(channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException here) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
