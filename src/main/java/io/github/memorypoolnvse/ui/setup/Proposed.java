package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.ui.theme.Severity;

/**
 * What a {@link Proposal} does once a person agrees.
 *
 * @param elevated whether it takes an administrator's rights
 * @param after what follows when it is done
 */
record Proposed(Plan plan, boolean elevated, Words words, Runnable after) {

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
