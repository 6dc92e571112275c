package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** What a page does, in plain words, and every key it knows. Takes the page's place until it is closed. */
final class HelpPane extends ScrollPane {

    private final Button close = new Button();

    HelpPane(String page, Texts texts, Runnable closed) {
        Label title = new Label(texts.of("ui.help.title", texts.of("ui.page." + page)));
        title.getStyleClass().add("text-heading");
        Label words = new Label(texts.of("ui.help." + page + ".text"));
        words.setWrapText(true);
        GridPane keys = new GridPane();
        keys.getStyleClass().add("help-keys");
        Shortcut.KEYS.getOrDefault(page, List.of()).forEach(key ->
                line(keys, name(key, texts), texts.of("ui.help." + page + "." + key.what())));
        if (Shortcut.WITH_GRAPHS.contains(page)) {
            Shortcut.IN_A_GRAPH.forEach(key -> line(keys, name(key, texts), texts.of("ui.help.graph." + key.what())));
        }
        Shortcut.EVERYWHERE.forEach(key -> line(keys, name(key, texts), texts.of("ui.help.everywhere." + key.what())));
        close.setText(texts.of("ui.help.close"));
        close.setAccessibleHelp(words.getText());
        close.setOnAction(_ -> closed.run());
        VBox content = new VBox(title, words, keys, close);
        content.getStyleClass().add("help");
        setContent(content);
        setFitToWidth(true);
        setFocusTraversable(false);
        getStyleClass().add("page-scroll");
        setAccessibleText(title.getText());
    }

    /** Leads the keyboard and the screen reader here. */
    void focus() {
        close.requestFocus();
    }

    private static String name(Shortcut key, Texts texts) {
        String name = key.keys();
        for (String each : Shortcut.NAMED) {
            name = name.replace(each, texts.of("ui.help.key." + each));
        }
        return name;
    }

    private static void line(GridPane table, String key, String words) {
        Label keys = new Label(key);
        keys.getStyleClass().add("help-key");
        keys.setMinWidth(USE_PREF_SIZE);
        Label meaning = new Label(words);
        meaning.setWrapText(true);
        table.addRow(table.getRowCount(), keys, meaning);
    }
}
