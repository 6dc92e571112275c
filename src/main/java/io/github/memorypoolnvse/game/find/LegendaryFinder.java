package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.format.IniDocument;
import io.github.memorypoolnvse.game.WinePrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Legendary, the Epic launcher without a window, as its user or the program Rare runs it: its list of installs, and
 * the prefix its config.ini gives the game.
 */
public final class LegendaryFinder implements InstallFinder {

    private static final long MAX_BYTES = 1 << 20;

    private final List<Path> folders;
    private final Path home;

    /**
     * @param folders every folder Legendary may keep its files in
     * @param home    what a tilde stands for
     */
    public LegendaryFinder(List<Path> folders, Path home) {
        this.folders = List.copyOf(folders);
        this.home = home;
    }

    /** Its own place, and that of Rare's Flatpak. */
    public static List<Path> folders(Path home, Path config) {
        return List.of(config.resolve("legendary"),
                home.resolve(".var/app/io.github.dummerle.rare/config/legendary"));
    }

    @Override
    public String id() {
        return "legendary";
    }

    @Override
    public void find(Findings findings) {
        for (Path folder : folders) {
            LauncherJson.read(folder.resolve("installed.json"), findings)
                    .ifPresent(list -> LauncherJson.epic(list, () -> prefix(folder.resolve("config.ini"), findings),
                            findings));
        }
    }

    /** The game's own settings before those for all games; a compatibility folder of Proton holds its prefix in pfx. */
    private Optional<WinePrefix> prefix(Path file, Findings findings) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            IniDocument settings = IniDocument.parse(Files.readAllBytes(file));
            return prefix(settings, GameIds.EPIC_APP).or(() -> prefix(settings, "default"));
        } catch (IOException unreadable) {
            findings.problem("file", file, String.valueOf(unreadable.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<WinePrefix> prefix(IniDocument settings, String section) {
        return settings.value(section, "wine_prefix")
                .or(() -> settings.value(section + ".env", "WINEPREFIX"))
                .flatMap(this::path)
                .map(folder -> new WinePrefix(folder, WinePrefix.Runner.WINE))
                .or(() -> settings.value(section + ".env", "STEAM_COMPAT_DATA_PATH").flatMap(this::path)
                        .map(folder -> new WinePrefix(folder.resolve("pfx"), WinePrefix.Runner.PROTON)));
    }

    private Optional<Path> path(String text) {
        try {
            return text.startsWith("~/") ? Optional.of(home.resolve(text.substring(2))) : StoredPath.of(text);
        } catch (InvalidPathException notHere) {
            return Optional.empty();
        }
    }
}
