package io.github.memorypoolnvse.deploy;

/** What a changed file belongs to; each part can be undone alone. */
public enum Part {
    /** The plugin, its allocators and its settings. */
    PLUGIN,
    /** The large-address flag of the game's executable. */
    LARGE_ADDRESS,
    /** The files of xNVSE beside the game's executable. */
    NVSE
}
