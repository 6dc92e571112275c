package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.theme.Icon;
import io.github.memorypoolnvse.ui.theme.Severity;
import io.github.memorypoolnvse.ui.theme.Theme;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javafx.event.ActionEvent;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Modality;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a person about faults of ours: a short code, plain words, and the details to copy, out of sight. One window at
 * a time, and each code once: what happens again is counted there. JavaFX thread; works before any window was shown.
 */
public final class ErrorWindow {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorWindow.class);

    /** A fault and its code. */
    private record Told(String code, Throwable fault) {
    }

    private final Texts texts;
    private final Runnable read;
    private final Map<String, Integer> times = new HashMap<>();
    private final Deque<Told> waiting = new ArrayDeque<>();
    private @Nullable Alert window;
    private String shown = "";

    ErrorWindow(Texts texts) {
        this(texts, () -> { });
    }

    /**
     * @param read called when everything was told and the last window is closed
     */
    ErrorWindow(Texts texts, Runnable read) {
        this.texts = texts;
        this.read = read;
    }

    /** Tells of a fault and goes on at once. */
    void show(Throwable fault) {
        String code = ErrorCode.of(fault);
        int count = times.merge(code, 1, Integer::sum);
        if (count == 1) {
            LOG.error("a fault reached the window, code {}", code, fault);
            waiting.add(new Told(code, fault));
            showNext();
        } else if (window != null && code.equals(shown)) {
            window.setHeaderText(title(code));
        }
    }

    private void showNext() {
        if (window == null && !waiting.isEmpty()) {
            Told next = waiting.remove();
            Alert made = make(next);
            window = made;
            shown = next.code();
            made.show();
            made.getDialogPane().getScene().getWindow().showingProperty().addListener((_, _, _) -> closed());
        }
    }

    private void closed() {
        window = null;
        if (waiting.isEmpty()) {
            read.run();
        } else {
            showNext();
        }
    }

    private String title(String code) {
        int count = times.getOrDefault(code, 1);
        return count == 1 ? texts.of("ui.error.title") : texts.of("ui.error.title.again", count);
    }

    private Alert make(Told told) {
        ButtonType copy = new ButtonType(texts.of("ui.error.copy"), ButtonBar.ButtonData.LEFT);
        ButtonType close = new ButtonType(texts.of("ui.error.close"), ButtonBar.ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.ERROR, texts.of("ui.error.text", told.code()), copy, close);
        alert.initModality(Modality.NONE);
        alert.setTitle(texts.of("ui.app"));
        alert.setHeaderText(title(told.code()));
        TextArea details = new TextArea(details(told.code(), told.fault()));
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
        return alert;
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
