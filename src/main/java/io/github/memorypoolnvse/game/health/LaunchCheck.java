package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.game.ExecutableFacts;
import io.github.memorypoolnvse.game.GamePath;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.KnownExecutables;
import io.github.memorypoolnvse.game.LaunchCommand;
import io.github.memorypoolnvse.platform.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether the game comes with xNVSE and its mods when it is started from here. Mod Organizer 2 shows its mods only to
 * what it starts itself; a store's program starts the executable it knows, and one that is not patched leaves xNVSE
 * out (manager facts 2.3 and 3). Where xNVSE has written its log, somebody has seen to that.
 */
public final class LaunchCheck implements HealthCheck {

    private final Host host;
    private final ModFolders modFolders;
    private final Organizers organizers;

    /** Knows the program of the Mod Organizer 2 that manages an install, where it can be started from here. */
    @FunctionalInterface
    public interface Organizers {
        Optional<Path> program(Install install) throws IOException;
    }

    public LaunchCheck(Host host, ModFolders modFolders, Organizers organizers) {
        this.host = host;
        this.modFolders = modFolders;
        this.organizers = organizers;
    }

    @Override
    public String id() {
        return "launch";
    }

    @Override
    public List<Finding> check(Install install) throws IOException {
        if (install.practice() || !install.executable().variant().supported()) {
            return List.of();
        }
        List<Path> mods = modFolders.of(install);
        if (!mods.isEmpty()) {
            Finding organizer = Finding.of(Severity.INFO, "launch.organizer", mods.getFirst());
            return List.of(organizers.program(install).isPresent() ? organizer.mendedBy(Fix.OPEN_ORGANIZER) : organizer);
        }
        LaunchCommand.Way way = LaunchCommand.way(install, host);
        if (way == LaunchCommand.Way.DIRECT || startsNvse(install.executable()) || nvseWasSeen(install.folder())) {
            return List.of();
        }
        return switch (way) {
            case DIRECT -> List.of();
            case STEAM -> List.of(Finding.of(Severity.WARNING, "launch.steam", LaunchCommand.STEAM_OPTION)
                    .mendedBy(Fix.COPY_LAUNCH_OPTION));
            case HEROIC -> List.of(Finding.of(Severity.WARNING, "launch.heroic",
                    install.folder().resolve(LaunchCommand.LOADER)).mendedBy(Fix.COPY_LOADER));
        };
    }

    /** GOG's patched executable has no mark but its hash. */
    private static boolean startsNvse(ExecutableFacts executable) throws IOException {
        return executable.variant().startsNvse() || KnownExecutables.origin(KnownExecutables.sha1(executable.file()))
                .filter(KnownExecutables.Origin.GOG_PATCHED::equals).isPresent();
    }

    private static boolean nvseWasSeen(Path folder) throws IOException {
        Optional<Path> log = GamePath.existing(folder, "nvse.log");
        Optional<Path> library = GamePath.existing(folder, NvseFiles.LIBRARY);
        return log.isPresent() && library.isPresent()
                && Files.getLastModifiedTime(log.get()).compareTo(Files.getLastModifiedTime(library.get())) > 0;
    }
}
