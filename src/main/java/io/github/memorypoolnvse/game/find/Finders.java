package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.platform.Host;
import io.github.memorypoolnvse.platform.KnownFolders;
import io.github.memorypoolnvse.platform.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Every finder of a machine, in the order in which their word counts. A new source is one line here. */
public final class Finders {

    private Finders() {
    }

    /**
     * The finders of {@code host}.
     *
     * @param drives roots of the machine's drives; only Windows' are looked at
     * @param chosen the folders the user chose by hand
     */
    public static List<InstallFinder> of(Host host, KnownFolders folders, Registry registry,
            Map<String, String> environment, List<Path> drives, Supplier<List<Path>> chosen) {
        return switch (host) {
            case WINDOWS -> onWindows(folders, registry, environment, drives, chosen);
            case LINUX -> onLinux(folders, environment, chosen);
        };
    }

    private static List<InstallFinder> onWindows(KnownFolders folders, Registry registry,
            Map<String, String> environment, List<Path> drives, Supplier<List<Path>> chosen) {
        return List.of(
                new SteamFinder(SteamRoot.onWindows(registry, environment), folders.home()),
                RegistryFinder.steam(registry),
                RegistryFinder.gog(registry),
                new EpicFinder(registry, environment),
                new XboxFinder(drives),
                RegistryFinder.bethesda(registry),
                organizer(Host.WINDOWS, folders, environment, chosen),
                new VortexFinder(List.of(folders.config().resolve("Vortex"))),
                new FolderFinder(chosen));
    }

    private static List<InstallFinder> onLinux(KnownFolders folders, Map<String, String> environment,
            Supplier<List<Path>> chosen) {
        Path home = folders.home();
        Path data = folders.localData();
        List<Path> prefixes = prefixes(folders, environment);
        return List.of(
                new SteamFinder(SteamRoot.onLinux(home, data, environment), home),
                new HeroicFinder(HeroicFinder.configurations(home, folders.config())),
                new LutrisFinder(LutrisFinder.folders(home, folders.config(), data), home),
                new BottlesFinder(BottlesFinder.folders(home, data)),
                new WinePrefixFinder(prefixes),
                organizer(Host.LINUX, folders, environment, chosen),
                new FolderFinder(chosen));
    }

    /** The finder that knows a machine's instances of Mod Organizer 2. */
    public static OrganizerFinder organizer(Host host, KnownFolders folders, Map<String, String> environment,
            Supplier<List<Path>> chosen) {
        return new OrganizerFinder(switch (host) {
            case WINDOWS -> List.of(folders.localData().resolve("ModOrganizer"));
            case LINUX -> insidePrefixes(prefixes(folders, environment));
        }, portable(chosen));
    }

    private static List<Path> prefixes(KnownFolders folders, Map<String, String> environment) {
        List<Path> prefixes = new ArrayList<>(List.of(folders.home().resolve(".wine")));
        if (environment.containsKey("WINEPREFIX")) {
            StoredPath.of(environment.get("WINEPREFIX")).ifPresent(prefixes::add);
        }
        return prefixes;
    }

    /** Where an organizer that runs under Wine keeps its global instances, for each user of each prefix. */
    private static List<Path> insidePrefixes(List<Path> prefixes) {
        List<Path> folders = new ArrayList<>();
        for (Path prefix : prefixes) {
            try (Stream<Path> users = Files.list(prefix.resolve("drive_c/users"))) {
                users.map(user -> user.resolve("AppData/Local/ModOrganizer")).forEach(folders::add);
            } catch (IOException | UncheckedIOException none) {
                continue;
            }
        }
        return folders;
    }

    /** A portable organizer usually lies beside the folder it manages, or around it. */
    private static List<Path> portable(Supplier<List<Path>> chosen) {
        List<Path> folders = new ArrayList<>();
        for (Path folder : chosen.get()) {
            folders.add(folder);
            if (folder.getParent() != null) {
                folders.add(folder.getParent());
            }
        }
        return folders;
    }
}
