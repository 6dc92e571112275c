package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.game.Install;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Knows the mods folders of the Mod Organizer 2 instances that manage an install. */
@FunctionalInterface
public interface ModFolders {

    /** Those of {@code install}, perhaps none. */
    List<Path> of(Install install) throws IOException;
}
