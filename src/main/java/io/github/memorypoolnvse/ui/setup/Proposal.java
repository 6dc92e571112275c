package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.List;

/**
 * A change that waits for a person's word.
 *
 * @param text what it is for, in whole sentences
 * @param confirm the words of the button that does it
 * @param files everything it does
 */
public record Proposal(Severity severity, String text, String confirm, List<PlanRow> files) {

    public Proposal {
        files = List.copyOf(files);
    }
}
