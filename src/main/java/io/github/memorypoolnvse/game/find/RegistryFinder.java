package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.platform.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What one store's installer or the game's own launcher left in the registry of this machine. */
public final class RegistryFinder implements InstallFinder {

    private final String id;
    private final Registry registry;
    private final List<RegistryKeys.Key> keys;

    private RegistryFinder(String id, Registry registry, List<RegistryKeys.Key> keys) {
        this.id = id;
        this.registry = registry;
        this.keys = keys;
    }

    /** The key the game's launcher writes; Epic's copy writes none. */
    public static RegistryFinder bethesda(Registry registry) {
        return new RegistryFinder("bethesda", registry, List.of(RegistryKeys.BETHESDA));
    }

    /** GOG Galaxy's key and the uninstaller's. */
    public static RegistryFinder gog(Registry registry) {
        return new RegistryFinder("gog", registry, RegistryKeys.GOG);
    }

    /** Steam's uninstall keys, for a library Steam itself has forgotten. */
    public static RegistryFinder steam(Registry registry) {
        return new RegistryFinder("steamKey", registry, RegistryKeys.STEAM);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void find(Findings findings) {
        for (RegistryKeys.Found found : RegistryKeys.search(registry, keys)) {
            Optional<Path> folder = StoredPath.of(found.path());
            if (folder.isPresent()) {
                findings.candidate(new Candidate(folder.get(), found.key().store(), found.key().storeId(),
                        Optional.empty()));
            } else {
                findings.problem("path", found.path());
            }
        }
    }
}
