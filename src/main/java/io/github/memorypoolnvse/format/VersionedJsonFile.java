package io.github.memorypoolnvse.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object the manager keeps across its versions. A newer minor is read and what it adds is kept; a newer major
 * is read as far as possible and never written; a malformed file is put aside under a number; one that cannot be read
 * just now is left alone. Written whole or not at all. Not safe for several threads; its owner guards it.
 */
public final class VersionedJsonFile {

    private static final Logger LOG = LoggerFactory.getLogger(VersionedJsonFile.class);
    private static final String MAJOR = "major";
    private static final String MINOR = "minor";

    private final Path file;
    private final int major;
    private final int minor;
    private final Attempts attempts;
    private Standing standing = Standing.WRITABLE;

    /** Whether what is written is kept. */
    public enum Standing {
        WRITABLE,
        /** A newer manager's file lies there, which is not written. */
        NEWER,
        /** What lies there could not be read or put aside, and is not written over. */
        UNREADABLE
    }

    /**
     * @param major of the form this manager writes
     * @param minor of the form this manager writes
     */
    public VersionedJsonFile(Path file, int major, int minor) {
        this(file, major, minor, Attempts.Pause.SLEEP);
    }

    VersionedJsonFile(Path file, int major, int minor, Attempts.Pause pause) {
        this.file = file;
        this.major = major;
        this.minor = minor;
        this.attempts = new Attempts(pause);
    }

    /** What the file says; an empty object where there is none or it cannot be read. */
    public ObjectNode read() {
        try {
            return readToWrite();
        } catch (IOException unreadable) {
            LOG.warn("{} cannot be read and is left alone", file, unreadable);
            return JsonMapper.shared().createObjectNode();
        }
    }

    /**
     * What the file says; an empty object where there is none or it makes no sense.
     *
     * @throws IOException when what lies there cannot be read or put aside
     */
    public ObjectNode readToWrite() throws IOException {
        standing = Standing.UNREADABLE;
        byte[] bytes;
        try {
            bytes = attempts.at(() -> Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            standing = Standing.WRITABLE;
            return JsonMapper.shared().createObjectNode();
        }
        try {
            if (JsonMapper.shared().readTree(bytes) instanceof ObjectNode object) {
                standing = object.path(MAJOR).asInt(major) > major ? Standing.NEWER : Standing.WRITABLE;
                return object;
            }
            LOG.warn("{} is no JSON object", file);
        } catch (JacksonException malformed) {
            LOG.warn("{} makes no sense", file, malformed);
        }
        putAside();
        standing = Standing.WRITABLE;
        return JsonMapper.shared().createObjectNode();
    }

    /** Whether what is written is kept, as of the last read. */
    public Standing standing() {
        return standing;
    }

    /** Keeps an object, with the version in it; does nothing unless {@link Standing#WRITABLE}. */
    public void write(ObjectNode tree) throws IOException {
        if (standing != Standing.WRITABLE) {
            return;
        }
        tree.put(MAJOR, major);
        tree.put(MINOR, Math.max(minor, tree.path(MINOR).asInt(minor)));
        replace(file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(tree));
    }

    /** Puts bytes in a file's place in one step, forced to the disk, and its folder before it. */
    public static void replace(Path file, byte[] bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path staged = Files.createTempFile(folder, "staged", ".new");
        try {
            try (FileChannel channel = FileChannel.open(staged, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            new Attempts(Attempts.Pause.SLEEP).at(() -> Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING));
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private void putAside() throws IOException {
        for (int number = 1; ; number++) {
            Path aside = file.resolveSibling(file.getFileName() + "." + number);
            if (!Files.exists(aside)) {
                attempts.at(() -> Files.move(file, aside));
                return;
            }
        }
    }
}
