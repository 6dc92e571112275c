package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.SampleHistory;
import io.github.memorypoolnvse.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Draws series of a history over the stretch of a {@link TimeView}, one column per device pixel, into one image.
 * It draws only in a layout pass, so any number of reasons to draw cost one drawing, and none while it is not
 * shown; a pointer that moves, or selects, only moves what lies over the image. The pointer's instant and the stretch
 * are shared with every graph of the same view.
 */
public final class LiveGraph extends Region {

    /** The most series one graph shows. */
    public static final int MOST_SERIES = 8;

    private static final double LINE_THICKNESS = 1.6;
    private static final double TICK_DISTANCE = 26;
    private static final double GUTTER_EM = 4.6;
    private static final long LONGEST_STILL_NANOS = 1_000_000_000L;
    private static final long MOVING = Long.MIN_VALUE;

    private final TimeView view;
    private final Marks marks;
    private final Unit unit;
    private final Texts texts;
    private final ValueScale scale;
    private final SampleHistory.Range range = new SampleHistory.Range();
    private final PixelSurface surface = new PixelSurface(this::draw);
    private final TimeOverlay overlay;
    private final List<Text> tickTexts = new ArrayList<>();

    private final List<StyleableObjectProperty<Paint>> seriesColours = new ArrayList<>();
    private final StyleableObjectProperty<Paint> gridColour;
    private final StyleableObjectProperty<Paint> markColour;

    private @Nullable SampleHistory history;
    private int[] series = {};
    private int firstColour = 1;
    private boolean axisStale = true;
    private SampleHistory.Columns scratch = new SampleHistory.Columns(1);
    private long drawnAt = MOVING;
    private long drawnLength;
    private long drawings;

    /** A graph of values of one unit over a view's stretch. */
    public LiveGraph(TimeView view, Marks marks, Unit unit, Texts texts) {
        this.view = view;
        this.marks = marks;
        this.unit = unit;
        this.texts = texts;
        this.scale = new ValueScale(unit);
        for (int i = 0; i < MOST_SERIES; i++) {
            seriesColours.add(colour(Styles.SERIES.get(i), "series" + (i + 1)));
        }
        gridColour = colour(Styles.GRID, "gridColour");
        markColour = colour(Styles.MARK, "markColour");

        getStyleClass().add("live-graph");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        overlay = new TimeOverlay(this, view, this::readingAt, texts);
        getChildren().addAll(surface, overlay);
        view.onMove(this::moved);
        marks.onChange(this::refresh);
    }

    /** Gives it the name by which it is read out. */
    void setName(String name) {
        overlay.setName(name);
    }

    /** Shows these series of a history, or nothing. */
    public void show(@Nullable SampleHistory shown, int[] shownSeries, int firstSeriesColour) {
        history = shown;
        series = shownSeries.clone();
        firstColour = firstSeriesColour;
        axisStale = true;
        refresh();
    }

    /** Draws again at the next pulse, if it is showing. */
    public void refresh() {
        surface.refresh();
    }

    /**
     * The view moved. While it follows the game over a long stretch, the picture differs by a part of a pixel from
     * one sample to the next: then it is drawn when it has moved by a column, or once a second.
     */
    private void moved() {
        long length = view.to() - view.from();
        long quantum = Math.clamp((long) (length / Math.max(1, surface.getWidth())), 1, LONGEST_STILL_NANOS);
        long drawn = view.following() && !overlay.inUse() ? Math.floorDiv(view.to(), quantum) : MOVING;
        if (drawn == MOVING || drawn != drawnAt || length != drawnLength) {
            drawnAt = drawn;
            drawnLength = length;
            refresh();
        }
    }

    /** How often the image was drawn so far. */
    long drawings() {
        return drawings;
    }

    public boolean isLogarithmic() {
        return scale.logarithmic();
    }

    public void setLogarithmic(boolean on) {
        scale.setLogarithmic(on);
        axisStale = true;
        refresh();
    }

    /** The colour of the n-th series shown, from 0. */
    public Color seriesColour(int index) {
        return PixelSurface.asColour(seriesColours.get((firstColour - 1 + index) % MOST_SERIES).get());
    }

    /** How far from the left edge the plot begins; the same for every graph with the same font. */
    static double gutter(double fontSize) {
        return Math.ceil(GUTTER_EM * fontSize);
    }

    private double em() {
        return overlay.em();
    }

    @Override
    protected void layoutChildren() {
        double left = snapPositionX(snappedLeftInset() + gutter(em()));
        double top = snapPositionY(snappedTopInset());
        double width = Math.max(1, snapSizeX(getWidth() - left - snappedRightInset()));
        double height = Math.max(1, snapSizeY(getHeight() - top - snappedBottomInset()));
        surface.resizeRelocate(left, top, width, height);
        overlay.resizeRelocate(left, top, width, height);
        axisStale = true;
        surface.refresh();
    }

    @Override
    protected double computePrefHeight(double width) {
        return 150;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 60;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 400;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 160;
    }

    // --- drawing

    private void draw(PlotPainter painter, int columns, int rows) {
        drawings++;
        if (scratch.size() != columns) {
            scratch = new SampleHistory.Columns(columns);
        }
        double outputScale = columns / surface.getWidth();
        painter.clear();
        SampleHistory shown = history;
        fitAxis(shown);
        int grid = PixelSurface.premultiplied(gridColour.get(), 1);
        for (int i = 0; i < scale.tickCount(); i++) {
            painter.level((rows - 1) * (1 - scale.place(scale.tick(i))), grid);
        }
        if (shown == null) {
            return;
        }
        long step = Math.max(1, (view.to() - view.from()) / columns);
        long to = Math.ceilDiv(view.to(), step) * step;
        long from = to - step * columns;
        int mark = PixelSurface.premultiplied(markColour.get(), 1);
        painter.marks(marks, from, to, mark, (int) Math.ceil(3 * outputScale));
        for (int i = series.length - 1; i >= 0; i--) {
            shown.columns(series[i], from, to, scratch);
            Color colour = seriesColour(i);
            painter.line(scratch, scale, LINE_THICKNESS * outputScale, PixelSurface.premultiplied(colour, 1),
                    PixelSurface.premultiplied(colour, 0.42),
                    series.length == 1 ? PixelSurface.premultiplied(colour, 0.13) : 0);
        }
        overlay.place();
    }

    private void fitAxis(@Nullable SampleHistory shown) {
        float min = Float.NaN;
        float max = Float.NaN;
        if (shown != null) {
            long first = shown.firstAtOrAfter(view.from());
            long last = shown.firstAtOrAfter(view.to() + 1);
            for (int each : series) {
                if (shown.summarize(each, first, last, range)) {
                    min = Float.isNaN(min) ? range.min() : Math.min(min, range.min());
                    max = Float.isNaN(max) ? range.max() : Math.max(max, range.max());
                }
            }
        }
        int lines = (int) Math.clamp(surface.getHeight() / TICK_DISTANCE, 2, 5);
        if (scale.fit(min, max, lines) || axisStale) {
            axisStale = false;
            writeTicks();
        }
    }

    private void writeTicks() {
        while (tickTexts.size() < scale.tickCount()) {
            Text text = new Text();
            text.getStyleClass().add("axis-text");
            text.setTextOrigin(VPos.CENTER);
            text.setManaged(false);
            text.setMouseTransparent(true);
            tickTexts.add(text);
            getChildren().add(text);
            text.applyCss();
        }
        double space = em() * 0.6;
        double half = em() * 0.5;
        for (int i = 0; i < tickTexts.size(); i++) {
            Text text = tickTexts.get(i);
            boolean used = i < scale.tickCount();
            text.setVisible(used);
            if (used) {
                double value = scale.tick(i);
                text.setText(value == 0 ? "0" : unit.tick(value, texts.locale()));
                double y = surface.getLayoutY() + surface.getHeight() * (1 - scale.place(value));
                text.setX(Math.round(surface.getLayoutX() - space - text.getLayoutBounds().getWidth()));
                text.setY(Math.round(Math.clamp(y, surface.getLayoutY() + half,
                        surface.getLayoutY() + surface.getHeight() - half)));
            }
        }
    }

    /** The series' values at an instant. */
    private String readingAt(long time) {
        SampleHistory shown = history;
        if (shown == null || shown.isEmpty() || time < shown.oldestTime() || time > shown.newestTime()) {
            return "";
        }
        long sample = shown.nearest(time);
        long nearby = Math.max(1_000_000_000L, (view.to() - view.from()) / 100);
        boolean near = Math.abs(shown.timeAt(sample) - time) <= nearby;
        StringBuilder out = new StringBuilder();
        for (int each : series) {
            if (!out.isEmpty()) {
                out.append("  ·  ");
            }
            out.append(unit.text(near ? shown.valueAt(each, sample) : Double.NaN, texts.locale()));
        }
        return out.toString();
    }

    // --- styling

    private StyleableObjectProperty<Paint> colour(CssMetaData<LiveGraph, Paint> meta, String name) {
        return new StyleableObjectProperty<>(Color.GRAY) {
            @Override
            protected void invalidated() {
                refresh();
            }

            @Override
            public CssMetaData<LiveGraph, Paint> getCssMetaData() {
                return meta;
            }

            @Override
            public Object getBean() {
                return LiveGraph.this;
            }

            @Override
            public String getName() {
                return name;
            }
        };
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return Styles.FACTORY.getCssMetaData();
    }

    /** The colours the stylesheet sets: {@code -mp-series-1} to {@code -mp-series-8}, grid and marks. */
    private static final class Styles {

        static final StyleablePropertyFactory<LiveGraph> FACTORY =
                new StyleablePropertyFactory<>(Region.getClassCssMetaData());
        static final List<CssMetaData<LiveGraph, Paint>> SERIES = makeSeries();
        static final CssMetaData<LiveGraph, Paint> GRID =
                FACTORY.createPaintCssMetaData("-mp-graph-grid", graph -> property(graph.gridColour), Color.GRAY, false);
        static final CssMetaData<LiveGraph, Paint> MARK =
                FACTORY.createPaintCssMetaData("-mp-graph-mark", graph -> property(graph.markColour), Color.GRAY, false);

        private Styles() {
        }

        private static StyleableProperty<Paint> property(StyleableObjectProperty<Paint> property) {
            return property;
        }

        private static List<CssMetaData<LiveGraph, Paint>> makeSeries() {
            List<CssMetaData<LiveGraph, Paint>> all = new ArrayList<>();
            for (int i = 0; i < MOST_SERIES; i++) {
                int index = i;
                all.add(FACTORY.createPaintCssMetaData("-mp-graph-series-" + (i + 1),
                        graph -> property(graph.seriesColours.get(index)), Color.GRAY, false));
            }
            return all;
        }
    }
}
