package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.ui.theme.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What the page says about the last thing done.
 *
 * @param text whole sentences
 * @param details what to report of a fault, offered to be copied; null for none
 */
public record Notice(Severity severity, String text, @Nullable String details) {

    public Notice(Severity severity, String text) {
        this(severity, text, null);
    }
}
