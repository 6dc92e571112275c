package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.GamePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Paths below a Steam folder: its names compare without case, and an exact spelling is preferred. */
final class SteamPath {

    private SteamPath() {
    }

    static Optional<Path> existing(Path folder, String relative) {
        Path exact = folder.resolve(relative);
        return Files.exists(exact) ? Optional.of(exact) : GamePath.existing(folder, relative);
    }

    static boolean same(Path first, Path second) {
        try {
            return Files.isSameFile(first, second);
        } catch (IOException unknown) {
            return first.equals(second);
        }
    }
}
