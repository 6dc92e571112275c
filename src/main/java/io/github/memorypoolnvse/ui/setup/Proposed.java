package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.ui.theme.Severity;

/**
 * What a {@link Proposal} does once a person agrees.
 *
 * @param elevated whether it takes an administrator's rights
 */
record Proposed(Change change, boolean elevated, Words words) {

    /**
     * What is said about it.
     *
     * @param text what it is for
     * @param confirm the words of the button that does it
     * @param done what is said when it is done
     */
    record Words(Severity severity, String text, String confirm, String done) {
    }
}
