package io.github.memorypoolnvse.game;

/** Which build of the executable an install holds, told by its version, sections and marks (engine facts 5). */
public enum Variant {
    /** 1.4.0.525 in Steam's wrapping, as downloaded. */
    STEAM_WRAPPED(true),
    /** 1.4.0.525 that starts xNVSE by itself and is large-address aware. */
    FOUR_GB_PATCHED(true),
    /** 1.4.0.525 without a wrapping: GOG's, or Epic's after its patcher. */
    PLAIN(true),
    /** The stand-in of this project. */
    PRACTICE(true),
    /** Epic's own build, which xNVSE refuses until the Epic Games Patcher ran. */
    EPIC(false),
    /** The German build without violence, which xNVSE refuses. */
    NO_GORE(false),
    /** A packed executable, which xNVSE refuses. */
    PACKED(false),
    /** Older or newer than 1.4.0.525. */
    OTHER_VERSION(false),
    /** Not readable, as the Xbox app's executables are. */
    UNREADABLE(false),
    /** Readable, but no such executable. */
    UNKNOWN(false);

    private final boolean supported;

    Variant(boolean supported) {
        this.supported = supported;
    }

    /** True when it starts xNVSE by itself, whoever starts it (manager facts 3). */
    public boolean startsNvse() {
        return this == FOUR_GB_PATCHED || this == PRACTICE;
    }

    /** True when xNVSE, and with it the plugin, works with it. */
    public boolean supported() {
        return supported;
    }
}
