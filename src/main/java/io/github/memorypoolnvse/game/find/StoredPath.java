package io.github.memorypoolnvse.game.find;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Paths as other programs stored them. */
final class StoredPath {

    private StoredPath() {
    }

    /** The absolute path meant; empty for what is none here. */
    static Optional<Path> of(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip())).filter(Path::isAbsolute);
        } catch (InvalidPathException notHere) {
            return Optional.empty();
        }
    }
}
