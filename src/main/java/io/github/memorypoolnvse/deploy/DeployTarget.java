package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.game.GamePath;
import io.github.memorypoolnvse.game.Install;
import java.io.IOException;
import java.nio.file.Path;

/** A folder the plugin is put into. */
public sealed interface DeployTarget {

    /** Everything is below it. */
    Path root();

    /** The install that will run the plugin. */
    Install install();

    /**
     * Where the file meant for {@code place} in the game folder goes, in the spelling on disk.
     *
     * @param place forward slashes, such as Data/NVSE/Plugins/MemoryPoolNVSE.dll
     */
    default Path file(String place) throws IOException {
        return GamePath.resolve(root(), place);
    }

    /** The game folder itself. */
    record GameFolder(Install install) implements DeployTarget {

        @Override
        public Path root() {
            return install.folder();
        }
    }

    /** A mod of Mod Organizer 2, whose root stands for the game's Data folder. */
    record OrganizerMod(Install install, Path root) implements DeployTarget {

        private static final String DATA = "Data/";

        @Override
        public Path file(String place) throws IOException {
            if (!place.startsWith(DATA)) {
                throw new IOException("not inside Data: " + place);
            }
            return GamePath.resolve(root, place.substring(DATA.length()));
        }
    }
}
