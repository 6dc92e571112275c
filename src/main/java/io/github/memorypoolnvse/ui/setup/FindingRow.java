package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.ui.theme.Severity;
import org.jspecify.annotations.Nullable;

/**
 * One line of the health list.
 *
 * @param word the severity as a word
 * @param text what is
 * @param why why it matters and what to do
 * @param fix what a button beside it does; null for none
 * @param fixLabel the button's words; empty for none
 */
public record FindingRow(Severity severity, String word, String text, String why, @Nullable Fix fix, String fixLabel) {
}
