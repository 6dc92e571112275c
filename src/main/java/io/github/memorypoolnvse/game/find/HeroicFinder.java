package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.game.WinePrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Heroic launcher: its GOG and Epic installs and the prefix each runs in (manager facts 1.6). */
public final class HeroicFinder implements InstallFinder {

    private static final long MAX_BYTES = 32 << 20;

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
            read(configuration.resolve("gog_store/installed.json"), findings)
                    .ifPresent(file -> gog(configuration, file, findings));
            read(configuration.resolve("legendaryConfig/legendary/installed.json"), findings)
                    .ifPresent(file -> epic(configuration, file, findings));
        }
    }

    private static void gog(Path configuration, JsonNode file, Findings findings) {
        for (JsonNode entry : file.path("installed")) {
            if (GameIds.GOG.equals(entry.path("appName").asString(""))) {
                name(configuration, entry.path("install_path").asString(""), Store.GOG, GameIds.GOG, findings);
            }
        }
    }

    private static void epic(Path configuration, JsonNode file, Findings findings) {
        for (JsonNode entry : file) {
            if (GameIds.EPIC_APP.equalsIgnoreCase(entry.path("app_name").asString(""))) {
                name(configuration, entry.path("install_path").asString(""), Store.EPIC, GameIds.EPIC_APP, findings);
            }
        }
    }

    private static void name(Path configuration, String path, Store store, String id, Findings findings) {
        Optional<Path> location = StoredPath.of(path);
        if (location.isEmpty()) {
            findings.problem("path", path);
            return;
        }
        if (!Files.isDirectory(location.get())) {
            return;
        }
        try {
            Optional<WinePrefix> prefix = prefix(configuration, id, findings);
            for (Path folder : Languages.folders(location.get())) {
                findings.candidate(new Candidate(folder, store, Optional.of(id), prefix));
            }
        } catch (IOException unreadable) {
            findings.problem("file", location.get(), String.valueOf(unreadable.getMessage()));
        }
    }

    /** The game's own prefix; Proton keeps the real one in a folder pfx below it, plain Wine does not. */
    private static Optional<WinePrefix> prefix(Path configuration, String id, Findings findings) {
        Optional<JsonNode> game = read(configuration.resolve("GamesConfig").resolve(id + ".json"), findings)
                .map(file -> file.path(id));
        boolean proton = game.map(settings -> settings.path("wineVersion").path("type").asString(""))
                .filter("proton"::equals).isPresent();
        return game.map(settings -> settings.path("winePrefix").asString(""))
                .flatMap(StoredPath::of)
                .map(folder -> proton
                        ? new WinePrefix(folder.resolve("pfx"), WinePrefix.Runner.PROTON)
                        : new WinePrefix(folder, WinePrefix.Runner.WINE));
    }

    private static Optional<JsonNode> read(Path file, Findings findings) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                findings.problem("file", file, "too large");
                return Optional.empty();
            }
            return Optional.of(JsonMapper.shared().readTree(Files.readAllBytes(file)));
        } catch (IOException | JacksonException damaged) {
            findings.problem("file", file, String.valueOf(damaged.getMessage()));
            return Optional.empty();
        }
    }
}
