package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.GamePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders of one install that holds the game once a language (manager facts 1.4). */
final class Languages {

    private Languages() {
    }

    /** Every game folder at or right below {@code location}; {@code location} itself when there is none. */
    static List<Path> folders(Path location) throws IOException {
        if (GamePath.existing(location, "FalloutNV.exe").isPresent() || !Files.isDirectory(location)) {
            return List.of(location);
        }
        try (Stream<Path> children = Files.list(location)) {
            List<Path> languages = children.filter(Files::isDirectory)
                    .filter(child -> child.getFileName().toString().startsWith(GameIds.LANGUAGE_FOLDER))
                    .sorted()
                    .toList();
            return languages.isEmpty() ? List.of(location) : languages;
        }
    }
}
