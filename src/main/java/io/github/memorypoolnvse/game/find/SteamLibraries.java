package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.format.KeyValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The library folders of one Steam, from both places it lists them, in both forms the list has had
 * (manager facts 1.3).
 *
 * @param root    Steam's own folder, always a library itself
 * @param folders every library that is there now, the root first
 */
record SteamLibraries(Path root, List<Path> folders) {

    /**
     * Reads the lists of the Steam in {@code root}. A library on a drive that is gone is left out in silence.
     *
     * @param flatpakHome the home inside the Flatpak's sandbox, when {@code root} belongs to one; paths the list
     *                    gives below {@code home} mean that home then
     */
    static SteamLibraries read(Path root, Path home, Optional<Path> flatpakHome, InstallFinder.Findings findings) {
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(root);
        for (String list : List.of("config/libraryfolders.vdf", "steamapps/libraryfolders.vdf")) {
            Optional<Path> file = SteamPath.existing(root, list);
            if (file.isEmpty()) {
                continue;
            }
            try {
                for (String library : paths(KeyValues.read(file.get()))) {
                    Path folder = Path.of(library);
                    folders.add(flatpakHome.filter(_ -> folder.startsWith(home))
                            .map(sandbox -> sandbox.resolve(home.relativize(folder)))
                            .filter(Files::isDirectory)
                            .orElse(folder));
                }
            } catch (IOException | InvalidPathException damaged) {
                findings.problem("file", file.get(), damaged.getMessage());
            }
        }
        List<Path> present = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder) && present.stream().noneMatch(known -> SteamPath.same(known, folder))) {
                present.add(folder);
            }
        }
        return new SteamLibraries(root, List.copyOf(present));
    }

    private static List<String> paths(KeyValues file) {
        KeyValues list = file.group("libraryfolders").orElse(file);
        List<String> paths = new ArrayList<>();
        for (KeyValues.Pair pair : list.pairs()) {
            if (!pair.key().chars().allMatch(Character::isDigit)) {
                continue;
            }
            switch (pair) {
                case KeyValues.Text old -> paths.add(old.value());
                case KeyValues.Group library -> library.values().text("path").ifPresent(paths::add);
            }
        }
        return paths;
    }
}
