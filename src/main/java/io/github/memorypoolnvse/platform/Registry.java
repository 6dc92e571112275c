package io.github.memorypoolnvse.platform;

import java.util.List;
import java.util.Optional;

/** The strings of a Windows registry, of this machine or of a Wine prefix. A missing key is simply empty. */
public interface Registry {

    /** A root. */
    enum Hive {
        LOCAL_MACHINE, CURRENT_USER
    }

    /** Which of the two views of the machine's software keys (HKLM\Software\WOW6432Node or not). */
    enum View {
        BITS_32, BITS_64
    }

    /**
     * The string {@code name} of {@code key} (backslashes between names).
     *
     * @throws java.io.UncheckedIOException when the registry exists and cannot be read
     */
    Optional<String> value(Hive hive, View view, String key, String name);

    /** The names of the keys right below {@code key}. */
    List<String> children(Hive hive, View view, String key);

    /** A registry without a key, for systems that have none. */
    static Registry empty() {
        return new Registry() {
            @Override
            public Optional<String> value(Hive hive, View view, String key, String name) {
                return Optional.empty();
            }

            @Override
            public List<String> children(Hive hive, View view, String key) {
                return List.of();
            }
        };
    }

    /** The machine's own registry; empty where there is none. */
    static Registry ofThisMachine() {
        return Host.current() == Host.WINDOWS ? new WindowsRegistry() : empty();
    }
}
