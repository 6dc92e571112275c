package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.InstallBadge;
import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.game.Install;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Several copies of the game side by side, the one shown marked; a press shows another. Hidden for a single one. */
final class CopiesPane extends FlowPane {

    private final InstallBadge badge;
    private final Texts texts;
    private final Consumer<Install> prefer;

    CopiesPane(InstallBadge badge, Texts texts, Consumer<Install> prefer) {
        this.badge = badge;
        this.texts = texts;
        this.prefer = prefer;
        getStyleClass().add("copies");
    }

    void show(List<Install> installs, @Nullable Install shown) {
        getChildren().setAll(installs.stream().map(each -> button(each, shown)).toList());
        setVisible(installs.size() > 1);
        setManaged(installs.size() > 1);
    }

    private ToggleButton button(Install install, @Nullable Install shown) {
        Label whose = new Label(badge.of(install));
        whose.getStyleClass().add("copy-badge");
        Label folder = new Label(install.folder().toString());
        folder.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        folder.getStyleClass().addAll("copy-folder", "text-small");
        VBox words = new VBox(whose, folder);
        ToggleButton button = new ToggleButton();
        button.setGraphic(words);
        button.getStyleClass().add("copy");
        button.setAccessibleText(texts.of("ui.setup.other", whose.getText(), install.folder()));
        button.setTooltip(new Tooltip(install.folder().toString()));
        boolean selected = shown != null && shown.folder().equals(install.folder());
        button.setSelected(selected);
        button.setOnAction(_ -> {
            button.setSelected(selected);
            if (!selected) {
                prefer.accept(install);
            }
        });
        return button;
    }
}
