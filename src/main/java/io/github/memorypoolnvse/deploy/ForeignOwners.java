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

    /** False when {@link #requireFree} would refuse. */
    static boolean isFree(Path root, Path file, FileOperations disk) throws IOException {
        return owner(root, file, disk).isEmpty();
    }

    /**
     * Refuses when {@code file} belongs to Vortex, by its manifest or because it is one name of several for the same
     * content, so that writing it would change Vortex's own copy.
     */
    static void requireFree(Path root, Path file, FileOperations disk) throws IOException {
        Optional<String> owner = owner(root, file, disk);
        if (owner.isPresent()) {
            throw new DeployException(owner.get(), file);
        }
    }

    private static Optional<String> owner(Path root, Path file, FileOperations disk) throws IOException {
        Optional<Path> data = GamePath.existing(root, "Data");
        if (data.isPresent() && file.startsWith(data.get())
                && VortexDeployment.read(data.get()).lists(data.get().relativize(file))) {
            return Optional.of("vortex");
        }
        return Files.isSymbolicLink(file) || disk.names(file) > 1 ? Optional.of("linked") : Optional.empty();
    }
}
