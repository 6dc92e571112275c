package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.theme.Icon;
import io.github.memorypoolnvse.ui.theme.Severity;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Asks, while there is need to, whether changes of the plugin's settings are saved or discarded. */
final class UnsavedBar extends HBox {

    private final PluginSettingsViewModel model;
    private final Texts texts;
    private final Label words = new Label();
    private final Button save = new Button();
    private final Button discard = new Button();
    private final Button stay = new Button();

    UnsavedBar(PluginSettingsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().addAll("notice", "unsaved");
        setAlignment(Pos.CENTER_LEFT);
        words.setWrapText(true);
        words.setMaxWidth(Double.MAX_VALUE);
        setHgrow(words, Priority.ALWAYS);
        stay.setText(texts.of("ui.settings.unsaved.stay"));
        stay.setTooltip(new Tooltip(texts.of("ui.settings.unsaved.stay.tip")));
        discard.setTooltip(new Tooltip(texts.of("ui.settings.unsaved.discard.tip")));
        save.getStyleClass().add("accent");
        save.setOnAction(_ -> model.save());
        discard.setOnAction(_ -> model.discard());
        stay.setOnAction(_ -> model.stay());
        for (Button button : new Button[] {stay, discard, save}) {
            button.setMinWidth(USE_PREF_SIZE);
        }
        getChildren().setAll(Icon.of(Severity.WARNING), words, stay, discard, save);
        model.unsaved().addListener((_, _, _) -> show());
        model.rightsNeeded().addListener((_, _, _) -> show());
        show();
    }

    private void show() {
        PluginSettingsViewModel.Unsaved asked = model.unsaved().get();
        setVisible(asked != null);
        setManaged(asked != null);
        if (asked == null) {
            return;
        }
        boolean closing = asked.closing();
        words.setText(texts.of(closing ? "ui.settings.unsaved.closing" : "ui.settings.unsaved", asked.folder()));
        stay.setVisible(closing);
        stay.setManaged(closing);
        discard.setText(texts.of(closing ? "ui.settings.unsaved.discardAndClose" : "ui.settings.unsaved.discard"));
        boolean rights = model.rightsNeeded().get();
        save.setText(texts.of(rights ? "ui.settings.save.elevated"
                : closing ? "ui.settings.unsaved.saveAndClose" : "ui.settings.save"));
        save.setTooltip(new Tooltip(texts.of("ui.settings.save.tip")));
        discard.setAccessibleHelp(words.getText());
        save.setAccessibleHelp(words.getText());
        save.requestFocus();
    }
}
