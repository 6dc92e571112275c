package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.platform.FileLinks;
import io.github.memorypoolnvse.platform.Host;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** The real disk. */
final class NioFileOperations implements FileOperations {

    private static final int CHUNK = 64 * 1024;

    private final FileLinks links = FileLinks.ofThisMachine();
    private final boolean forced;

    NioFileOperations() {
        this(true);
    }

    /**
     * @param forced false leaves it to the system when the disk is written; only for tests, which lose no power
     */
    NioFileOperations(boolean forced) {
        this.forced = forced;
    }

    @Override
    public Optional<Fingerprint> fingerprint(Path file) throws IOException {
        MessageDigest digest = Fingerprint.digest();
        long size = 0;
        try (InputStream content = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
                digest.update(chunk, 0, read);
                size += read;
            }
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
        return Optional.of(new Fingerprint(size, HexFormat.of().formatHex(digest.digest())));
    }

    @Override
    public int names(Path file) {
        return links.names(file);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException exists) {
            if (!Files.isDirectory(directory)) {
                throw exists;
            }
        }
        forceDirectory(directory.getParent());
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            force(channel);
        }
    }

    @Override
    public void copy(Path source, Path target) throws IOException {
        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        if (!Files.isWritable(target)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            force(channel);
        }
        Files.setLastModifiedTime(target, Files.getLastModifiedTime(source));
    }

    @Override
    public void move(Path source, Path target) throws IOException {
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceDirectory(target.getParent());
    }

    @Override
    public void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            forceDirectory(file.getParent());
        }
    }

    @Override
    public void deleteEmptyDirectory(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException used) {
            return;
        }
        forceDirectory(directory.getParent());
    }

    private void force(FileChannel channel) throws IOException {
        if (forced) {
            channel.force(true);
        }
    }

    /** Makes a changed directory entry last; Windows has no way to ask and does it itself. */
    private void forceDirectory(Path directory) throws IOException {
        if (!forced || Host.current() == Host.WINDOWS) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
