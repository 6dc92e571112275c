package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.ui.SideList;
import io.github.memorypoolnvse.ui.SideSearch;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.theme.Icon;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The list of presets, and the selected one's name and budgets to edit. */
final class PresetsPane extends BorderPane {

    private static final double FIELD_WIDTH = 110;

    private final PresetsViewModel model;
    private final Texts texts;
    private final PresetFiles files;
    private final SideSearch search;
    private final FilteredList<Preset> found;
    private final ListView<Preset> list = new ListView<>();
    private final TextField name = new TextField();
    private final Map<String, TextField> fields = new LinkedHashMap<>();
    private final Button delete;
    private final Label fit = new Label();
    private final Label fixed = new Label();
    private boolean searching;

    PresetsPane(PresetsViewModel model, Texts texts, PresetFiles files) {
        this.model = model;
        this.texts = texts;
        this.files = files;
        found = new FilteredList<>(model.presets());
        delete = button("ui.presets.delete", "ui.presets.delete.tip", model::delete);
        search = new SideSearch(list, new SideSearch.Words(texts.of("ui.presets.search"),
                texts.of("ui.presets.search.tip"), texts.of("ui.presets.search.none")), this::search);
        setLeft(listPart());
        setCenter(detailPart());
        model.selected().addListener((_, _, chosen) -> {
            if (chosen != null && !found.contains(chosen)) {
                search.clear();
            }
            show();
        });
        model.presets().addListener((ListChangeListener<Preset>) _ -> show());
        setOnKeyPressed(event -> {
            boolean inText = event.getTarget() instanceof TextField;
            if (event.getCode() == KeyCode.DELETE && !inText) {
                model.delete();
            } else if (event.isShortcutDown() && event.getCode() == KeyCode.Z && !inText) {
                model.takeBack();
            }
        });
        show();
    }

    /** Reads the presets again. */
    void load() {
        model.load();
    }

    /** A button that brings the preset deleted last back, while there is one. */
    Optional<Node> undo() {
        return model.deleted().get() == null ? Optional.empty()
                : Optional.of(button("ui.presets.undo", "ui.presets.undo.tip", model::takeBack));
    }

    /** Leads to the search. */
    void focusSearch() {
        search.focus();
    }

    private Node listPart() {
        list.setItems(found);
        list.setCellFactory(_ -> new PresetCell());
        list.setAccessibleText(texts.of("ui.presets.list"));
        list.getStyleClass().addAll("session-list", "preset-list");
        SideList.fit(list, this);
        list.getSelectionModel().selectedItemProperty().addListener((_, _, chosen) -> {
            if (!searching) {
                model.select(chosen);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox side = new VBox(search.field(), list);
        side.getStyleClass().add("session-side");
        return side;
    }

    private void search(String sought) {
        String words = sought.strip().toLowerCase(texts.locale());
        searching = true;
        found.setPredicate(preset -> line(preset).toLowerCase(texts.locale()).contains(words));
        showSelected();
        searching = false;
    }

    /** Marks the preset shown, where it is listed. */
    private void showSelected() {
        Preset shown = model.selected().get();
        if (shown == null || !found.contains(shown)) {
            list.getSelectionModel().clearSelection();
        } else if (!shown.equals(list.getSelectionModel().getSelectedItem())) {
            list.getSelectionModel().select(shown);
        }
    }

    private String line(Preset preset) {
        return texts.of("ui.setup.preset.line", preset.id(),
                texts.of(model.editable(preset) ? "ui.presets.own" : "ui.presets.shipped"));
    }

    private Node detailPart() {
        name.setAccessibleText(texts.of("ui.presets.name"));
        name.setTooltip(new Tooltip(texts.of("ui.presets.name.tip")));
        keepOnLeaving(name, () -> model.rename(name.getText()));
        HBox first = new HBox(
                button("ui.presets.new", "ui.presets.new.tip", model::create),
                button("ui.presets.duplicate", "ui.presets.duplicate.tip", model::duplicate),
                button("ui.presets.import", "ui.presets.import.tip",
                        () -> files.toImport().ifPresent(model::importFrom)),
                button("ui.presets.export", "ui.presets.export.tip", this::export), delete);
        first.getStyleClass().add("row");
        fit.setWrapText(true);
        fixed.setText(texts.of("ui.presets.fixed"));
        fixed.setWrapText(true);
        fixed.getStyleClass().add("text-muted");
        GridPane grid = new GridPane(16, 8);
        int row = 0;
        for (String budget : model.engine().keySet()) {
            grid.addRow(row++, line(budget));
        }
        grid.getStyleClass().add("sheet");
        Label range = new Label(model.range());
        range.setWrapText(true);
        range.getStyleClass().add("setting-help");
        VBox content = new VBox(name, first, fixed, fit, grid, range);
        content.getStyleClass().add("sheets");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("page-scroll");
        return scroll;
    }

    private Node[] line(String budget) {
        TextField field = new TextField();
        field.setPrefWidth(FIELD_WIDTH);
        field.setAccessibleText(texts.of("ui.presets.field", model.budgetName(budget)));
        field.setAccessibleHelp(texts.of("ui.presets.field.help", model.help(budget), model.range()));
        keepOnLeaving(field, () -> {
            Preset shown = model.selected().get();
            if (!model.edit(budget, field.getText()) && shown != null) {
                field.setText(model.value(shown, budget));
            }
        });
        fields.put(budget, field);
        Label label = new Label(model.budgetName(budget));
        label.setLabelFor(field);
        label.setMinWidth(USE_PREF_SIZE);
        Label help = new Label(model.help(budget));
        help.setWrapText(true);
        help.getStyleClass().add("setting-help");
        HBox value = new HBox(6, field, new Label(texts.of("ui.presets.unit")));
        value.setMinWidth(USE_PREF_SIZE);
        value.setAlignment(Pos.CENTER_LEFT);
        return new Node[] {label, value, help};
    }

    private static void keepOnLeaving(TextField field, Runnable keep) {
        field.setOnAction(_ -> keep.run());
        field.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                keep.run();
            }
        });
    }

    private Button button(String key, String tip, Runnable action) {
        Button button = new Button(texts.of(key));
        button.setTooltip(new Tooltip(texts.of(tip)));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void export() {
        Preset preset = model.selected().get();
        if (preset != null) {
            files.toExport(preset.id()).ifPresent(model::export);
        }
    }

    private void show() {
        Preset shown = model.selected().get();
        if (shown == null) {
            return;
        }
        showSelected();
        boolean own = model.editable(shown);
        name.setText(shown.id());
        name.setEditable(own);
        delete.setDisable(!own);
        fixed.setVisible(!own);
        fixed.setManaged(!own);
        fields.forEach((budget, field) -> {
            if (!field.isFocused()) {
                field.setText(model.value(shown, budget));
            }
            field.setEditable(own);
        });
        Notice comesTo = model.fit(shown);
        fit.setText(comesTo.text());
        fit.setGraphic(Icon.of(comesTo.severity()));
    }

    private final class PresetCell extends ListCell<Preset> {

        @Override
        protected void updateItem(@Nullable Preset item, boolean none) {
            super.updateItem(item, none);
            setText(none || item == null ? null : line(item));
        }
    }
}
