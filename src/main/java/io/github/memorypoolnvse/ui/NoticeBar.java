package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.theme.Icon;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** The line of a page that says how the last thing done went; out of the way while there is nothing to say. */
public final class NoticeBar extends HBox {

    private final Texts texts;

    public NoticeBar(Texts texts) {
        this.texts = texts;
        getStyleClass().add("notice");
        setAlignment(Pos.CENTER_LEFT);
        show(null);
    }

    /**
     * Says something else, or nothing.
     *
     * @param actions stand behind the words
     */
    public void show(@Nullable Notice shown, Node... actions) {
        setVisible(shown != null);
        setManaged(shown != null);
        if (shown == null) {
            return;
        }
        Label words = new Label(shown.text());
        words.setWrapText(true);
        words.setMaxWidth(Double.MAX_VALUE);
        setHgrow(words, Priority.ALWAYS);
        getChildren().setAll(Icon.of(shown.severity()), words);
        String details = shown.details();
        if (details != null) {
            getChildren().add(copy(details));
        }
        getChildren().addAll(actions);
    }

    private Button copy(String details) {
        Button copy = new Button(texts.of("ui.error.copy"));
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setTooltip(new Tooltip(texts.of("ui.error.copy.tip")));
        copy.setOnAction(_ -> {
            ErrorWindow.copy(details);
            copy.setText(texts.of("ui.error.copied"));
        });
        return copy;
    }
}
