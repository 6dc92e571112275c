package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.WinePrefix;
import io.github.memorypoolnvse.platform.Registry;
import io.github.memorypoolnvse.platform.WineRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the registry inside one Wine prefix says of the game, and Epic's manifests in it. */
final class PrefixSearch {

    private static final List<RegistryKeys.Key> KEYS = keys();

    private PrefixSearch() {
    }

    /** Searches {@code prefix}; one that is none is passed over in silence. */
    static void search(WinePrefix prefix, InstallFinder.Findings findings) {
        Path system = prefix.folder().resolve("system.reg");
        if (!Files.exists(system)) {
            return;
        }
        try {
            Registry registry = WineRegistry.open(prefix.folder());
            for (RegistryKeys.Found found : RegistryKeys.search(registry, KEYS)) {
                candidate(prefix, found, findings);
            }
        } catch (IOException unreadable) {
            findings.problem("file", system, String.valueOf(unreadable.getMessage()));
        }
        EpicManifests.search(prefix.folder().resolve(EpicManifests.DEFAULT_IN_PREFIX),
                path -> PrefixPath.toHost(prefix.folder(), path), Optional.of(prefix), findings);
    }

    private static void candidate(WinePrefix prefix, RegistryKeys.Found found, InstallFinder.Findings findings) {
        Optional<Path> host = PrefixPath.toHost(prefix.folder(), found.path());
        if (host.isPresent()) {
            findings.candidate(new Candidate(host.get(), found.key().store(), found.key().storeId(),
                    Optional.of(prefix)));
        } else {
            findings.problem("path", found.path());
        }
    }

    private static List<RegistryKeys.Key> keys() {
        List<RegistryKeys.Key> keys = new ArrayList<>(RegistryKeys.GOG);
        keys.addAll(RegistryKeys.STEAM);
        keys.add(RegistryKeys.BETHESDA);
        return List.copyOf(keys);
    }
}
