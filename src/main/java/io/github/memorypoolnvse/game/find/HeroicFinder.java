package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.game.WinePrefix;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The Heroic launcher: its GOG and Epic installs and the prefix each runs in (manager facts 1.6). */
public final class HeroicFinder implements InstallFinder {

    private final List<Path> configurations;

    /**
     * @param configurations every folder Heroic's configuration may be in
     */
    public HeroicFinder(List<Path> configurations) {
        this.configurations = List.copyOf(configurations);
    }

    /** Native, Flatpak and Snap places, in both spellings. */
    public static List<Path> configurations(Path home, Path config) {
        Path flatpak = home.resolve(".var/app/com.heroicgameslauncher.hgl/config");
        Path snap = home.resolve("snap/heroic/current/.config");
        return List.of(config.resolve("heroic"), flatpak.resolve("heroic"), snap.resolve("heroic"),
                config.resolve("heroic-games-launcher"), flatpak.resolve("heroic-games-launcher"));
    }

    @Override
    public String id() {
        return "heroic";
    }

    @Override
    public void find(Findings findings) {
        for (Path configuration : configurations) {
            LauncherJson.read(configuration.resolve("gog_store/installed.json"), findings)
                    .ifPresent(file -> gog(configuration, file, findings));
            LauncherJson.read(configuration.resolve("legendaryConfig/legendary/installed.json"), findings)
                    .ifPresent(list -> LauncherJson.epic(list,
                            () -> prefix(configuration, GameIds.EPIC_APP, findings), findings));
        }
    }

    private static void gog(Path configuration, JsonNode file, Findings findings) {
        for (JsonNode entry : file.path("installed")) {
            if (GameIds.GOG.equals(entry.path("appName").asString(""))) {
                LauncherJson.name(entry.path("install_path").asString(""), Store.GOG, GameIds.GOG,
                        () -> prefix(configuration, GameIds.GOG, findings), findings);
            }
        }
    }

    /** The game's own prefix; Proton keeps the real one in a folder pfx below it, plain Wine does not. */
    private static Optional<WinePrefix> prefix(Path configuration, String id, Findings findings) {
        Optional<JsonNode> game = LauncherJson.read(configuration.resolve("GamesConfig").resolve(id + ".json"), findings)
                .map(file -> file.path(id));
        boolean proton = game.map(settings -> settings.path("wineVersion").path("type").asString(""))
                .filter("proton"::equals).isPresent();
        return game.map(settings -> settings.path("winePrefix").asString(""))
                .flatMap(StoredPath::of)
                .map(folder -> proton
                        ? new WinePrefix(folder.resolve("pfx"), WinePrefix.Runner.PROTON)
                        : new WinePrefix(folder, WinePrefix.Runner.WINE));
    }
}
