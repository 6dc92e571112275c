package io.github.memorypoolnvse.ui;

import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;

/**
 * Lets the arrow keys do what a press does. They choose in a group of toggles by themselves, but the chosen one's
 * action is not taken then.
 */
public final class ArrowChoice {

    private ArrowChoice() {
    }

    /** Takes the action of the toggle that an arrow key chose below a node. */
    public static void in(Node group) {
        group.addEventHandler(KeyEvent.KEY_RELEASED, event -> {
            if (event.getCode().isArrowKey() && event.getTarget() instanceof ToggleButton chosen && chosen.isSelected()
                    && chosen.getOnAction() != null) {
                chosen.getOnAction().handle(new ActionEvent(chosen, chosen));
            }
        });
    }
}
