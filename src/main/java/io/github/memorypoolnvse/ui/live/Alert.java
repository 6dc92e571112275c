package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.ui.theme.Severity;

/**
 * A warning that was raised.
 *
 * @param key stays the same for the same cause
 * @param text what happened, in a sentence
 */
public record Alert(String key, Severity severity, String text) {
}
