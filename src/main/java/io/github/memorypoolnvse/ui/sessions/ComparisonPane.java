package io.github.memorypoolnvse.ui.sessions;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.SessionComparison;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.theme.Icon;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Sessions beside each other: what comes of it in a sentence, what to make of that, and the figures. */
final class ComparisonPane extends VBox {

    private static final double NAME_WIDTH = 240;
    private static final double LEAST_CELL_WIDTH = 190;
    /** What the table needs beside its columns. */
    private static final double EDGES = 16;

    private final Texts texts;
    private final SessionWords titles;
    private final ComparisonWords words;
    private final Label conclusion = new Label();
    private final TableView<ComparisonWords.Row> table = new TableView<>();

    ComparisonPane(Texts texts, SessionWords titles) {
        this.texts = texts;
        this.titles = titles;
        words = new ComparisonWords(texts, titles);
        getStyleClass().add("comparison");
        conclusion.getStyleClass().add("text-heading");
        conclusion.setWrapText(true);
        Label caveat = new Label(texts.of("ui.compare.caveat"));
        caveat.getStyleClass().add("text-muted");
        caveat.setWrapText(true);
        table.setAccessibleText(texts.of("ui.compare.table"));
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(conclusion, caveat, table);
    }

    void show(SessionComparison comparison) {
        Notice what = words.conclusion(comparison);
        conclusion.setText(what.text());
        conclusion.setGraphic(Icon.of(what.severity()));
        List<TableColumn<ComparisonWords.Row, String>> columns = new ArrayList<>();
        TableColumn<ComparisonWords.Row, String> names = column(texts.of("ui.compare.figure"), -1);
        names.setPrefWidth(NAME_WIDTH);
        columns.add(names);
        int compared = comparison.columns().size();
        for (int i = 0; i < compared; i++) {
            TableColumn<ComparisonWords.Row, String> cells =
                    column(titles.title(comparison.columns().get(i).session()), i);
            cells.prefWidthProperty().bind(Bindings.max(LEAST_CELL_WIDTH,
                    table.widthProperty().subtract(NAME_WIDTH + EDGES).divide(compared)));
            columns.add(cells);
        }
        table.getColumns().setAll(columns);
        table.getItems().setAll(words.rows(comparison));
    }

    /** @param cell which of a row's; below 0 for its name */
    private static TableColumn<ComparisonWords.Row, String> column(String title, int cell) {
        TableColumn<ComparisonWords.Row, String> column = new TableColumn<>(title);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(
                cell < 0 ? row.getValue().name() : row.getValue().cells().get(cell)));
        return column;
    }
}
