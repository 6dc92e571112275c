package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.format.TextDecoding;
import io.github.memorypoolnvse.format.YamlScalars;
import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.game.WinePrefix;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lutris: the settings file of each game names its program and its prefix (manager facts 1.6). */
public final class LutrisFinder implements InstallFinder {

    private static final long MAX_BYTES = 1 << 20;

    private final List<Path> folders;
    private final Path home;

    /**
     * @param folders every folder that may hold Lutris's games/*.yml
     * @param home    what a tilde stands for
     */
    public LutrisFinder(List<Path> folders, Path home) {
        this.folders = List.copyOf(folders);
        this.home = home;
    }

    /** Native and Flatpak places; Lutris prefers the configuration folder and falls back to the data folder. */
    public static List<Path> folders(Path home, Path config, Path data) {
        Path flatpak = home.resolve(".var/app/net.lutris.Lutris");
        return List.of(config.resolve("lutris"), data.resolve("lutris"), flatpak.resolve("config/lutris"),
                flatpak.resolve("data/lutris"));
    }

    @Override
    public String id() {
        return "lutris";
    }

    @Override
    public void find(Findings findings) throws IOException {
        for (Path folder : folders) {
            Path games = folder.resolve("games");
            if (!Files.isDirectory(games)) {
                continue;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(games, "*.yml")) {
                for (Path file : files) {
                    read(file, findings);
                }
            } catch (DirectoryIteratorException failed) {
                throw failed.getCause();
            }
        }
    }

    private void read(Path file, Findings findings) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return;
            }
            YamlScalars settings = YamlScalars.parse(TextDecoding.decode(Files.readAllBytes(file)));
            Optional<WinePrefix> prefix = settings.value("game", "prefix").flatMap(this::path)
                    .map(folder -> new WinePrefix(folder, WinePrefix.Runner.WINE));
            settings.value("game", "exe").filter(LutrisFinder::isGame)
                    .flatMap(program -> program(program, prefix))
                    .map(Path::getParent)
                    .ifPresent(folder -> findings.candidate(
                            new Candidate(folder, Store.UNKNOWN, Optional.empty(), prefix)));
        } catch (IOException unreadable) {
            findings.problem("file", file, String.valueOf(unreadable.getMessage()));
        }
    }

    private static boolean isGame(String program) {
        String name = program.replace('\\', '/').toLowerCase(Locale.ROOT);
        return List.of("falloutnv.exe", "falloutnvlauncher.exe", "nvse_loader.exe")
                .contains(name.substring(name.lastIndexOf('/') + 1));
    }

    private Optional<Path> program(String program, Optional<WinePrefix> prefix) {
        Optional<Path> inPrefix = prefix.flatMap(wine -> PrefixPath.toHost(wine.folder(), program));
        return inPrefix.or(() -> path(program)).or(() -> prefix.flatMap(wine -> below(wine.folder(), program)));
    }

    private static Optional<Path> below(Path folder, String relative) {
        try {
            return Optional.of(folder.resolve(relative.replace('\\', '/')).normalize());
        } catch (InvalidPathException damaged) {
            return Optional.empty();
        }
    }

    private Optional<Path> path(String text) {
        return StoredPath.of(text.startsWith("~/") ? home + text.substring(1) : text);
    }
}
