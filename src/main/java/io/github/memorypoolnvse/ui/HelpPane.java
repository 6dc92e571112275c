package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** What a page does, in plain words, and every key it knows. Takes the page's place until it is closed. */
final class HelpPane extends ScrollPane {

    /** The names of keys that differ from language to language. */
    private static final List<String> NAMED = List.of("Shift", "Ctrl", "Space", "Delete", "Home", "End", "Enter");
    /** The keys of each page, as they are written in its tooltips; their words are {@code ui.help.PAGE.WHAT}. */
    private static final Map<String, List<Shortcut>> KEYS = Map.of(
            "setup", List.of(new Shortcut("Ctrl+I", "install"), new Shortcut("Ctrl+L", "launch"),
                    new Shortcut("F5", "rescan"), new Shortcut("Enter", "confirm"), new Shortcut("Esc", "dismiss")),
            "live", List.of(new Shortcut("Space", "pause"), new Shortcut("M", "mark"), new Shortcut("1 – 5", "span"),
                    new Shortcut("C", "compact")),
            "sessions", List.of(new Shortcut("1 – 5", "span"), new Shortcut("Ctrl+E", "export"),
                    new Shortcut("Delete", "delete"), new Shortcut("Ctrl+Z", "undo"), new Shortcut("Ctrl+F", "search"), new Shortcut("F5", "refresh")),
            "settings", List.of(new Shortcut("Ctrl+S", "save"), new Shortcut("Ctrl+F", "search")));

    private static final Set<String> WITH_GRAPHS = Set.of("live", "sessions");
    /** Their words are {@code ui.help.graph.WHAT}. */
    private static final List<Shortcut> IN_A_GRAPH = List.of(new Shortcut("\u2190 \u2192", "pan"),
            new Shortcut("+ \u2212", "zoom"), new Shortcut("Home", "oldest"), new Shortcut("End", "newest"),
            new Shortcut("Ctrl+\u2190 \u2192", "read"), new Shortcut("Ctrl+Shift+\u2190 \u2192", "select"),
            new Shortcut("Enter", "zoomIn"), new Shortcut("Esc", "letGo"), new Shortcut("Alt+\u2190 \u2192", "move"));

    private static final List<Shortcut> EVERYWHERE = List.of(new Shortcut("Ctrl+1 – 4", "pages"),
            new Shortcut("F1", "help"), new Shortcut("Esc", "close"));

    private final Button close = new Button();

    private record Shortcut(String keys, String what) {
    }

    HelpPane(String page, Texts texts, Runnable closed) {
        Label title = new Label(texts.of("ui.help.title", texts.of("ui.page." + page)));
        title.getStyleClass().add("text-heading");
        Label words = new Label(texts.of("ui.help." + page + ".text"));
        words.setWrapText(true);
        GridPane keys = new GridPane();
        keys.getStyleClass().add("help-keys");
        KEYS.getOrDefault(page, List.of()).forEach(key ->
                line(keys, name(key, texts), texts.of("ui.help." + page + "." + key.what())));
        if (WITH_GRAPHS.contains(page)) {
            IN_A_GRAPH.forEach(key -> line(keys, name(key, texts), texts.of("ui.help.graph." + key.what())));
        }
        EVERYWHERE.forEach(key -> line(keys, name(key, texts), texts.of("ui.help.everywhere." + key.what())));
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
        for (String each : NAMED) {
            name = name.replace(each, texts.of("ui.help.key." + each));
        }
        return name;
    }

    private static void line(GridPane table, String key, String words) {
        Label keys = new Label(key);
        keys.getStyleClass().add("help-key");
        Label meaning = new Label(words);
        meaning.setWrapText(true);
        table.addRow(table.getRowCount(), keys, meaning);
    }
}
