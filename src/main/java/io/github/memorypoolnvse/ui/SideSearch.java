package io.github.memorypoolnvse.ui;

import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.TextFields;

/** The search above a list at a page's side: Escape empties it, Down leads into the list. */
public final class SideSearch {

    private final TextField field = TextFields.createClearableTextField();
    private final ListView<?> list;

    /**
     * What it says.
     *
     * @param prompt in the empty field, and to a screen reader
     * @param tip with its key
     * @param nothing in the list, where nothing is found
     */
    public record Words(String prompt, String tip, String nothing) {
    }

    /**
     * @param seek takes the words sought, each time they change
     */
    public SideSearch(ListView<?> list, Words words, Consumer<String> seek) {
        this.list = list;
        field.setPromptText(words.prompt());
        field.setAccessibleText(words.prompt());
        field.setTooltip(new Tooltip(words.tip()));
        field.getStyleClass().add("session-search");
        field.textProperty().addListener((_, _, sought) -> seek.accept(sought));
        field.addEventHandler(KeyEvent.KEY_PRESSED, this::leave);
        VBox.setMargin(field, new Insets(0, 8, 4, 8));
        Label none = new Label(words.nothing());
        none.setWrapText(true);
        none.getStyleClass().add("text-muted");
        list.setPlaceholder(none);
    }

    private void leave(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> {
                if (field.getText().isEmpty()) {
                    return;
                }
                field.clear();
            }
            case DOWN -> list.requestFocus();
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** Stands above the list. */
    public TextField field() {
        return field;
    }

    /** Shows the whole list again. */
    public void clear() {
        field.clear();
    }

    /** Leads here. */
    public void focus() {
        field.requestFocus();
        field.selectAll();
    }
}
