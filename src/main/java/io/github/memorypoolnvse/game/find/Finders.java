package io.github.memorypoolnvse.game.find;

import io.github.memorypoolnvse.platform.Host;
import io.github.memorypoolnvse.platform.KnownFolders;
import io.github.memorypoolnvse.platform.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        List<InstallFinder> finders = new ArrayList<>(launchers(folders, environment));
        finders.add(new WinePrefixFinder(prefixes(folders, environment)));
        finders.add(organizer(Host.LINUX, folders, environment, chosen));
        finders.add(new FolderFinder(chosen));
        return List.copyOf(finders);
    }

    /** What installs games and gives each its prefix. */
    private static List<InstallFinder> launchers(KnownFolders folders, Map<String, String> environment) {
        Path home = folders.home();
        Path data = folders.localData();
        return List.of(
                new SteamFinder(SteamRoot.onLinux(home, data, environment), home),
                new HeroicFinder(HeroicFinder.configurations(home, folders.config())),
                new LegendaryFinder(LegendaryFinder.folders(home, folders.config()), home),
                new LutrisFinder(LutrisFinder.folders(home, folders.config(), data), home),
                new BottlesFinder(BottlesFinder.folders(home, data)));
    }

    /** The finder that knows a machine's instances of Mod Organizer 2. */
    public static OrganizerFinder organizer(Host host, KnownFolders folders, Map<String, String> environment,
            Supplier<List<Path>> chosen) {
        Supplier<List<Path>> portable = () -> portable(chosen.get());
        return switch (host) {
            case WINDOWS -> new OrganizerFinder(() -> List.of(folders.localData().resolve("ModOrganizer")), portable);
            case LINUX -> new OrganizerFinder(() -> insidePrefixes(allPrefixes(folders, environment)), portable);
        };
    }

    private static List<Path> prefixes(KnownFolders folders, Map<String, String> environment) {
        List<Path> prefixes = new ArrayList<>(List.of(folders.home().resolve(".wine")));
        if (environment.containsKey("WINEPREFIX")) {
            StoredPath.of(environment.get("WINEPREFIX")).ifPresent(prefixes::add);
        }
        return prefixes;
    }

    /** Those prefixes and the game's own, in which an organizer for it is usually installed too. */
    private static Set<Path> allPrefixes(KnownFolders folders, Map<String, String> environment) {
        Set<Path> prefixes = new LinkedHashSet<>(prefixes(folders, environment));
        InstallFinder.Findings collector = new InstallFinder.Findings() {
            @Override
            public void candidate(Candidate candidate) {
                candidate.prefix().ifPresent(prefix -> prefixes.add(prefix.folder()));
            }

            @Override
            public void problem(String key, Object... arguments) {
                // Each launcher's own finder tells it.
            }
        };
        for (InstallFinder launcher : launchers(folders, environment)) {
            try {
                launcher.find(collector);
            } catch (IOException unreadable) {
                continue;
            }
        }
        return prefixes;
    }

    /** Where an organizer that runs under Wine keeps its global instances, for each user of each prefix. */
    private static List<Path> insidePrefixes(Collection<Path> prefixes) {
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
    private static List<Path> portable(List<Path> chosen) {
        List<Path> folders = new ArrayList<>();
        for (Path folder : chosen) {
            folders.add(folder);
            if (folder.getParent() != null) {
                folders.add(folder.getParent());
            }
        }
        return folders;
    }
}
