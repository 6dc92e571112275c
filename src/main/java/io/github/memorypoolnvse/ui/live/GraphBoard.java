package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/** Graphs in two columns, or one where there is little room, on one time axis, which stands below each column. */
public final class GraphBoard extends ScrollPane {

    private static final int MOST_COLUMNS = 2;
    /** A header with its title and its numbers needs so much, in letters. */
    private static final double COLUMN_EMS = 31;

    private final TimeView view;
    private final Marks marks;
    private final ObjectProperty<DashboardLayout> layout;
    private final Texts texts;
    private final GridPane grid = new GridPane();
    /** Every panel ever shown, for it listens to the view as long as the board lives. */
    private final Map<GraphSpec, GraphPanel> made = new HashMap<>();
    private final List<GraphPanel> panels = new ArrayList<>();
    private final List<TimeAxis> axes = new ArrayList<>();
    private List<GraphSpec> specs = List.of();
    private int columns;
    private @Nullable Feed feed;

    /**
     * @param layout of each graph's scale and place: read, followed and set
     */
    public GraphBoard(List<GraphSpec> specs, TimeView view, Marks marks, ObjectProperty<DashboardLayout> layout,
            Texts texts) {
        this.view = view;
        this.marks = marks;
        this.layout = layout;
        this.texts = texts;
        grid.getStyleClass().add("graphs");
        for (int column = 0; column < MOST_COLUMNS; column++) {
            axes.add(new TimeAxis(view, marks, texts));
        }
        divide(MOST_COLUMNS);
        viewportBoundsProperty().addListener((_, _, seen) -> fit(seen.getWidth()));
        setContent(grid);
        setFitToWidth(true);
        setFitToHeight(true);
        setFocusTraversable(false);
        getStyleClass().add("page-scroll");
        skinProperty().addListener(_ -> keepNoPicture());
        arrange(specs);
    }

    private void fit(double width) {
        int fitting = width < MOST_COLUMNS * COLUMN_EMS * Font.getDefault().getSize() ? 1 : MOST_COLUMNS;
        if (width > 0 && fitting != columns) {
            divide(fitting);
            arrange(specs);
        }
    }

    private void divide(int into) {
        columns = into;
        grid.getColumnConstraints().clear();
        for (int column = 0; column < columns; column++) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setPercentWidth(100.0 / columns);
            grid.getColumnConstraints().add(constraints);
        }
    }

    /** A scroll pane caches a picture of its content: whenever one graph moved, all would be drawn anew for it. */
    private void keepNoPicture() {
        Node viewport = lookup(".viewport");
        if (viewport != null) {
            viewport.setCache(false);
        }
    }

    /** Shows these graphs, in this order; those shown already stay as they are. */
    public void arrange(List<GraphSpec> shown) {
        specs = List.copyOf(shown);
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
            if (index % columns == 0) {
                RowConstraints row = new RowConstraints();
                row.setVgrow(Priority.ALWAYS);
                grid.getRowConstraints().add(row);
            }
            boolean alone = index == specs.size() - 1 && index % columns == 0;
            grid.add(panel, index % columns, index / columns, alone ? columns : 1, 1);
            index++;
        }
        int axisRow = Math.ceilDiv(index, columns);
        for (int column = 0; column < columns; column++) {
            grid.add(axes.get(column), column, axisRow);
        }
        before.stream().filter(panel -> !panels.contains(panel)).forEach(panel -> panel.show(null));
    }

    private GraphPanel make(GraphSpec spec) {
        GraphPanel panel = new GraphPanel(spec, view, marks, texts);
        panel.arrangeBy(layout, this::reveal);
        return panel;
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

    /** Leads the keys to the first graph. */
    void takeFocus() {
        panels.stream().findFirst().ifPresent(panel -> panel.graph().requestFocus());
    }

    /** Leads to a graph that is shown: into sight, under the keys, and marked out for a moment. */
    void reveal(String id) {
        panels.stream().filter(panel -> panel.spec().id().equals(id)).findFirst().ifPresent(panel -> {
            scrollTo(panel);
            panel.markOut();
            panel.graph().requestFocus();
        });
    }

    private void scrollTo(GraphPanel panel) {
        applyCss();
        layout();
        double seen = getViewportBounds().getHeight();
        double hidden = grid.getHeight() - seen;
        if (hidden <= 0) {
            return;
        }
        Bounds place = panel.getBoundsInParent();
        double top = getVvalue() * hidden;
        double wanted = Math.clamp(top, Math.min(place.getMaxY() - seen, place.getMinY()), place.getMinY());
        setVvalue(Math.clamp(wanted / hidden, 0, 1));
    }
}
