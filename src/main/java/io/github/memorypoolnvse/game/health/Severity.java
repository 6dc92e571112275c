package io.github.memorypoolnvse.game.health;

/** How much a finding matters, mildest first. */
public enum Severity {
    /** As it should be. */
    GOOD,
    /** Worth knowing. */
    INFO,
    /** Works, but not as well or not for sure. */
    WARNING,
    /** Keeps the plugin or the game from working. */
    PROBLEM
}
