package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.theme.Icon;
import io.github.memorypoolnvse.ui.theme.Severity;
import io.github.memorypoolnvse.ui.theme.Theme;
import java.io.PrintWriter;
import java.io.StringWriter;
import javafx.event.ActionEvent;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Tells a person about a fault of ours: a short code, plain words, and the details to copy, out of sight. */
public final class ErrorWindow {

    private final Texts texts;

    ErrorWindow(Texts texts) {
        this.texts = texts;
    }

    /** Shows it and waits. JavaFX thread; works before any window was shown. */
    void show(Throwable fault) {
        String code = ErrorCode.of(fault);
        ButtonType copy = new ButtonType(texts.of("ui.error.copy"), ButtonBar.ButtonData.LEFT);
        ButtonType close = new ButtonType(texts.of("ui.error.close"), ButtonBar.ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.ERROR, texts.of("ui.error.text", code), copy, close);
        alert.setTitle(texts.of("ui.app"));
        alert.setHeaderText(texts.of("ui.error.title"));
        TextArea details = new TextArea(details(code, fault));
        details.setEditable(false);
        details.setAccessibleText(texts.of("ui.error.details"));
        alert.getDialogPane().setExpandableContent(details);
        alert.setGraphic(Icon.of(Severity.BAD));
        if (alert.getDialogPane().lookupButton(copy) instanceof Button button) {
            // Copying is no answer: the window stays for who wants to read on.
            button.addEventFilter(ActionEvent.ACTION, event -> {
                copy(details.getText());
                button.setText(texts.of("ui.error.copied"));
                event.consume();
            });
        }
        new Theme().dress(alert.getDialogPane().getScene());
        alert.showAndWait();
    }

    /** Puts text where a person can paste it from. JavaFX thread. */
    public static void copy(String details) {
        ClipboardContent content = new ClipboardContent();
        content.putString(details);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** Everything worth reporting, without the names of a person's folders. */
    static String details(String code, Throwable fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        String home = System.getProperty("user.home", "");
        String text = code + "\n" + trace;
        return home.length() > 1 ? text.replace(home, "~") : text;
    }
}
