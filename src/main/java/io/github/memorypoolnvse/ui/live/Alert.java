package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.ui.theme.Severity;

/**
 * A warning that was raised.
 *
 * @param key stays the same for the same cause
 * @param text what happened, in a sentence
 */
public record Alert(String key, Severity severity, String text) {

    /** Whether it says no more than the game's state, which the Live page tells in a line of its own. */
    public boolean tellsState() {
        return key.equals(AlertWatch.FROZEN);
    }
}
