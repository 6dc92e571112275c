package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.platform.Registry;
import io.github.memorypoolnvse.platform.Registry.Hive;
import io.github.memorypoolnvse.platform.Registry.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder a Steam may be in.
 *
 * @param folder      need not exist
 * @param sandboxHome what the home is inside its sandbox; empty for a Steam without one
 */
public record SteamRoot(Path folder, Optional<Path> sandboxHome) {

    private SteamRoot(Path folder) {
        this(folder, Optional.empty());
    }

    /** Where Steam's registry keys say, and where its installer puts it (manager facts 1.3). */
    public static List<SteamRoot> onWindows(Registry registry, Map<String, String> environment) {
        List<SteamRoot> roots = new ArrayList<>();
        registry.value(Hive.CURRENT_USER, View.BITS_64, "Software\\Valve\\Steam", "SteamPath")
                .flatMap(StoredPath::of)
                .ifPresent(path -> roots.add(new SteamRoot(path)));
        registry.value(Hive.LOCAL_MACHINE, View.BITS_32, "Software\\Valve\\Steam", "InstallPath")
                .flatMap(StoredPath::of)
                .ifPresent(path -> roots.add(new SteamRoot(path)));
        Optional.ofNullable(environment.get("ProgramFiles(x86)")).flatMap(StoredPath::of)
                .ifPresent(path -> roots.add(new SteamRoot(path.resolve("Steam"))));
        return roots;
    }

    /** Native, Flatpak and Snap places (manager facts 1.6); STEAM_DIR comes first. */
    public static List<SteamRoot> onLinux(Path home, Path dataHome, Map<String, String> environment) {
        List<SteamRoot> roots = new ArrayList<>();
        Optional.ofNullable(environment.get("STEAM_DIR")).flatMap(StoredPath::of)
                .ifPresent(path -> roots.add(new SteamRoot(path)));
        roots.add(new SteamRoot(dataHome.resolve("Steam")));
        for (String folder : List.of(".local/share/Steam", ".steam/debian-installation", ".steam/steam",
                ".steam/root", ".steam", ".local/.steam")) {
            roots.add(new SteamRoot(home.resolve(folder)));
        }
        Path flatpak = home.resolve(".var/app/com.valvesoftware.Steam");
        for (String folder : List.of(".local/share/Steam", "data/Steam", ".steam/steam")) {
            roots.add(new SteamRoot(flatpak.resolve(folder), Optional.of(flatpak)));
        }
        for (String folder : List.of("snap/steam/common", ".snap/data/steam/common")) {
            Path snap = home.resolve(folder);
            roots.add(new SteamRoot(snap.resolve(".local/share/Steam"), Optional.of(snap)));
        }
        return roots;
    }
}
