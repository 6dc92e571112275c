package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.SampleHistory;
import io.github.memorypoolnvse.Texts;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.stage.Window;
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
    private static final double DRAG_THRESHOLD = 4;
    private static final double WHEEL_ZOOM = 1.2;
    private static final double KEY_PAN = 0.1;
    private static final double GUTTER_EM = 4.6;
    private static final long LONGEST_STILL_NANOS = 1_000_000_000L;
    private static final long MOVING = Long.MIN_VALUE;

    private final TimeView view;
    private final Marks marks;
    private final Unit unit;
    private final Texts texts;
    private final ValueScale scale;
    private final SampleHistory.Range range = new SampleHistory.Range();
    private final Surface surface = new Surface();
    private final Overlays overlays = new Overlays();
    private final List<Text> tickTexts = new ArrayList<>();
    private final Rectangle cursorLine = new Rectangle(1, 0);
    private final Rectangle selection = new Rectangle();
    private final Label readout = new Label();

    private final List<StyleableObjectProperty<Paint>> seriesColours = new ArrayList<>();
    private final StyleableObjectProperty<Paint> gridColour;
    private final StyleableObjectProperty<Paint> markColour;

    private @Nullable SampleHistory history;
    private int[] series = {};
    private int firstColour = 1;
    private double pressedAt = Double.NaN;
    private boolean dragging;
    private boolean panning;
    private boolean axisStale = true;
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
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        cursorLine.getStyleClass().add("graph-cursor");
        selection.getStyleClass().add("graph-selection");
        readout.getStyleClass().add("graph-readout");
        for (var overlay : List.of(cursorLine, selection, readout)) {
            overlay.setManaged(false);
            overlay.setVisible(false);
        }
        overlays.hold(selection, cursorLine, readout);
        getChildren().addAll(surface, overlays);

        view.onMove(this::moved);
        view.onPoint(overlays::requestLayout);
        marks.onChange(this::refresh);
        addEventHandler(MouseEvent.ANY, this::onMouse);
        addEventHandler(ScrollEvent.SCROLL, this::onScroll);
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
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
        long drawn = view.following() && view.cursor() == TimeView.NOWHERE && Double.isNaN(pressedAt)
                ? Math.floorDiv(view.to(), quantum) : MOVING;
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
        return asColour(seriesColours.get((firstColour - 1 + index) % MOST_SERIES).get());
    }

    /** How far from the left edge the plot begins; the same for every graph with the same font. */
    static double gutter(double fontSize) {
        return Math.ceil(GUTTER_EM * fontSize);
    }

    private double em() {
        return readout.getFont().getSize();
    }

    @Override
    protected void layoutChildren() {
        double left = snapPositionX(snappedLeftInset() + gutter(em()));
        double top = snapPositionY(snappedTopInset());
        double width = Math.max(1, snapSizeX(getWidth() - left - snappedRightInset()));
        double height = Math.max(1, snapSizeY(getHeight() - top - snappedBottomInset()));
        surface.resizeRelocate(left, top, width, height);
        overlays.resizeRelocate(0, 0, getWidth(), getHeight());
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

    private void draw(PlotPainter painter, int columns, int rows, SampleHistory.Columns scratch) {
        drawings++;
        double outputScale = columns / surface.getWidth();
        painter.clear();
        SampleHistory shown = history;
        fitAxis(shown);
        int grid = premultiplied(gridColour.get(), 1);
        for (int i = 0; i < scale.tickCount(); i++) {
            painter.level((rows - 1) * (1 - scale.place(scale.tick(i))), grid);
        }
        if (shown == null) {
            return;
        }
        long step = Math.max(1, (view.to() - view.from()) / columns);
        long to = Math.ceilDiv(view.to(), step) * step;
        long from = to - step * columns;
        int mark = premultiplied(markColour.get(), 1);
        for (Mark each : marks.all()) {
            if (each.time() >= from && each.time() <= to) {
                painter.upright((double) (each.time() - from) / (to - from) * columns, mark,
                        (int) Math.ceil(3 * outputScale));
            }
        }
        for (int i = series.length - 1; i >= 0; i--) {
            shown.columns(series[i], from, to, scratch);
            Color colour = seriesColour(i);
            painter.line(scratch, scale, LINE_THICKNESS * outputScale, premultiplied(colour, 1),
                    premultiplied(colour, 0.42), series.length == 1 ? premultiplied(colour, 0.13) : 0);
        }
        overlays.place();
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

    private void placeOverlays(SampleHistory shown) {
        long time = view.cursor();
        boolean pointed = time != TimeView.NOWHERE && time >= view.from() && time <= view.to() && !shown.isEmpty()
                && time >= shown.oldestTime() && time <= shown.newestTime();
        cursorLine.setVisible(pointed);
        readout.setVisible(pointed);
        if (!pointed) {
            return;
        }
        long sample = shown.nearest(time);
        double x = Math.round(xOf(time));
        cursorLine.setX(x);
        cursorLine.setY(surface.getLayoutY());
        cursorLine.setHeight(surface.getHeight());
        readout.setText(readoutAt(shown, sample, time));
        readout.autosize();
        double gap = em() * 0.5;
        boolean fits = x + gap + readout.getWidth() < getWidth();
        readout.relocate(Math.round(fits ? x + gap : x - gap - readout.getWidth()),
                Math.round(surface.getLayoutY() + gap * 0.5));
    }

    private String readoutAt(SampleHistory shown, long sample, long time) {
        boolean near = Math.abs(shown.timeAt(sample) - time) <= Math.max(1_000_000_000L, (view.to() - view.from()) / 100);
        StringBuilder out = new StringBuilder();
        for (int each : series) {
            if (!out.isEmpty()) {
                out.append("  ·  ");
            }
            out.append(unit.text(near ? shown.valueAt(each, sample) : Double.NaN, texts.locale()));
        }
        return out.toString();
    }

    private double xOf(long time) {
        return surface.getLayoutX() + (double) (time - view.from()) / (view.to() - view.from()) * surface.getWidth();
    }

    private long timeAt(double x) {
        double share = Math.clamp((x - surface.getLayoutX()) / surface.getWidth(), 0, 1);
        return view.from() + (long) (share * (view.to() - view.from()));
    }

    // --- pointer and keys

    private void onMouse(MouseEvent event) {
        if (event.getEventType() == MouseEvent.MOUSE_MOVED) {
            view.point(timeAt(event.getX()));
        } else if (event.getEventType() == MouseEvent.MOUSE_EXITED) {
            view.point(TimeView.NOWHERE);
        } else if (event.getEventType() == MouseEvent.MOUSE_PRESSED && event.getButton() == MouseButton.PRIMARY) {
            requestFocus();
            pressedAt = event.getX();
            panning = event.isShiftDown();
            dragging = false;
        } else if (event.getEventType() == MouseEvent.MOUSE_DRAGGED && !Double.isNaN(pressedAt)) {
            drag(event.getX());
        } else if (event.getEventType() == MouseEvent.MOUSE_RELEASED && !Double.isNaN(pressedAt)) {
            release(event.getX());
        } else if (event.getEventType() == MouseEvent.MOUSE_CLICKED && event.getClickCount() == 2
                && event.getButton() == MouseButton.PRIMARY) {
            view.follow();
        }
    }

    private void drag(double x) {
        dragging |= Math.abs(x - pressedAt) > DRAG_THRESHOLD;
        if (!dragging) {
            return;
        }
        if (panning) {
            view.pan((pressedAt - x) / surface.getWidth());
            pressedAt = x;
            return;
        }
        double left = Math.max(surface.getLayoutX(), Math.min(pressedAt, x));
        double right = Math.min(surface.getLayoutX() + surface.getWidth(), Math.max(pressedAt, x));
        selection.setX(left);
        selection.setWidth(Math.max(0, right - left));
        selection.setY(surface.getLayoutY());
        selection.setHeight(surface.getHeight());
        selection.setVisible(true);
        view.point(timeAt(x));
    }

    private void release(double x) {
        selection.setVisible(false);
        if (dragging && !panning) {
            view.select(timeAt(pressedAt), timeAt(x));
        }
        pressedAt = Double.NaN;
        dragging = false;
    }

    private void onScroll(ScrollEvent event) {
        double sideways = event.isShiftDown() && event.getDeltaX() == 0 ? event.getDeltaY() : event.getDeltaX();
        if (sideways != 0) {
            view.pan(-Math.signum(sideways) * KEY_PAN);
        } else if (event.getDeltaY() != 0) {
            view.zoom(event.getDeltaY() > 0 ? 1 / WHEEL_ZOOM : WHEEL_ZOOM, timeAt(event.getX()));
        }
        event.consume();
    }

    private void onKey(KeyEvent event) {
        long middle = view.cursor() != TimeView.NOWHERE ? view.cursor() : view.to();
        switch (event.getCode()) {
            case LEFT -> view.pan(-KEY_PAN);
            case RIGHT -> view.pan(KEY_PAN);
            case PLUS, ADD, EQUALS -> view.zoom(1 / WHEEL_ZOOM, middle);
            case MINUS, SUBTRACT -> view.zoom(WHEEL_ZOOM, middle);
            case HOME -> view.toOldest();
            case END -> view.toNewest();
            default -> {
                return;
            }
        }
        event.consume();
    }

    // --- what lies over the image

    /** The pointer's instant and the stretch being selected; unmanaged, as the image is. */
    private final class Overlays extends Region {

        Overlays() {
            setManaged(false);
            setMouseTransparent(true);
        }

        private void hold(Node... shown) {
            getChildren().setAll(shown);
        }

        @Override
        protected void layoutChildren() {
            place();
        }

        private void place() {
            SampleHistory shown = history;
            if (shown == null) {
                cursorLine.setVisible(false);
                readout.setVisible(false);
            } else {
                placeOverlays(shown);
            }
        }
    }

    // --- the image

    /** The image itself; unmanaged, so that drawing does not lay out anything around it. */
    private final class Surface extends Region {

        private final ImageView image = new ImageView();
        private @Nullable PixelBuffer<IntBuffer> buffer;
        private @Nullable PlotPainter painter;
        private SampleHistory.Columns scratch = new SampleHistory.Columns(1);
        private int columns;
        private int rows;

        Surface() {
            getStyleClass().add("graph-plot");
            setManaged(false);
            image.setManaged(false);
            image.setSmooth(false);
            getChildren().add(image);
        }

        void refresh() {
            requestLayout();
        }

        @Override
        protected void layoutChildren() {
            if (getWidth() < 1 || getHeight() < 1 || getScene() == null) {
                return;
            }
            ensureBuffer();
            PixelBuffer<IntBuffer> target = buffer;
            PlotPainter brush = painter;
            if (target != null && brush != null) {
                draw(brush, columns, rows, scratch);
                target.updateBuffer(whole -> null);
            }
        }

        private void ensureBuffer() {
            Window window = getScene().getWindow();
            double scaleX = window == null ? 1 : window.getOutputScaleX();
            double scaleY = window == null ? 1 : window.getOutputScaleY();
            int wantedColumns = Math.max(1, (int) Math.round(getWidth() * scaleX));
            int wantedRows = Math.max(1, (int) Math.round(getHeight() * scaleY));
            if (buffer == null || wantedColumns != columns || wantedRows != rows) {
                columns = wantedColumns;
                rows = wantedRows;
                IntBuffer pixels = IntBuffer.allocate(columns * rows);
                buffer = new PixelBuffer<>(columns, rows, pixels, PixelFormat.getIntArgbPreInstance());
                painter = new PlotPainter(pixels.array(), columns, rows);
                scratch = new SampleHistory.Columns(columns);
                image.setImage(new WritableImage(buffer));
                image.setFitWidth(getWidth());
                image.setFitHeight(getHeight());
            }
        }
    }

    static int premultiplied(@Nullable Paint paint, double opacity) {
        Color colour = asColour(paint);
        double alpha = colour.getOpacity() * opacity;
        return (int) Math.round(alpha * 255) << 24
                | (int) Math.round(colour.getRed() * alpha * 255) << 16
                | (int) Math.round(colour.getGreen() * alpha * 255) << 8
                | (int) Math.round(colour.getBlue() * alpha * 255);
    }

    private static Color asColour(@Nullable Paint paint) {
        return paint instanceof Color colour ? colour : Color.GRAY;
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
