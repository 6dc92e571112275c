package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.format.Attempts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives whose bytes depend on nothing but what is in them: sorted names, no time. */
final class StableZip {

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private StableZip() {
    }

    /** Contents by path, with forward slashes, as an archive. */
    static byte[] bytes(Map<String, byte[]> contents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> content : new TreeMap<>(contents).entrySet()) {
                ZipEntry entry = new ZipEntry(content.getKey());
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(content.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** Writes the archive; an existing file is replaced in one step. */
    static void write(Path archive, Map<String, byte[]> contents) throws IOException {
        Path file = archive.toAbsolutePath();
        NioFileOperations disk = new NioFileOperations();
        Path staged = file.resolveSibling(file.getFileName() + Change.NEW);
        disk.write(staged, bytes(contents));
        new RetryingFileOperations(disk, Attempts.Pause.SLEEP).move(staged, file);
        Files.deleteIfExists(staged);
    }
}
