package io.github.memorypoolnvse.cli.practice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a folder holds, to the byte: every file's SHA-256 and every directory, by path relative to the folder.
 *
 * @param entries relative path with forward slashes, to the hash, or to "directory"
 */
public record FolderFingerprint(Map<String, String> entries) {

    private static final String DIRECTORY = "directory";

    public FolderFingerprint {
        entries = Map.copyOf(entries);
    }

    /**
     * Reads the whole folder.
     *
     * @param counted which relative paths count
     */
    public static FolderFingerprint of(Path folder, Predicate<String> counted) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (!name.isEmpty() && counted.test(name)) {
                    entries.put(name, Files.isDirectory(path) ? DIRECTORY : sha256(path));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new FolderFingerprint(entries);
    }

    /** The paths that are in one of the two only, or differ, in order. */
    public SortedSet<String> differences(FolderFingerprint other) {
        SortedSet<String> different = new TreeSet<>(entries.keySet());
        different.addAll(other.entries.keySet());
        different.removeIf(name -> entries.getOrDefault(name, "").equals(other.entries.getOrDefault(name, "")));
        return different;
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
