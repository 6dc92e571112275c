package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import org.jspecify.annotations.Nullable;

/** Graphs in two columns on one time axis, which stands below each column. */
public final class GraphBoard extends ScrollPane {

    private static final int COLUMNS = 2;

    private final TimeView view;
    private final Marks marks;
    private final Texts texts;
    private final GridPane grid = new GridPane();
    /** Every panel ever shown, for it listens to the view as long as the board lives. */
    private final Map<GraphSpec, GraphPanel> made = new HashMap<>();
    private final List<GraphPanel> panels = new ArrayList<>();
    private final List<TimeAxis> axes = new ArrayList<>();
    private @Nullable Feed feed;

    public GraphBoard(List<GraphSpec> specs, TimeView view, Marks marks, Texts texts) {
        this.view = view;
        this.marks = marks;
        this.texts = texts;
        grid.getStyleClass().add("graphs");
        for (int column = 0; column < COLUMNS; column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setPercentWidth(100.0 / COLUMNS);
            grid.getColumnConstraints().add(constraints);
            axes.add(new TimeAxis(view, marks, texts));
        }
        setContent(grid);
        setFitToWidth(true);
        setFitToHeight(true);
        setFocusTraversable(false);
        getStyleClass().add("page-scroll");
        skinProperty().addListener(_ -> keepNoPicture());
        arrange(specs);
    }

    /** A scroll pane caches a picture of its content: whenever one graph moved, all would be drawn anew for it. */
    private void keepNoPicture() {
        Node viewport = lookup(".viewport");
        if (viewport != null) {
            viewport.setCache(false);
        }
    }

    /** Shows these graphs, in this order; those shown already stay as they are. */
    public void arrange(List<GraphSpec> specs) {
        List<GraphPanel> before = List.copyOf(panels);
        panels.clear();
        grid.getChildren().clear();
        grid.getRowConstraints().clear();
        int index = 0;
        for (GraphSpec spec : specs) {
            GraphPanel panel = made.computeIfAbsent(spec, this::make);
            if (!before.contains(panel)) {
                panel.show(feed);
            }
            panels.add(panel);
            if (index % COLUMNS == 0) {
                RowConstraints row = new RowConstraints();
                row.setVgrow(Priority.ALWAYS);
                grid.getRowConstraints().add(row);
            }
            boolean alone = index == specs.size() - 1 && index % COLUMNS == 0;
            grid.add(panel, index % COLUMNS, index / COLUMNS, alone ? COLUMNS : 1, 1);
            index++;
        }
        int axisRow = Math.ceilDiv(index, COLUMNS);
        for (int column = 0; column < COLUMNS; column++) {
            grid.add(axes.get(column), column, axisRow);
        }
        before.stream().filter(panel -> !panels.contains(panel)).forEach(panel -> panel.show(null));
    }

    private GraphPanel make(GraphSpec spec) {
        return new GraphPanel(spec, view, marks, texts);
    }

    /** Draws from another feed, or from none. */
    public void show(@Nullable Feed shown) {
        feed = shown;
        panels.forEach(panel -> panel.show(shown));
    }

    /** Brings the headers' numbers up to date. */
    public void describe() {
        panels.forEach(GraphPanel::describe);
    }

    /** Leads to a graph. */
    void reveal(String id) {
        panels.stream().filter(panel -> panel.spec().id().equals(id)).findFirst()
                .ifPresent(panel -> panel.graph().requestFocus());
    }
}
