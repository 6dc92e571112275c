package io.github.memorypoolnvse.game;

import io.github.memorypoolnvse.platform.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an install is started so that xNVSE comes with it.
 *
 * @param command     program and arguments
 * @param directory   where it runs
 * @param environment added to the manager's own
 */
public record LaunchCommand(List<String> command, Path directory, Map<String, String> environment) {

    private static final String LOADER = "nvse_loader.exe";
    private static final Map<String, String> QUIET_WINE =
            Map.of("WINEDEBUG", "-all", "WINEDLLOVERRIDES", "mscoree,mshtml=");

    /**
     * The command for {@code install}.
     *
     * @param practicePrefix where the practice game keeps its Wine files
     */
    public static LaunchCommand of(Install install, Host host, Path practicePrefix) {
        Path program = program(install);
        return switch (host) {
            case WINDOWS -> new LaunchCommand(List.of(program.toString()), install.folder(), Map.of());
            case LINUX -> onLinux(install, program, practicePrefix);
        };
    }

    /** A patched executable starts xNVSE by itself; any other needs the loader. */
    private static Path program(Install install) {
        boolean startsItself = install.executable().variant() == Variant.FOUR_GB_PATCHED || install.practice();
        return Optional.of(LOADER)
                .filter(_ -> !startsItself)
                .flatMap(loader -> GamePath.existing(install.folder(), loader))
                .filter(Files::isRegularFile)
                .orElse(install.executable().file());
    }

    private static LaunchCommand onLinux(Install install, Path program, Path practicePrefix) {
        if (install.practice()) {
            return wine(install, program, practicePrefix.toAbsolutePath(), QUIET_WINE);
        }
        if (install.foundBy().contains("steam") || install.store() == Store.STEAM) {
            return opening(install, "steam://rungameid/" + install.storeId().orElse("22380"));
        }
        if (install.foundBy().contains("heroic") && install.storeId().isPresent()) {
            String runner = install.store() == Store.EPIC ? "legendary" : "gog";
            return opening(install, "heroic://launch/" + runner + "/" + install.storeId().get());
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
