package io.github.memorypoolnvse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders the user chose by hand, the latest first: one a line in a file of the manager's. */
public final class ChosenFolders {

    private static final Logger LOG = LoggerFactory.getLogger(ChosenFolders.class);
    private static final int MAX_REMEMBERED = 20;

    private final Path file;

    ChosenFolders(Path file) {
        this.file = file;
    }

    /** The latest first; none when there is no list or it cannot be read. */
    public List<Path> all() {
        try {
            return Files.exists(file) ? Files.readAllLines(file).stream().flatMap(ChosenFolders::path).toList() : List.of();
        } catch (IOException unreadable) {
            LOG.warn("the chosen folders cannot be read", unreadable);
            return List.of();
        }
    }

    /** Puts {@code folder} first. */
    public void remember(Path folder) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(folder.toAbsolutePath()));
        all().stream().filter(known -> !known.equals(folders.getFirst())).forEach(folders::add);
        Files.createDirectories(file.getParent());
        Files.write(file, folders.stream().limit(MAX_REMEMBERED).map(Path::toString).toList());
    }

    private static Stream<Path> path(String line) {
        try {
            return line.isBlank() ? Stream.empty() : Stream.of(Path.of(line));
        } catch (InvalidPathException damaged) {
            return Stream.empty();
        }
    }
}
