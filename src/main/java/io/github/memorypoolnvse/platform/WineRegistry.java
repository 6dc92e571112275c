package io.github.memorypoolnvse.platform;

import io.github.memorypoolnvse.format.RegistryText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The registry of a Wine prefix, read from its files; a snapshot of the moment it was opened. */
public final class WineRegistry implements Registry {

    private static final String SOFTWARE = "software\\";

    private final RegistryText machine;
    private final RegistryText user;

    private WineRegistry(RegistryText machine, RegistryText user) {
        this.machine = machine;
        this.user = user;
    }

    /**
     * Reads the registry of {@code prefix}.
     *
     * @throws IOException when system.reg is missing, unreadable or no registry
     */
    public static WineRegistry open(Path prefix) throws IOException {
        RegistryText machine = RegistryText.read(prefix.resolve("system.reg"));
        Path userFile = prefix.resolve("user.reg");
        RegistryText user = Files.exists(userFile)
                ? RegistryText.read(userFile)
                : RegistryText.parse("WINE REGISTRY Version 2");
        return new WineRegistry(machine, user);
    }

    @Override
    public Optional<String> value(Hive hive, View view, String key, String name) {
        return text(hive).value(viewed(hive, view, key), name);
    }

    @Override
    public List<String> children(Hive hive, View view, String key) {
        return text(hive).children(viewed(hive, view, key));
    }

    private RegistryText text(Hive hive) {
        return switch (hive) {
            case LOCAL_MACHINE -> machine;
            case CURRENT_USER -> user;
        };
    }

    private static String viewed(Hive hive, View view, String key) {
        boolean redirected = hive == Hive.LOCAL_MACHINE && view == View.BITS_32
                && key.regionMatches(true, 0, SOFTWARE, 0, SOFTWARE.length());
        return redirected ? "Software\\Wow6432Node\\" + key.substring(SOFTWARE.length()) : key;
    }
}
