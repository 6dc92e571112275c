package io.github.memorypoolnvse.platform;

import java.util.Locale;

/** The operating system the manager runs on. */
public enum Host {
    WINDOWS, LINUX;

    public static Host current() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows") ? WINDOWS : LINUX;
    }
}
