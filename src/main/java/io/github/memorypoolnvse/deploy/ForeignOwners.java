package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.game.GamePath;
import io.github.memorypoolnvse.game.VortexDeployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps the manager's hands off files another mod manager put in place (manager facts 2.4). */
final class ForeignOwners {

    private ForeignOwners() {
    }

    /**
     * Refuses when {@code file} belongs to Vortex, by its manifest or because it is one name of several for the same
     * content, so that writing it would change Vortex's own copy.
     */
    static void requireFree(Path root, Path file) throws IOException {
        Optional<Path> data = GamePath.existing(root, "Data");
        if (data.isPresent() && file.startsWith(data.get())
                && VortexDeployment.read(data.get()).lists(data.get().relativize(file))) {
            throw new DeployException("vortex", file);
        }
        if (Files.isSymbolicLink(file) || links(file) > 1) {
            throw new DeployException("linked", file);
        }
    }

    /** How many names the content has; 1 where the system does not tell. */
    private static int links(Path file) {
        if (!Files.exists(file) || !file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return 1;
        }
        try {
            return (int) Files.getAttribute(file, "unix:nlink");
        } catch (IOException unknown) {
            return 1;
        }
    }
}
