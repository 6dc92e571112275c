package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.SampleHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;

/**
 * The sizes the game asks for: a heat map over the graphs' time, small at the bottom, and beside it how often each
 * came in the last second.
 */
final class SizeMap extends BorderPane {

    private static final int SHOWN = 26;
    private static final int LABEL_EVERY = 5;
    private static final int MARK_COLOUR = 6;
    private static final int MARK_DASH = 3;
    private static final long LEAST_REACH = 2_500_000_000L;
    /** Beside the plot, here and above. */
    static final double BARS_WIDTH = 180;
    /** The graphs measure by the font of their readouts. */
    private static final double READOUT_EM = 0.92;

    private final TimeView view;
    private final Marks marks;
    private final Texts texts;
    private final PixelPane heat;
    private final PixelPane bars;
    private final Label busiest = new Label();
    private final SampleHistory.Range range = new SampleHistory.Range();
    private final float[] cells = new float[SHOWN];
    private SizeHistory sizes = new SizeHistory();

    SizeMap(TimeView view, Marks marks, Texts texts) {
        this.view = view;
        this.marks = marks;
        this.texts = texts;
        heat = new PixelPane(this::paintHeat);
        bars = new PixelPane(this::paintBars);
        getStyleClass().addAll("graph-panel", "size-map");
        Label title = new Label(texts.of("ui.map.sizes"));
        title.getStyleClass().add("graph-title");
        busiest.getStyleClass().add("graph-summary");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox header = new HBox(title, space, busiest);
        header.getStyleClass().add("graph-header");
        header.setAlignment(Pos.CENTER_LEFT);
        setTop(header);
        setLeft(labels());
        heat.readBy(view, this::readingAt, texts.of("ui.map.sizes.help"), texts);
        marks.onChange(heat::refresh);
        bars.setAccessibleText(texts.of("ui.map.sizes.now"));
        bars.setMinWidth(BARS_WIDTH);
        bars.setMaxWidth(BARS_WIDTH);
        setCenter(heat);
        setRight(bars);
    }

    private VBox labels() {
        VBox labels = new VBox();
        labels.getStyleClass().add("size-labels");
        bindGutter(labels);
        List<Region> lines = new ArrayList<>();
        for (int size = SHOWN - 1; size >= 0; size -= LABEL_EVERY) {
            Label label = new Label(Unit.BYTES.tick(1L << size, texts.locale()));
            label.getStyleClass().addAll("text-muted", "text-small");
            Region space = new Region();
            VBox.setVgrow(space, Priority.ALWAYS);
            lines.add(label);
            lines.add(space);
        }
        labels.getChildren().addAll(lines.subList(0, lines.size() - 1));
        return labels;
    }

    /** As wide as the space left of every graph, so that equal times stand below each other. */
    static void bindGutter(Region labels) {
        labels.sceneProperty().addListener((_, _, scene) -> {
            if (scene != null) {
                double gutter = LiveGraph.gutter(Font.getDefault().getSize() * READOUT_EM);
                labels.setMinWidth(gutter);
                labels.setMaxWidth(gutter);
            }
        });
    }

    void show(SizeHistory shown) {
        sizes = shown;
        refresh();
    }

    void refresh() {
        heat.refresh();
        bars.refresh();
        float[] newest = sizes.newest();
        busiest.setText(busiest(size -> newest[size]));
    }

    /** Which size came most often; the empty text when none did. */
    private String busiest(IntToDoubleFunction perSecond) {
        int most = 0;
        for (int size = 0; size < SHOWN; size++) {
            most = perSecond.applyAsDouble(size) > perSecond.applyAsDouble(most) ? size : most;
        }
        double rate = perSecond.applyAsDouble(most);
        return rate > 0 ? texts.of("ui.map.sizes.busiest", Unit.BYTES.tick(1L << most, texts.locale()),
                Unit.PER_SECOND.text(rate, texts.locale())) : "";
    }

    private long reach() {
        return Math.max(LEAST_REACH, sizes.reach());
    }

    private String readingAt(long time) {
        SampleHistory history = sizes.history();
        long sample = history.nearest(time);
        boolean known = sample >= 0 && Math.abs(history.timeAt(sample) - time) <= reach();
        return known ? busiest(size -> history.valueAt(size, sample)) : "";
    }

    private void paintHeat(PlotPainter painter, int columns, int rows) {
        painter.clear();
        SampleHistory history = sizes.history();
        double step = (double) (view.to() - view.from()) / columns;
        for (int x = 0; x < columns; x++) {
            long left = view.from() + (long) (x * step);
            long first = history.firstAtOrAfter(left);
            if (first >= history.end() || history.timeAt(first) > left + Math.max(step, reach())) {
                continue;
            }
            long last = Math.max(first + 1, history.firstAtOrAfter(left + (long) step));
            for (int size = 0; size < SHOWN; size++) {
                cells[size] = history.summarize(size, first, last, range) ? range.mean() : 0;
            }
            for (int size = 0; size < SHOWN; size++) {
                if (cells[size] > 0) {
                    int top = rows - (int) Math.round((size + 1) * (double) rows / SHOWN);
                    int bottom = rows - (int) Math.round(size * (double) rows / SHOWN);
                    painter.box(x, top, x + 1, bottom - 1, heat.colour(0, heat(cells[size])));
                }
            }
        }
        painter.marks(marks, view.from(), view.to(), heat.colour(MARK_COLOUR), MARK_DASH);
    }

    private void paintBars(PlotPainter painter, int columns, int rows) {
        painter.clear();
        float[] newest = sizes.newest();
        for (int size = 0; size < SHOWN; size++) {
            int top = rows - (int) Math.round((size + 1) * (double) rows / SHOWN);
            int bottom = rows - (int) Math.round(size * (double) rows / SHOWN);
            painter.box(8, top, 8 + (int) ((columns - 8) * heat(newest[size])), bottom - 1, bars.colour(0));
        }
    }

    /** Requests per second as a strength from 0 to 1: each tenfold the same step, a million the most. */
    private static double heat(float perSecond) {
        return perSecond <= 0 ? 0 : Math.clamp(Math.log10(1 + perSecond) / 6, 0.06, 1);
    }
}
