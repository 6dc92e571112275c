package io.github.memorypoolnvse.platform;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The folders a system gives its user, and the manager's own below them. Paths only; nothing is created.
 *
 * @param home         the user's home
 * @param localData    %LOCALAPPDATA% or $XDG_DATA_HOME
 * @param config       %APPDATA% or $XDG_CONFIG_HOME
 * @param managerData  where the manager keeps journals, originals and sessions
 */
public record KnownFolders(Path home, Path localData, Path config, Path managerData) {

    /** The system property that moves everything the manager keeps into one folder (a portable manager, tests). */
    public static final String MANAGER_HOME = "memorypool.home";

    /** The command-line word that does the same for one run; the folder follows at once. */
    public static final String MANAGER_DATA_OPTION = "--manager-data=";

    private static final String NAME = "MemoryPoolNVSE";

    /** Of the user running this program. */
    public static KnownFolders ofThisUser() {
        return of(Host.current(), System.getenv(), Path.of(System.getProperty("user.home")),
                Optional.ofNullable(System.getProperty(MANAGER_HOME)).map(Path::of));
    }

    /** By a system's rules, from its environment; relative XDG values are ignored, as the XDG rules ask. */
    public static KnownFolders of(Host host, Map<String, String> environment, Path home, Optional<Path> managerHome) {
        Path localData = switch (host) {
            case WINDOWS -> folder(environment, "LOCALAPPDATA").orElse(home.resolve("AppData/Local"));
            case LINUX -> folder(environment, "XDG_DATA_HOME").orElse(home.resolve(".local/share"));
        };
        Path config = switch (host) {
            case WINDOWS -> folder(environment, "APPDATA").orElse(home.resolve("AppData/Roaming"));
            case LINUX -> folder(environment, "XDG_CONFIG_HOME").orElse(home.resolve(".config"));
        };
        return new KnownFolders(home, localData, config,
                managerHome.map(Path::toAbsolutePath).orElse(localData.resolve(NAME)));
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }
}
