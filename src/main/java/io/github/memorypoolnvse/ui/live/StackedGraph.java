package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.SampleHistory;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * What an address space is full of, over time: parts of a whole stacked on each other, the mean of each column,
 * with the longest free stretch as a line from the top. Same time axis as the graphs.
 */
final class StackedGraph extends VBox {

    /** Bottom to top. The private part holds ours, so ours is taken out of it. */
    private static final List<String> PARTS = List.of("address.image", "address.mapped", "address.private",
            "address.ours", MetricNames.ADDRESS_FREE);

    private static final int PRIVATE = PARTS.indexOf("address.private");
    private static final int OURS = PARTS.indexOf("address.ours");
    private static final int HOLE_COLOUR = 5;
    private static final int MARK_COLOUR = 6;
    private static final double HOLE_THICKNESS = 2;
    private static final int MARK_DASH = 3;

    private final TimeView view;
    private final Marks marks;
    private final Texts texts;
    private final PixelPane pane;
    private final List<Label> legend = new ArrayList<>();
    private final Label holeName;
    private final SampleHistory.Range range = new SampleHistory.Range();
    private final double[] column = new double[PARTS.size()];
    private final int[] series = new int[PARTS.size()];
    private int holeSeries = -1;
    private @Nullable Feed feed;

    StackedGraph(TimeView view, Marks marks, Texts texts) {
        this.view = view;
        this.marks = marks;
        this.texts = texts;
        pane = new PixelPane(this::paint);
        getStyleClass().addAll("graph-panel", "stacked");
        Label title = new Label(texts.of("ui.map.address"));
        title.getStyleClass().add("graph-title");
        title.setLabelFor(pane);
        VBox names = new VBox();
        names.getStyleClass().add("legend");
        names.setMinWidth(SizeMap.BARS_WIDTH);
        names.setMaxWidth(SizeMap.BARS_WIDTH);
        for (int i = 0; i < PARTS.size(); i++) {
            Label name = name(partName(i), "part-" + i);
            legend.add(name);
            names.getChildren().addFirst(name);
        }
        holeName = name(texts.of("ui.map.hole"), "part-hole");
        names.getChildren().add(1, holeName);
        pane.readBy(view, this::readingAt, texts.of("ui.map.address"), texts);
        marks.onChange(pane::refresh);
        BorderPane plot = new BorderPane(pane);
        plot.setLeft(shares());
        plot.setRight(names);
        HBox header = new HBox(title);
        header.getStyleClass().add("graph-header");
        getChildren().addAll(header, plot);
        setVgrow(plot, Priority.ALWAYS);
        show(null);
    }

    private static Label name(String words, String style) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("swatch", style);
        Label name = new Label(words, swatch);
        name.getStyleClass().add("graph-part");
        name.setWrapText(true);
        name.setMinHeight(USE_PREF_SIZE);
        return name;
    }

    private String partName(int part) {
        return texts.of("ui.map.part." + PARTS.get(part));
    }

    private VBox shares() {
        VBox labels = new VBox();
        labels.getStyleClass().add("size-labels");
        SizeMap.bindGutter(labels);
        for (double share : new double[] {1, 0.5, 0}) {
            Label label = new Label(Unit.SHARE.tick(share, texts.locale()));
            label.getStyleClass().addAll("text-muted", "text-small");
            labels.getChildren().add(label);
            if (share > 0) {
                Region space = new Region();
                setVgrow(space, Priority.ALWAYS);
                labels.getChildren().add(space);
            }
        }
        return labels;
    }

    void show(@Nullable Feed shown) {
        feed = shown;
        for (int i = 0; i < series.length; i++) {
            series[i] = series(shown, PARTS.get(i));
        }
        holeSeries = series(shown, MetricNames.LARGEST_HOLE);
        pane.refresh();
    }

    private static int series(@Nullable Feed of, String metric) {
        return of == null ? -1 : of.channel(metric).map(Channel::series).orElse(-1);
    }

    /** Writes the newest values beside the names. */
    void describe() {
        Feed shown = feed;
        boolean known = shown != null && !shown.history().isEmpty();
        for (int i = 0; i < PARTS.size(); i++) {
            set(legend.get(i), partName(i), known ? value(shown.history(), i, shown.history().end() - 1) : Double.NaN);
        }
        set(holeName, texts.of("ui.map.hole"),
                known && holeSeries >= 0 ? shown.history().newest(holeSeries) : Double.NaN);
    }

    private void set(Label label, String name, double bytes) {
        String words = words(name, bytes);
        if (!words.equals(label.getText())) {
            label.setText(words);
        }
    }

    private double value(SampleHistory history, int part, long sample) {
        if (series[part] < 0) {
            return Double.NaN;
        }
        double value = history.valueAt(series[part], sample);
        return part == PRIVATE && series[OURS] >= 0
                ? Math.max(0, value - history.valueAt(series[OURS], sample)) : value;
    }

    /** All parts at an instant, as they lie above each other. */
    private String readingAt(long time) {
        Feed shown = feed;
        if (shown == null || shown.history().isEmpty() || time < shown.history().oldestTime()
                || time > shown.history().newestTime()) {
            return "";
        }
        SampleHistory history = shown.history();
        long sample = history.nearest(time);
        StringBuilder out = new StringBuilder();
        for (int i = PARTS.size() - 1; i >= 0; i--) {
            out.append(words(partName(i), value(history, i, sample))).append('\n');
        }
        double hole = holeSeries < 0 ? Double.NaN : history.valueAt(holeSeries, sample);
        return out.append(words(texts.of("ui.map.hole"), hole)).toString();
    }

    private String words(String name, double bytes) {
        return texts.of("ui.map.legend", name, Unit.BYTES.text(bytes, texts.locale()));
    }

    private void paint(PlotPainter painter, int columns, int rows) {
        painter.clear();
        Feed shown = feed;
        if (shown == null) {
            return;
        }
        SampleHistory history = shown.history();
        double step = (double) (view.to() - view.from()) / columns;
        double before = Double.NaN;
        for (int x = 0; x < columns; x++) {
            long first = history.firstAtOrAfter(view.from() + (long) (x * step));
            long last = history.firstAtOrAfter(view.from() + (long) ((x + 1) * step));
            boolean known = first < history.end() && history.timeAt(first) <= view.from() + (x + 1) * step + 2e9;
            double whole = known ? sum(history, first, Math.max(last, first + 1)) : 0;
            if (whole <= 0) {
                before = Double.NaN;
                continue;
            }
            double bottom = rows;
            for (int i = 0; i < series.length; i++) {
                double top = bottom - column[i] / whole * rows;
                painter.bar(x, top, bottom, pane.colour(i));
                bottom = top;
            }
            boolean hole = holeSeries >= 0
                    && history.summarize(holeSeries, first, Math.max(last, first + 1), range);
            double y = hole ? range.mean() / whole * rows : Double.NaN;
            if (hole) {
                double joined = Double.isNaN(before) ? y : before;
                painter.bar(x, Math.min(y, joined) - HOLE_THICKNESS / 2, Math.max(y, joined) + HOLE_THICKNESS / 2,
                        pane.colour(HOLE_COLOUR));
            }
            before = y;
        }
        painter.marks(marks, view.from(), view.to(), pane.colour(MARK_COLOUR), MARK_DASH);
    }

    /** The parts' means between two samples, into {@link #column}; returns what they come to together. */
    private double sum(SampleHistory history, long first, long last) {
        for (int i = 0; i < series.length; i++) {
            column[i] = series[i] >= 0 && history.summarize(series[i], first, last, range) ? range.mean() : 0;
        }
        column[PRIVATE] = Math.max(0, column[PRIVATE] - column[OURS]);
        double whole = 0;
        for (double part : column) {
            whole += part;
        }
        return whole;
    }
}
