package io.github.memorypoolnvse.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The files of a folder or of a zip archive by their paths, with forward slashes and compared without case. A path only
 * finds a file; none is ever written to. Blocking; close it after use.
 */
final class FileSet implements AutoCloseable {

    private static final int DEPTH = 6;
    private static final int MOST_FILES = 20_000;
    /** More than any file of xNVSE or the plugin takes. */
    private static final int MOST_BYTES = 64 << 20;

    private final Map<String, Source> files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private @Nullable ZipFile archive;

    /** Opens one file. */
    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }

    private FileSet() {
    }

    /**
     * Opens a folder or a zip archive.
     *
     * @throws java.util.zip.ZipException when a file is no such archive
     */
    static FileSet open(Path place) throws IOException {
        FileSet set = new FileSet();
        if (Files.isDirectory(place)) {
            set.list(place);
        } else {
            set.list(new ZipFile(place.toFile()));
        }
        return set;
    }

    private void list(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder, DEPTH)) {
            walk.limit(MOST_FILES).filter(Files::isRegularFile).forEach(file -> files.putIfAbsent(
                    folder.relativize(file).toString().replace('\\', '/'), () -> Files.newInputStream(file)));
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private void list(ZipFile zip) {
        archive = zip;
        zip.stream().limit(MOST_FILES).filter(entry -> !entry.isDirectory())
                .forEach(entry -> list(zip, entry));
    }

    private void list(ZipFile zip, ZipEntry entry) {
        files.putIfAbsent(entry.getName().replace('\\', '/'), () -> zip.getInputStream(entry));
    }

    /** The folder in which {@code path} lies, with a slash at its end or empty; the outermost one. */
    Optional<String> folderOf(String path) {
        return files.keySet().stream()
                .filter(name -> name.equalsIgnoreCase(path)
                        || name.regionMatches(true, name.length() - path.length() - 1, "/" + path, 0, path.length() + 1))
                .map(name -> name.substring(0, name.length() - path.length()))
                .min((one, other) -> Integer.compare(one.length(), other.length()));
    }

    /** The whole of a file; empty when there is none, or one too large to be what is looked for. */
    Optional<byte[]> read(String path) throws IOException {
        Source source = files.get(path);
        if (source == null) {
            return Optional.empty();
        }
        try (InputStream content = source.open()) {
            byte[] bytes = content.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES ? Optional.empty() : Optional.of(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        ZipFile open = archive;
        if (open != null) {
            open.close();
        }
    }
}
