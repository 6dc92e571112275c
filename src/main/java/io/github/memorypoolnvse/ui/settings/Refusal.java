package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.ui.theme.Icon;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.Control;
import javafx.scene.control.Label;

/** Says below a field why what stands in it is not taken; out of the way while there is nothing to say. */
final class Refusal extends Label {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Control field;
    private final String help;

    /**
     * @param help what the field says to a screen reader while it is right
     */
    Refusal(Control field, String help) {
        super("", Icon.of(Severity.BAD));
        this.field = field;
        this.help = help;
        getStyleClass().add("refusal");
        setWrapText(true);
        show(Optional.empty());
    }

    void show(Optional<String> why) {
        setText(why.orElse(""));
        setVisible(why.isPresent());
        setManaged(why.isPresent());
        field.setAccessibleHelp(why.orElse(help));
        field.pseudoClassStateChanged(WRONG, why.isPresent());
    }
}
