package io.github.memorypoolnvse.game;

import io.github.memorypoolnvse.platform.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How an install is started so that xNVSE comes with it.
 *
 * @param command     program and arguments
 * @param directory   where it runs
 * @param environment added to the manager's own
 */
public record LaunchCommand(List<String> command, Path directory, Map<String, String> environment) {

    /** The program that starts the game with xNVSE; it lies beside the executable. */
    public static final String LOADER = "nvse_loader.exe";
    /**
     * What is put into the game's launch options in Steam, so that it starts {@link #LOADER} in the stead of the game's
     * own launcher or executable.
     */
    public static final String STEAM_OPTION = "bash -c 'a=(\"${@/FalloutNVLauncher.exe/nvse_loader.exe}\");"
            + " exec \"${a[@]/FalloutNV.exe/nvse_loader.exe}\"' -- %command%";

    private static final Map<String, String> QUIET_WINE =
            Map.of("WINEDEBUG", "-all", "WINEDLLOVERRIDES", "mscoree,mshtml=");

    /** Who starts the game's own process. */
    public enum Way {
        /** This manager. */
        DIRECT,
        /** Steam, which starts what it knows or its launch options say. */
        STEAM,
        /** Heroic, which starts what it knows or the game's settings there say. */
        HEROIC
    }

    /** Who starts {@code install}: on Linux the store's program, which knows the game's Proton. */
    public static Way way(Install install, Host host) {
        if (host == Host.WINDOWS || install.practice()) {
            return Way.DIRECT;
        }
        if (install.foundBy().contains("steam") || install.store() == Store.STEAM) {
            return Way.STEAM;
        }
        return install.foundBy().contains("heroic") && install.storeId().isPresent() ? Way.HEROIC : Way.DIRECT;
    }

    /**
     * The command for {@code install}.
     *
     * @param practicePrefix where the practice game keeps its Wine files
     * @throws LoaderMissingException when xNVSE would be left out
     */
    public static LaunchCommand of(Install install, Host host, Path practicePrefix) throws LoaderMissingException {
        return switch (way(install, host)) {
            case STEAM -> opening(install, "steam://rungameid/" + install.storeId().orElse("22380"));
            case HEROIC -> opening(install, "heroic://launch/"
                    + (install.store() == Store.EPIC ? "legendary" : "gog") + "/" + install.storeId().orElseThrow());
            case DIRECT -> switch (host) {
                case WINDOWS -> new LaunchCommand(List.of(program(install).toString()), install.folder(), Map.of());
                case LINUX -> underWine(install, practicePrefix);
            };
        };
    }

    /** A patched executable starts xNVSE by itself; any other needs the loader. */
    private static Path program(Install install) throws LoaderMissingException {
        if (install.executable().variant().startsNvse() || install.practice()) {
            return install.executable().file();
        }
        return GamePath.existing(install.folder(), LOADER).filter(Files::isRegularFile)
                .orElseThrow(() -> new LoaderMissingException(install.folder()));
    }

    private static LaunchCommand underWine(Install install, Path practicePrefix) throws LoaderMissingException {
        Path program = program(install);
        if (install.practice()) {
            return wine(install, program, practicePrefix.toAbsolutePath(), QUIET_WINE);
        }
        Path prefix = install.prefix().map(WinePrefix::folder).orElse(Path.of(System.getProperty("user.home"), ".wine"));
        return wine(install, program, prefix, Map.of());
    }

    /** The store's own program knows the game's Proton; what it starts is set there. */
    private static LaunchCommand opening(Install install, String address) {
        return new LaunchCommand(List.of("xdg-open", address), install.folder(), Map.of());
    }

    private static LaunchCommand wine(Install install, Path program, Path prefix, Map<String, String> environment) {
        Map<String, String> whole = new HashMap<>(environment);
        whole.put("WINEPREFIX", prefix.toString());
        return new LaunchCommand(List.of("wine", program.getFileName().toString()), install.folder(), Map.copyOf(whole));
    }
}
