package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.game.WinePrefix;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Epic launcher's manifests, one JSON file an install (manager facts 1.4). */
final class EpicManifests {

    /** Below a prefix, where the launcher in it keeps them. */
    static final String DEFAULT_IN_PREFIX = "drive_c/ProgramData/Epic/EpicGamesLauncher/Data/Manifests";

    private static final long MAX_BYTES = 4 << 20;

    private EpicManifests() {
    }

    /**
     * What one manifest says.
     *
     * @param location   where the game is, as the launcher spells it
     * @param incomplete true while it is being installed
     */
    record Manifest(String location, boolean incomplete) {
    }

    /**
     * Names what the manifests in {@code folder} say. The launcher leaves stale ones behind, so a location that is
     * gone is passed over; a base game's MainGame fields may be empty.
     *
     * @param path turns the launcher's spelling into a path of this machine
     */
    static void search(Path folder, Function<String, Optional<Path>> path, Optional<WinePrefix> prefix,
            InstallFinder.Findings findings) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> items = Files.newDirectoryStream(folder, "*.item")) {
            for (Path item : items) {
                read(item, path, prefix, findings);
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            findings.problem("file", folder, String.valueOf(unreadable.getMessage()));
        }
    }

    private static void read(Path item, Function<String, Optional<Path>> path, Optional<WinePrefix> prefix,
            InstallFinder.Findings findings) {
        try {
            if (Files.size(item) > MAX_BYTES) {
                findings.problem("file", item, "too large");
                return;
            }
            Optional<Manifest> manifest = parse(Files.readAllBytes(item));
            Optional<Path> location = manifest.map(Manifest::location).flatMap(path).filter(Files::isDirectory);
            if (location.isEmpty()) {
                return;
            }
            if (manifest.get().incomplete()) {
                findings.problem("incomplete", location.get());
                return;
            }
            for (Path folder : Languages.folders(location.get())) {
                findings.candidate(new Candidate(folder, Store.EPIC, Optional.of(GameIds.EPIC_APP), prefix));
            }
        } catch (IOException | JacksonException damaged) {
            findings.problem("file", item, String.valueOf(damaged.getMessage()));
        }
    }

    /** The manifest in {@code json} when it is the game's. */
    static Optional<Manifest> parse(byte[] json) {
        JsonNode manifest = JsonMapper.shared().readTree(json);
        boolean game = GameIds.EPIC_APP.equalsIgnoreCase(text(manifest, "AppName"))
                || GameIds.EPIC_CATALOG.equalsIgnoreCase(text(manifest, "CatalogItemId"))
                && (text(manifest, "MainGameCatalogItemId").isEmpty()
                || GameIds.EPIC_CATALOG.equalsIgnoreCase(text(manifest, "MainGameCatalogItemId")));
        String location = text(manifest, "InstallLocation");
        return game && !location.isEmpty()
                ? Optional.of(new Manifest(location, manifest.path("bIsIncompleteInstall").asBoolean(false)))
                : Optional.empty();
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.stringValue() : "";
    }
}
