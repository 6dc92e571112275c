package io.github.memorypoolnvse.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object the manager keeps across its versions. A newer minor is read and what it adds is kept; a newer major
 * is read as far as possible and never written; a malformed file is put aside under a number. Written whole or not
 * at all. Not safe for several threads; its owner guards it.
 */
public final class VersionedJsonFile {

    private static final Logger LOG = LoggerFactory.getLogger(VersionedJsonFile.class);
    private static final String MAJOR = "major";
    private static final String MINOR = "minor";

    private final Path file;
    private final int major;
    private final int minor;
    private boolean readOnly;

    /**
     * @param major of the form this manager writes
     * @param minor of the form this manager writes
     */
    public VersionedJsonFile(Path file, int major, int minor) {
        this.file = file;
        this.major = major;
        this.minor = minor;
    }

    /** What the file says; an empty object where there is none or it cannot be read. */
    public ObjectNode read() {
        if (!Files.exists(file)) {
            return JsonMapper.shared().createObjectNode();
        }
        try {
            JsonNode node = JsonMapper.shared().readTree(Files.readAllBytes(file));
            if (!(node instanceof ObjectNode object)) {
                throw new IOException("not an object");
            }
            readOnly = object.path(MAJOR).asInt(major) > major;
            return object;
        } catch (IOException | JacksonException malformed) {
            LOG.warn("{} cannot be read", file, malformed);
            putAside();
            return JsonMapper.shared().createObjectNode();
        }
    }

    /** Whether nothing is written because a newer manager's file lies there, as of the last read. */
    public boolean readOnly() {
        return readOnly;
    }

    /** Keeps an object, with the version in it; does nothing while {@link #readOnly}. */
    public void write(ObjectNode tree) throws IOException {
        if (readOnly) {
            return;
        }
        tree.put(MAJOR, major);
        tree.put(MINOR, Math.max(minor, tree.path(MINOR).asInt(minor)));
        replace(file, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(tree));
    }

    /** Puts bytes in a file's place in one step, and its folder before it. */
    public static void replace(Path file, byte[] bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path staged = Files.createTempFile(folder, "staged", ".new");
        try {
            Files.write(staged, bytes);
            Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    private void putAside() {
        try {
            for (int number = 1; ; number++) {
                Path aside = file.resolveSibling(file.getFileName() + "." + number);
                if (!Files.exists(aside)) {
                    Files.move(file, aside);
                    return;
                }
            }
        } catch (IOException failed) {
            readOnly = true;
            LOG.warn("{} could not be put aside", file, failed);
        }
    }
}
