package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.platform.Registry;
import io.github.memorypoolnvse.platform.Registry.Hive;
import io.github.memorypoolnvse.platform.Registry.View;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Epic Games launcher of this Windows machine. */
public final class EpicFinder implements InstallFinder {

    private final Registry registry;
    private final Map<String, String> environment;

    public EpicFinder(Registry registry, Map<String, String> environment) {
        this.registry = registry;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String id() {
        return "epic";
    }

    @Override
    public void find(Findings findings) {
        for (Path folder : manifestFolders()) {
            EpicManifests.search(folder, StoredPath::of, Optional.empty(), findings);
        }
    }

    private Set<Path> manifestFolders() {
        Set<Path> folders = new LinkedHashSet<>();
        for (View view : View.values()) {
            registry.value(Hive.LOCAL_MACHINE, view, "Software\\Epic Games\\EpicGamesLauncher", "AppDataPath")
                    .flatMap(StoredPath::of)
                    .ifPresent(folder -> folders.add(folder.resolve("Manifests")));
        }
        registry.value(Hive.CURRENT_USER, View.BITS_64, "Software\\Epic Games\\EOS", "ModSdkMetadataDir")
                .flatMap(StoredPath::of).ifPresent(folders::add);
        Optional.ofNullable(environment.get("ProgramData")).flatMap(StoredPath::of)
                .ifPresent(data -> folders.add(data.resolve("Epic/EpicGamesLauncher/Data/Manifests")));
        return folders;
    }
}
