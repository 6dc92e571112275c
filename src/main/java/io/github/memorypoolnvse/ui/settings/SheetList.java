package io.github.memorypoolnvse.ui.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PropertySheet;
import org.controlsfx.control.textfield.TextFields;

/** One property sheet for each group, all open, with one search over them. */
final class SheetList extends ScrollPane {

    private final VBox content = new VBox();
    private final TextField search = TextFields.createClearableTextField();
    private final List<Node> below = new ArrayList<>();
    private List<SettingItem> items = List.of();

    SheetList(String searchWords) {
        search.setPromptText(searchWords);
        search.setAccessibleText(searchWords);
        search.getStyleClass().add("sheet-search");
        search.textProperty().addListener((_, _, _) -> lay());
        content.getStyleClass().add("sheets");
        setContent(content);
        setFitToWidth(true);
        setFocusTraversable(false);
        getStyleClass().add("page-scroll");
    }

    /** Shows these lines, in the order of their groups' first lines. */
    void show(List<SettingItem> shown) {
        items = List.copyOf(shown);
        lay();
    }

    /** Puts a form of its own below the sheets; out of the way while something is searched. */
    void addBelow(Node form) {
        below.add(form);
        lay();
    }

    /** Leads to the search. */
    void focusSearch() {
        search.requestFocus();
    }

    private void lay() {
        String sought = search.getText().strip().toLowerCase(Locale.ROOT);
        Map<String, List<SettingItem>> groups = new LinkedHashMap<>();
        for (SettingItem item : items) {
            if (sought.isEmpty() || Stream.of(item.category(), item.name(), item.description())
                    .anyMatch(words -> words.toLowerCase(Locale.ROOT).contains(sought))) {
                groups.computeIfAbsent(item.category(), _ -> new ArrayList<>()).add(item);
            }
        }
        content.getChildren().setAll(search);
        groups.forEach((group, lines) -> content.getChildren().add(sheet(group, lines)));
        if (sought.isEmpty()) {
            content.getChildren().addAll(below);
        }
    }

    private static VBox sheet(String group, List<SettingItem> lines) {
        PropertySheet sheet = new PropertySheet();
        sheet.setMode(PropertySheet.Mode.NAME);
        sheet.setFocusTraversable(false);
        sheet.setModeSwitcherVisible(false);
        sheet.setSearchBoxVisible(false);
        sheet.setPropertyEditorFactory(new SettingEditors());
        sheet.getItems().setAll(lines);
        sheet.skinProperty().addListener((_, _, _) -> fitHeight(sheet));
        Label heading = new Label(group);
        heading.getStyleClass().add("text-heading");
        VBox box = new VBox(heading, sheet);
        box.getStyleClass().add("sheet");
        return box;
    }

    /** A sheet scrolls in itself; here it is as high as what is in it, whose lines wrap. */
    private static void fitHeight(PropertySheet sheet) {
        if (sheet.lookup(".scroll-pane") instanceof ScrollPane inner && inner.getContent() instanceof Region lines) {
            inner.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
            // While everything is being laid out nothing can become larger, so a line that came is waited for.
            lines.heightProperty().addListener((_, _, _) -> Platform.runLater(() ->
                    sheet.setPrefHeight(lines.getHeight() + 2)));
        }
    }
}
