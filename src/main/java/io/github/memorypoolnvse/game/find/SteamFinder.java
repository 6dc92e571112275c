package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.format.KeyValues;
import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.game.WinePrefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Steam, every one on the machine: both app ids, every library, and the Proton prefix of each install. */
public final class SteamFinder implements InstallFinder {

    private static final int STATE_UNINSTALLED = 1;
    private static final int STATE_INSTALLED = 4;

    private final List<SteamRoot> roots;
    private final Path home;

    /**
     * @param roots every place a Steam may be
     * @param home  the user's home, for the paths a Flatpak's list gives
     */
    public SteamFinder(List<SteamRoot> roots, Path home) {
        this.roots = List.copyOf(roots);
        this.home = home;
    }

    @Override
    public String id() {
        return "steam";
    }

    @Override
    public void find(Findings findings) {
        List<Path> seen = new ArrayList<>();
        for (SteamRoot root : roots) {
            boolean steam = SteamPath.existing(root.folder(), "steamapps").isPresent()
                    || SteamPath.existing(root.folder(), "config/libraryfolders.vdf").isPresent();
            if (steam && seen.stream().noneMatch(known -> SteamPath.same(known, root.folder()))) {
                seen.add(root.folder());
                search(SteamLibraries.read(root.folder(), home, root.sandboxHome(), findings), findings);
            }
        }
    }

    private static void search(SteamLibraries libraries, Findings findings) {
        for (String appId : GameIds.STEAM) {
            List<Manifest> manifests = new ArrayList<>();
            for (Path library : libraries.folders()) {
                SteamPath.existing(library, "steamapps/appmanifest_" + appId + ".acf")
                        .flatMap(file -> manifest(library, file, findings))
                        .ifPresent(manifests::add);
            }
            manifests.sort(Comparator.comparingLong(Manifest::lastUpdated).reversed());
            for (Manifest manifest : manifests) {
                findings.candidate(new Candidate(manifest.folder, Store.STEAM, Optional.of(appId),
                        protonPrefix(libraries, appId)));
            }
        }
    }

    private record Manifest(Path folder, long lastUpdated) {
    }

    private static Optional<Manifest> manifest(Path library, Path file, Findings findings) {
        try {
            KeyValues state = KeyValues.read(file).group("AppState").orElse(KeyValues.parse(""));
            Optional<String> folder = state.text("installdir")
                    .or(() -> state.group("UserConfig").flatMap(old -> old.text("installdir")))
                    .filter(name -> !name.isBlank());
            if (folder.isEmpty()) {
                findings.problem("steamManifest", file);
                return Optional.empty();
            }
            Optional<String> flags = state.text("StateFlags");
            if ((number(flags) & STATE_UNINSTALLED) != 0) {
                return Optional.empty();
            }
            Path game = folder(library, folder.get());
            if (flags.isPresent() && (number(flags) & STATE_INSTALLED) == 0) {
                findings.problem("steamUnfinished", game);
            }
            return Optional.of(new Manifest(game, number(state.text("LastUpdated"))));
        } catch (IOException | InvalidPathException damaged) {
            findings.problem("file", file, String.valueOf(damaged.getMessage()));
            return Optional.empty();
        }
    }

    /** Below the library's common folder; some manifests hold an absolute path. */
    private static Path folder(Path library, String installDir) {
        Path named = Path.of(installDir);
        if (named.isAbsolute()) {
            return named;
        }
        return SteamPath.existing(library, "steamapps/common/" + installDir)
                .orElse(library.resolve("steamapps/common").resolve(installDir));
    }

    /** It may lie in another library than the game; the one launched last counts (manager facts 1.6). */
    private static Optional<WinePrefix> protonPrefix(SteamLibraries libraries, String appId) {
        return libraries.folders().stream()
                .flatMap(library -> SteamPath.existing(library, "steamapps/compatdata/" + appId).stream())
                .filter(data -> Files.isDirectory(data.resolve("pfx")))
                .max(Comparator.comparing(SteamFinder::launched))
                .map(data -> new WinePrefix(data.resolve("pfx"), WinePrefix.Runner.PROTON));
    }

    private static FileTime launched(Path data) {
        try {
            return Files.getLastModifiedTime(data.resolve("pfx.lock"));
        } catch (IOException never) {
            return FileTime.fromMillis(0);
        }
    }

    private static long number(Optional<String> text) {
        try {
            return Long.parseLong(text.orElse("0"));
        } catch (NumberFormatException damaged) {
            return 0;
        }
    }
}
