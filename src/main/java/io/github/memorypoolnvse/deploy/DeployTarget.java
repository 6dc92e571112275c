package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.game.GamePath;
import io.github.memorypoolnvse.game.Install;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A place the plugin is put into. */
public sealed interface DeployTarget {

    /** An existing folder; everything is below it. */
    Path root();

    /** The install that will run the plugin. */
    Install install();

    /**
     * Where the file meant for {@code place} in the game folder goes, in the spelling on disk.
     *
     * @param place forward slashes, such as Data/NVSE/Plugins/MemoryPoolNVSE.dll
     */
    Path file(String place) throws IOException;

    /** A file that tells a mod manager what this is; none in the game folder. */
    default Optional<Path> metadata() throws IOException {
        return Optional.empty();
    }

    /**
     * The place that holds the plugin of an install: the game folder, else the mod of Mod Organizer 2. Where only the
     * manager's receipt is left, somebody took the plugin from there; where nothing is, it is the game folder.
     *
     * @param modFolders the folders that hold the mods of the instances that manage the install
     * @param plugin the plugin's place in the game folder, with forward slashes
     */
    static DeployTarget inUse(Install install, List<Path> modFolders, String plugin) {
        DeployTarget game = new GameFolder(install);
        List<DeployTarget> places = Stream.concat(Stream.of(game),
                modFolders.stream().map(mods -> new OrganizerMod(install, mods))).toList();
        return places.stream().filter(place -> place.holds(plugin)).findFirst()
                .or(() -> places.stream().filter(place -> place.holds(Receipt.TARGET)).findFirst())
                .orElse(game);
    }

    /** Whether there is a file at {@code place}; not when nobody can tell. */
    default boolean holds(String place) {
        try {
            return Files.exists(file(place));
        } catch (IOException unknown) {
            return false;
        }
    }

    /** The game folder itself. */
    record GameFolder(Install install) implements DeployTarget {

        @Override
        public Path root() {
            return install.folder();
        }

        @Override
        public Path file(String place) throws IOException {
            return GamePath.resolve(root(), place);
        }
    }

    /**
     * A mod of its own in Mod Organizer 2, whose folder stands for the game's Data. The user ticks it there.
     *
     * @param root the folder that holds all mods
     */
    record OrganizerMod(Install install, Path root) implements DeployTarget {

        /** The mod's name in the organizer's list. */
        public static final String NAME = "MemoryPoolNVSE";

        private static final String DATA = "Data/";

        /** The mod's own folder. */
        public Path folder() {
            return root.resolve(NAME);
        }

        @Override
        public Path file(String place) throws IOException {
            if (!place.startsWith(DATA)) {
                throw new IOException("not inside Data: " + place);
            }
            return GamePath.resolve(root, NAME + "/" + place.substring(DATA.length()));
        }

        @Override
        public Optional<Path> metadata() throws IOException {
            return Optional.of(GamePath.resolve(root, NAME + "/" + ModMetadata.FILE));
        }
    }
}
