package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.platform.Registry;
import io.github.memorypoolnvse.platform.Registry.Hive;
import io.github.memorypoolnvse.platform.Registry.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every value of a Windows registry that names the game's folder, each in both views (manager facts 1.2, 1.4). */
final class RegistryKeys {

    private static final String UNINSTALL = "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\";

    private RegistryKeys() {
    }

    /** One value. */
    record Key(String key, String name, Store store, Optional<String> storeId) {
    }

    /** A value that was there. */
    record Found(Key key, String path) {
    }

    static final Key BETHESDA = new Key("Software\\Bethesda Softworks\\FalloutNV", "Installed Path", Store.RETAIL,
            Optional.empty());
    static final List<Key> GOG = List.of(
            new Key("Software\\GOG.com\\Games\\" + GameIds.GOG, "path", Store.GOG, Optional.of(GameIds.GOG)),
            new Key(UNINSTALL + GameIds.GOG + "_is1", "InstallLocation", Store.GOG, Optional.of(GameIds.GOG)));
    static final List<Key> STEAM = GameIds.STEAM.stream()
            .map(id -> new Key(UNINSTALL + "Steam App " + id, "InstallLocation", Store.STEAM, Optional.of(id)))
            .toList();

    /** The values of {@code keys} that are there, without repetition. */
    static List<Found> search(Registry registry, List<Key> keys) {
        List<Found> found = new ArrayList<>();
        for (Key key : keys) {
            for (View view : View.values()) {
                registry.value(Hive.LOCAL_MACHINE, view, key.key(), key.name())
                        .filter(path -> !path.isBlank())
                        .map(path -> new Found(key, path))
                        .filter(value -> !found.contains(value))
                        .ifPresent(found::add);
            }
        }
        return found;
    }
}
