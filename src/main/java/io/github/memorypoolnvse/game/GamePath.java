package io.github.memorypoolnvse.game;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Paths inside a game folder, resolved as Windows would: names compare without case and the spelling on disk is
 * reused, so that no second {@code Data} ever appears beside an existing {@code data}.
 */
public final class GamePath {

    private GamePath() {
    }

    /** Two names in one folder differ only in case, so nobody can say which one the game will use. */
    public static final class AmbiguousException extends IOException {

        private final transient List<Path> spellings;

        AmbiguousException(List<Path> spellings) {
            super("These differ only in case: " + spellings);
            this.spellings = List.copyOf(spellings);
        }

        public List<Path> spellings() {
            return spellings;
        }
    }

    /**
     * The path of {@code relative} (forward slashes) below {@code folder}: existing names in their spelling, the
     * rest as given.
     *
     * @throws AmbiguousException when two spellings of a name exist
     * @throws IOException        when a folder on the way cannot be listed
     */
    public static Path resolve(Path folder, String relative) throws IOException {
        Path resolved = folder;
        for (String name : relative.split("/")) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw new IOException("not a path inside the game folder: " + relative);
            }
            resolved = child(resolved, name);
        }
        return resolved;
    }

    /** As {@link #resolve}, empty when it does not exist or cannot be told. */
    public static Optional<Path> existing(Path folder, String relative) {
        try {
            Path path = resolve(folder, relative);
            return Files.exists(path) ? Optional.of(path) : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    private static Path child(Path folder, String name) throws IOException {
        List<Path> spellings = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder,
                    entry -> entry.getFileName().toString().equalsIgnoreCase(name))) {
                entries.forEach(spellings::add);
            } catch (DirectoryIteratorException failed) {
                throw failed.getCause();
            }
        }
        return switch (spellings.size()) {
            case 0 -> folder.resolve(name);
            case 1 -> spellings.getFirst();
            default -> throw new AmbiguousException(spellings);
        };
    }
}
