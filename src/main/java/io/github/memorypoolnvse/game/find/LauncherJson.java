package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.game.WinePrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON lists in which launchers of other systems keep what they installed. */
final class LauncherJson {

    private static final long MAX_BYTES = 32 << 20;

    private LauncherJson() {
    }

    /** What a file says; empty when there is none, or it is damaged, which is told. */
    static Optional<JsonNode> read(Path file, InstallFinder.Findings findings) {
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

    /** Legendary's list, its own or Heroic's: the game's copies from Epic. */
    static void epic(JsonNode list, Supplier<Optional<WinePrefix>> prefix, InstallFinder.Findings findings) {
        for (JsonNode entry : list) {
            if (GameIds.EPIC_APP.equalsIgnoreCase(entry.path("app_name").asString(""))) {
                name(entry.path("install_path").asString(""), Store.EPIC, GameIds.EPIC_APP, prefix, findings);
            }
        }
    }

    /** Names the game folders at an install path; one that is gone is a stale entry and left out in silence. */
    static void name(String path, Store store, String id, Supplier<Optional<WinePrefix>> prefix,
            InstallFinder.Findings findings) {
        Optional<Path> location = StoredPath.of(path);
        if (location.isEmpty()) {
            findings.problem("path", path);
            return;
        }
        if (!Files.isDirectory(location.get())) {
            return;
        }
        try {
            for (Path folder : Languages.folders(location.get())) {
                findings.candidate(new Candidate(folder, store, Optional.of(id), prefix.get()));
            }
        } catch (IOException unreadable) {
            findings.problem("file", location.get(), String.valueOf(unreadable.getMessage()));
        }
    }
}
