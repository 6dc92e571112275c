package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.ui.theme.Severity;

/**
 * What the page says about the last thing done.
 *
 * @param text whole sentences
 */
public record Notice(Severity severity, String text) {
}
