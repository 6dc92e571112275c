package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** How many threads there were over the graphs' time, and below it what each of those that run does. */
final class ThreadsPane extends VBox {

    private final Texts texts;
    private final ThreadsViewModel model;
    private final GraphPanel graph;
    private final TableView<ThreadLine> table;
    private final Map<ThreadsViewModel.Column, TableColumn<ThreadLine, ThreadFigures>> columns =
            new EnumMap<>(ThreadsViewModel.Column.class);
    private final ChoiceBox<ThreadsViewModel.Column> choice = new ChoiceBox<>();
    private final Label summary = new Label();
    private final Label detail = new Label();
    private final Label nothing = new Label();
    private final boolean recorded;
    private boolean sorting;

    ThreadsPane(TimeView view, Marks marks, Texts texts) {
        this.texts = texts;
        recorded = view.returnsToAll();
        model = new ThreadsViewModel(texts);
        graph = new GraphPanel(GraphCatalog.find("threads", Optional.empty()).orElseThrow(), view, marks, texts);
        table = new TableView<>(model.lines());
        getStyleClass().addAll("graphs", "threads");
        graph.getStyleClass().add("threads-graph");
        for (ThreadsViewModel.Column column : ThreadsViewModel.Column.values()) {
            columns.put(column, column(column));
        }
        fill();
        detail.getStyleClass().addAll("text-muted", "text-small");
        detail.setWrapText(true);
        setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(graph, new TimeAxis(view, marks, texts), sortBar(), table, detail);
        showSort();
        table.setSortPolicy(_ -> {
            sortedByHeader();
            return true;
        });
        describe();
    }

    private void fill() {
        table.getColumns().setAll(columns.values());
        table.setAccessibleText(texts.of("ui.threads.table"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.setRowFactory(_ -> new Row());
        nothing.getStyleClass().add("text-muted");
        nothing.setWrapText(true);
        table.setPlaceholder(nothing);
        table.getSelectionModel().selectedItemProperty().addListener((_, _, line) -> set(detail, model.detail(line)));
        model.lines().addListener(this::keepSelection);
    }

    /** A new order must not take the selection from the thread it was on. */
    private void keepSelection(ListChangeListener.Change<? extends ThreadLine> change) {
        ThreadLine selected = null;
        while (change.next()) {
            for (ThreadLine line : change.getRemoved()) {
                selected = line == table.getSelectionModel().getSelectedItem() ? line : selected;
            }
        }
        if (selected != null && model.lines().contains(selected)) {
            table.getSelectionModel().select(selected);
        }
    }

    private HBox sortBar() {
        Label label = new Label(texts.of("ui.threads.sort"));
        label.setLabelFor(choice);
        choice.getItems().setAll(ThreadsViewModel.Column.values());
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(ThreadsViewModel.@Nullable Column column) {
                return column == null ? "" : title(column);
            }

            @Override
            public ThreadsViewModel.@Nullable Column fromString(String title) {
                return null;
            }
        });
        choice.setAccessibleText(texts.of("ui.threads.sort"));
        choice.setTooltip(new Tooltip(texts.of("ui.threads.sort.tip")));
        choice.setOnAction(_ -> {
            ThreadsViewModel.Column chosen = choice.getValue();
            if (!sorting && chosen != null) {
                sort(chosen, chosen.mostFirst());
            }
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        summary.getStyleClass().add("text-muted");
        HBox bar = new HBox(label, choice, space, summary);
        bar.getStyleClass().add("row");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private String title(ThreadsViewModel.Column column) {
        return texts.of("ui.threads.column." + column.key());
    }

    private String help(ThreadsViewModel.Column of) {
        String key = "ui.threads.column." + of.key() + ".help";
        return recorded ? texts.orElse(key + ".recorded", texts.of(key)) : texts.of(key);
    }

    private TableColumn<ThreadLine, ThreadFigures> column(ThreadsViewModel.Column of) {
        TableColumn<ThreadLine, ThreadFigures> column = new TableColumn<>();
        Label title = new Label(title(of));
        title.setTooltip(new Tooltip(help(of)));
        column.setGraphic(title);
        column.setCellValueFactory(row -> figures(row.getValue()));
        column.setCellFactory(_ -> of == ThreadsViewModel.Column.SHARE ? new ShareCell() : new Cell(of));
        column.setPrefWidth(of == ThreadsViewModel.Column.NAME ? 260 : of == ThreadsViewModel.Column.THREAD ? 80 : 130);
        column.setMinWidth(of == ThreadsViewModel.Column.THREAD ? 50 : 80);
        if (of != ThreadsViewModel.Column.NAME && of != ThreadsViewModel.Column.SHARE) {
            column.getStyleClass().add("number");
        }
        return column;
    }

    private static ObservableValue<ThreadFigures> figures(ThreadLine line) {
        return line.figures();
    }

    /**
     * The header was clicked, or the table asks for its order for another reason. A header takes the order away
     * before it sets another, and for good at every third click on a column: then the order is turned over.
     */
    private void sortedByHeader() {
        if (sorting) {
            return;
        }
        if (table.getSortOrder().isEmpty()) {
            Platform.runLater(() -> {
                if (table.getSortOrder().isEmpty()) {
                    sort(model.column(), !model.mostFirst());
                }
            });
            return;
        }
        columns.forEach((column, header) -> {
            if (header == table.getSortOrder().getFirst()) {
                boolean shown = header.getSortType() == type(true);
                boolean most = column == model.column() ? shown : column.mostFirst();
                if (column != model.column() || most != model.mostFirst()) {
                    sort(column, most);
                }
            }
        });
    }

    private static TableColumn.SortType type(boolean mostFirst) {
        return mostFirst ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING;
    }

    private void sort(ThreadsViewModel.Column column, boolean mostFirst) {
        model.sortBy(column, mostFirst);
        showSort();
    }

    private void showSort() {
        sorting = true;
        TableColumn<ThreadLine, ThreadFigures> column = columns.get(model.column());
        column.setSortType(type(model.mostFirst()));
        if (!table.getSortOrder().equals(List.of(column))) {
            table.getSortOrder().setAll(List.of(column));
        }
        choice.setValue(model.column());
        sorting = false;
    }

    /**
     * Shows another run.
     *
     * @param since rates are counted from there
     */
    void show(@Nullable Feed feed, ThreadTable since) {
        graph.show(feed);
        model.restart();
        model.take(since);
        describe();
    }

    /** Brings graph and list up to date; while the pane shows, for the block is asked for threads only then. */
    void refresh(ThreadTable threads) {
        model.take(threads);
        describe();
    }

    private void describe() {
        graph.describe();
        set(summary, model.summary());
        set(nothing, texts.of(recorded ? "ui.threads.notKept"
                : model.reported() ? "ui.threads.none" : "ui.threads.notReported"));
        set(detail, model.detail(table.getSelectionModel().getSelectedItem()));
    }

    private static void set(Label label, String words) {
        if (!words.equals(label.getText())) {
            label.setText(words);
        }
    }

    private final class Row extends TableRow<ThreadLine> {

        private final Tooltip totals = new Tooltip();

        Row() {
            totals.setOnShowing(_ -> totals.setText(model.detail(getItem())));
        }

        @Override
        protected void updateItem(@Nullable ThreadLine line, boolean empty) {
            super.updateItem(line, empty);
            boolean there = !empty && line != null;
            setTooltip(there ? totals : null);
            getStyleClass().remove("sum-row");
            if (there && !line.single()) {
                getStyleClass().add("sum-row");
            }
        }
    }

    private class Cell extends TableCell<ThreadLine, ThreadFigures> {

        private final ThreadsViewModel.Column column;

        Cell(ThreadsViewModel.Column column) {
            this.column = column;
        }

        @Override
        protected void updateItem(@Nullable ThreadFigures figures, boolean empty) {
            super.updateItem(figures, empty);
            setText(empty || figures == null ? null : model.text(column, figures));
        }
    }

    /** The share as a number, and as a bar before it. */
    private final class ShareCell extends Cell {

        private final ShareBar bar = new ShareBar();

        ShareCell() {
            super(ThreadsViewModel.Column.SHARE);
            setContentDisplay(ContentDisplay.LEFT);
        }

        @Override
        protected void updateItem(@Nullable ThreadFigures figures, boolean empty) {
            super.updateItem(figures, empty);
            boolean there = !empty && figures != null;
            setGraphic(there ? bar : null);
            if (there) {
                bar.show(figures.share());
            }
        }
    }

    /** A small bar, filled as far as its share of the whole. */
    private static final class ShareBar extends Region {

        private final Region filled = new Region();
        private double share;

        ShareBar() {
            getStyleClass().add("share-bar");
            filled.getStyleClass().add("share-filled");
            filled.setManaged(false);
            getChildren().add(filled);
        }

        void show(double newShare) {
            if (newShare != share) {
                share = newShare;
                requestLayout();
            }
        }

        @Override
        protected void layoutChildren() {
            filled.resizeRelocate(0, 0, snapSizeX(getWidth() * Math.clamp(share, 0, 1)), getHeight());
        }
    }
}
