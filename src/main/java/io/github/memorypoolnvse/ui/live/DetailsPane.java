package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.Budget;
import io.github.memorypoolnvse.telemetry.Patch;
import io.github.memorypoolnvse.telemetry.PatchStatus;
import io.github.memorypoolnvse.ui.theme.Icon;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import org.jspecify.annotations.Nullable;

/** What a run tells beside its graphs: events, memory by part, page calls, patched sites, budgets, properties. */
final class DetailsPane extends TabPane {

    private final Texts texts;
    private final PropertyWords words;
    private final ObservableList<BlockEvent> events = FXCollections.observableArrayList();
    private final MemoryParts memory;
    private final TableView<MemoryParts.Part> parts = new TableView<>();
    private final TableView<PagePattern> patterns = new TableView<>();
    private final ObservableList<Patch> patches = FXCollections.observableArrayList();
    private final ObservableList<Budget> budgets = FXCollections.observableArrayList();
    private final ObservableList<Map.Entry<String, String>> properties = FXCollections.observableArrayList();
    private @Nullable Feed feed;
    private @Nullable BlockDetails shown;

    DetailsPane(Texts texts) {
        this.texts = texts;
        words = new PropertyWords(texts);
        getStyleClass().add("details");
        setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
        memory = new MemoryParts(texts);
        fillPartTable();
        fillPatternTable();
        getTabs().addAll(tab("events", eventTable()), tab("patches", patchTable()), tab("parts", parts),
                tab("patterns", patterns), noted(tab("budgets", budgetTable()), texts.of("ui.details.budgets.note")),
                tab("properties", propertyTable()));
    }

    /** Shows another run. */
    void show(@Nullable Feed source) {
        feed = source;
        events.clear();
        memory.show(source);
        refresh(BlockDetails.NONE);
    }

    /** Brings the tables up to date. */
    void refresh(BlockDetails details) {
        Feed source = feed;
        if (source != null) {
            events.addAll(0, source.events(events.size()).reversed());
            refill(patterns, source.snapshot().map(values -> PagePattern.all(values, texts)).orElse(List.of()));
        }
        refill(parts, memory.now());
        if (!details.equals(shown)) {
            shown = details;
            patches.setAll(details.patches().stream().sorted(Comparator.comparing(Patch::group)
                    .thenComparingLong(Patch::address)).toList());
            budgets.setAll(details.budgets());
            properties.setAll(details.properties().entrySet());
        }
    }

    private Tab tab(String id, TableView<?> table) {
        Tab tab = new Tab(texts.of("ui.details." + id), table);
        table.setAccessibleText(texts.of("ui.details." + id));
        Label nothing = new Label(texts.of("ui.details." + id + ".none"));
        nothing.getStyleClass().add("text-muted");
        table.setPlaceholder(nothing);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        return tab;
    }

    /** A line below a tab's table. */
    private static Tab noted(Tab tab, String words) {
        Label note = new Label(words);
        note.getStyleClass().addAll("text-muted", "details-note");
        note.setWrapText(true);
        BorderPane content = new BorderPane(tab.getContent());
        content.setBottom(note);
        tab.setContent(content);
        return tab;
    }

    /** New lines in a table's order, with the selection where it was. */
    private static <T> void refill(TableView<T> table, List<T> lines) {
        if (!Set.copyOf(table.getItems()).equals(Set.copyOf(lines))) {
            int selected = table.getSelectionModel().getSelectedIndex();
            table.getItems().setAll(lines);
            table.sort();
            table.getSelectionModel().clearAndSelect(selected);
        }
    }

    private void fillPartTable() {
        parts.getColumns().add(column("part", 420, MemoryParts.Part::name));
        parts.getColumns().add(numberColumn("holds", MemoryParts.Part::now, Unit.BYTES));
        parts.getColumns().add(numberColumn("peak", MemoryParts.Part::peak, Unit.BYTES));
    }

    private void fillPatternTable() {
        patterns.getColumns().add(column("pattern", 300, PagePattern::name));
        patterns.getColumns().add(numberColumn("calls", PagePattern::calls, Unit.COUNT));
        patterns.getColumns().add(numberColumn("saved", PagePattern::saved, Unit.COUNT));
        patterns.getColumns().add(numberColumn("share", PagePattern::share, Unit.SHARE));
        patterns.getColumns().add(numberColumn("system", PagePattern::system, Unit.COUNT));
    }

    private <T> FigureColumn<T> numberColumn(String id, ToDoubleFunction<T> value, Unit unit) {
        return new FigureColumn<>(texts.of("ui.details.column." + id), 150, value,
                number -> unit.text(number, texts.locale()));
    }

    private TableView<BlockEvent> eventTable() {
        TableView<BlockEvent> table = new TableView<>(events);
        table.getColumns().add(column("time", 90, event -> TimeAxis.clock(event.timeNanos())));
        table.getColumns().add(stateColumn("severity", 110, DetailsPane::severity,
                event -> texts.of("ui.details.severity." + event.severity().name().toLowerCase(Locale.ROOT))));
        table.getColumns().add(column("text", 600, BlockEvent::text));
        return table;
    }

    private TableView<Patch> patchTable() {
        TableView<Patch> table = new TableView<>(patches);
        table.getColumns().add(column("group", 140, Patch::group));
        table.getColumns().add(column("name", 320, Patch::name));
        table.getColumns().add(column("address", 110, patch -> "0x%08X".formatted(patch.address())));
        table.getColumns().add(stateColumn("status", 200, DetailsPane::severity,
                patch -> texts.of("ui.details.patch." + patch.status().name().toLowerCase(Locale.ROOT))));
        table.getColumns().add(column("found", 220, Patch::found));
        return table;
    }

    private TableView<Budget> budgetTable() {
        TableView<Budget> table = new TableView<>(budgets);
        table.getColumns().add(column("budget", 300,
                budget -> texts.orElse("ui.budget." + budget.name(), budget.name())));
        table.getColumns().add(numberColumn("before", Budget::before, Unit.BYTES));
        table.getColumns().add(numberColumn("wanted", Budget::wanted, Unit.BYTES));
        table.getColumns().add(numberColumn("now", Budget::now, Unit.BYTES));
        return table;
    }

    private TableView<Map.Entry<String, String>> propertyTable() {
        TableView<Map.Entry<String, String>> table = new TableView<>(properties);
        table.getColumns().add(column("property", 260, each -> words.label(each.getKey())));
        table.getColumns().add(column("value", 700, each -> words.value(each.getKey(), each.getValue())));
        return table;
    }

    private static Severity severity(BlockEvent event) {
        return switch (event.severity()) {
            case INFO -> Severity.INFO;
            case WARNING -> Severity.WARNING;
            case ERROR -> Severity.BAD;
        };
    }

    private static Severity severity(Patch patch) {
        return patch.status() == PatchStatus.APPLIED ? Severity.GOOD
                : patch.status() == PatchStatus.MISMATCH || patch.status() == PatchStatus.FAILED ? Severity.BAD
                : patch.status() == PatchStatus.ROLLED_BACK ? Severity.WARNING : Severity.INFO;
    }

    private <T> TableColumn<T, String> column(String id, double width, Function<T, String> value) {
        TableColumn<T, String> column = new TableColumn<>(texts.of("ui.details.column." + id));
        column.setPrefWidth(width);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        return column;
    }

    private <T> TableColumn<T, T> stateColumn(String id, double width, Function<T, Severity> severity,
            Function<T, String> word) {
        TableColumn<T, T> column = new TableColumn<>(texts.of("ui.details.column." + id));
        column.setPrefWidth(width);
        column.setComparator(Comparator.comparing(severity));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable T item, boolean empty) {
                super.updateItem(item, empty);
                boolean nothing = empty || item == null;
                setText(nothing ? null : word.apply(item));
                setGraphic(nothing ? null : Icon.of(severity.apply(item)));
            }
        });
        return column;
    }

}
