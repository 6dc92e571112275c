package io.github.memorypoolnvse.deploy;

/** What a folder holds of the plugin, compared with what this manager ships. */
public enum PluginState {
    ABSENT,
    CURRENT,
    OLDER,
    NEWER,
    /** The same version with other content. */
    ALTERED,
    /** The plugin is current and something it needs is missing or changed. */
    INCOMPLETE
}
