package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.TileBuilder;
import io.github.memorypoolnvse.ui.theme.Icon;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.css.CssMetaData;
import javafx.css.PseudoClass;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * A key figure: a TilesFX spark line with the number in front of it. Pressing it leads to its graph. The texts
 * are ours, because TilesFX sizes its own by the tile and not by the reader's font.
 */
final class KeyTile extends Button {

    /** How many values the small line shows. */
    static final int SPARK_SAMPLES = 120;
    /** A spark line keeps every value twice. */
    private static final int SPARK_VALUES = 2 * SPARK_SAMPLES;
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    private static final double NARROW_EMS = 10;
    private static final double SPARK_SHARE = 0.62;
    /** Where the words below the figure may take two lines. */
    private static final double NARROW_SPARK_SHARE = 0.4;
    /** What the tile leaves free on either side of its line, of its shorter side. */
    private static final double LINE_INSET = 0.05;
    private static final double SPARK_ROOM = 0.25;
    /** Above the highest value, so that the line keeps clear of the words. */
    private static final double TOP_ROOM = 0.3;

    private final Tile tile;
    private final Label number = new Label();
    private final Label unit = new Label();
    private final Label note = new Label();
    private final HBox noteLine = new HBox(note);
    private final Texts texts;
    private final String title;
    /** The tile halves its grid's opacity, whatever it was, so the grid is hidden in the surface's colour. */
    private final SimpleStyleableObjectProperty<Color> surfaceColour =
            new SimpleStyleableObjectProperty<>(Styles.SURFACE, this, "surfaceColour", Color.GRAY);
    private final SimpleStyleableObjectProperty<Color> sparkColour =
            new SimpleStyleableObjectProperty<>(Styles.SPARK, this, "sparkColour", Color.GRAY);
    private final Rectangle known = new Rectangle();
    private final double[] window = new double[SPARK_SAMPLES];
    private final boolean fromZero;
    private int windowEnd;
    private double[] sparkStart = {};
    private @Nullable KeyFigure shown;
    private @Nullable Severity shownSeverity;

    /**
     * @param fromZero whether the small line's scale begins at zero
     */
    KeyTile(String title, String explanation, boolean fromZero, Texts texts) {
        this.texts = texts;
        this.title = title;
        this.fromZero = fromZero;
        tile = TileBuilder.create()
                .skinType(Tile.SkinType.SPARK_LINE)
                .backgroundColor(Color.TRANSPARENT)
                .animated(false)
                .smoothing(false)
                .fixedYScale(true)
                .averagingPeriod(SPARK_VALUES)
                .averageVisible(false)
                .textVisible(false)
                .valueVisible(false)
                .minValue(0)
                .maxValue(1)
                .roundedCorners(true)
                .prefSize(150, 110)
                .minSize(60, 60)
                .build();
        tile.setMouseTransparent(true);
        // Graphs redraw the window around it ten times a second; its line is stroked once a second.
        tile.setCache(true);
        tile.setClip(known);
        tile.setVisible(false);
        tile.setFocusTraversable(false);
        tile.setValueColor(Color.TRANSPARENT);
        tile.setUnitColor(Color.TRANSPARENT);
        tile.setTextColor(Color.TRANSPARENT);
        tile.setTitleColor(Color.TRANSPARENT);

        Label heading = new Label(title);
        heading.getStyleClass().add("tile-title");
        number.getStyleClass().add("tile-number");
        unit.getStyleClass().add("tile-unit");
        note.getStyleClass().add("tile-note");
        note.setWrapText(true);
        widthProperty().addListener(_ -> pseudoClassStateChanged(NARROW, narrow()));
        noteLine.getStyleClass().add("tile-note-line");
        HBox value = new HBox(number, unit);
        value.getStyleClass().add("tile-value");
        value.setAlignment(Pos.BASELINE_LEFT);
        VBox words = new VBox(heading, value, noteLine);
        words.getStyleClass().add("tile-words");
        words.setMouseTransparent(true);

        StackPane face = new StackPane(tile, words);
        StackPane.setAlignment(tile, Pos.BOTTOM_CENTER);
        tile.maxHeightProperty().bind(Bindings.createDoubleBinding(
                () -> getHeight() * (narrow() ? NARROW_SPARK_SHARE : SPARK_SHARE), heightProperty(), widthProperty()));
        StackPane.setAlignment(words, Pos.TOP_LEFT);
        setGraphic(face);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        getStyleClass().add("key-tile");
        setTooltip(new Tooltip(explanation));
        setAccessibleHelp(explanation);
        setAccessibleText(title);
        face.prefWidthProperty().bind(widthProperty());
        face.prefHeightProperty().bind(heightProperty());
        tile.skinProperty().addListener((_, _, skin) -> {
            if (skin != null) {
                playSparkStart();
            }
        });
        surfaceColour.addListener((_, _, colour) -> {
            tile.setChartGridColor(colour);
            tile.setTickLabelColor(colour);
        });
        tile.widthProperty().addListener(_ -> showKnown());
        tile.heightProperty().addListener(_ -> showKnown());
        sparkColour.addListener((_, _, colour) -> {
            tile.setBarColor(colour);
            tile.setActiveColor(colour);
        });
    }

    private boolean narrow() {
        return getWidth() < NARROW_EMS * Font.getDefault().getSize();
    }

    /** Starts the small line anew with what is known already, oldest first; NaN where nothing is. */
    void startSpark(double[] values) {
        sparkStart = values.clone();
        if (tile.getSkin() != null) {
            playSparkStart();
        }
    }

    /** What nobody knows before the first value stays empty; later on the last one stands for it. */
    private void playSparkStart() {
        windowEnd = 0;
        double last = Double.NaN;
        for (double value : sparkStart) {
            last = Double.isNaN(value) ? last : value;
            addToSpark(last);
        }
        sparkStart = new double[0];
        showKnown();
    }

    /** The tile fills its window with the first value it gets; what it made up is hidden. */
    private void showKnown() {
        tile.setVisible(windowEnd > 0);
        double inset = LINE_INSET * Math.min(tile.getWidth(), tile.getHeight());
        double step = (tile.getWidth() - 2 * inset) / (SPARK_VALUES - 1);
        // A value on, without the stroke that leads to the first one.
        double from = sparkKnown() == SPARK_SAMPLES ? 0 : inset + (SPARK_VALUES - 2 * sparkKnown() + 2.5) * step;
        known.setX(from);
        known.setWidth(Math.max(0, tile.getWidth() - from));
        known.setHeight(tile.getHeight());
    }

    /** The tile drops a value equal to the last one, which would stop its line: it gets the next one then. */
    private void addToSpark(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        window[windowEnd++ % SPARK_SAMPLES] = value;
        fitSpark();
        double distinct = value == tile.getValue() ? value + Math.max(1, Math.abs(value)) * 1e-9 : value;
        tile.setValue(distinct);
        showKnown();
    }

    /** Keeps the small line's scale around what it shows; it moves only when it must, for it redraws the tile. */
    private void fitSpark() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < Math.min(windowEnd, SPARK_SAMPLES); i++) {
            low = Math.min(low, window[i]);
            high = Math.max(high, window[i]);
        }
        double room = Math.max((high - low) * SPARK_ROOM, Math.max(1, high * 0.01));
        boolean cut = low < tile.getMinValue() || high > tile.getMaxValue();
        boolean wide = tile.getMaxValue() - tile.getMinValue() > 4 * (high - low + room);
        if (cut || wide) {
            double bottom = fromZero ? 0 : Math.max(0, low - room);
            tile.setMinValue(bottom);
            tile.setMaxValue(high + Math.max(room, (high - bottom) * TOP_ROOM));
        }
    }

    /** Lets the small line go on; once a second. */
    void extendSpark(KeyFigure figure) {
        addToSpark(figure.spark());
    }

    /** Shows a figure; at most ten times a second. */
    void show(KeyFigure figure) {
        if (figure.equals(shown)) {
            return;
        }
        shown = figure;
        number.setText(figure.number());
        unit.setText(figure.unit());
        note.setText(figure.note());
        if (figure.severity() != shownSeverity) {
            shownSeverity = figure.severity();
            noteLine.getChildren().setAll(figure.severity() == Severity.WARNING || figure.severity() == Severity.BAD
                    ? List.of(Icon.of(figure.severity()), note) : List.of(note));
        }
        setAccessibleText(figure.note().isEmpty() ? texts.of("ui.tile.spoken", title, figure.words())
                : texts.of("ui.tile.spoken.note", title, figure.words(), figure.note()));
    }

    /** How many of the values the small line has room for are known. */
    int sparkKnown() {
        return Math.min(windowEnd, SPARK_SAMPLES);
    }

    String numberShown() {
        return number.getText();
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getControlCssMetaData() {
        return Styles.FACTORY.getCssMetaData();
    }

    private static final class Styles {

        static final StyleablePropertyFactory<KeyTile> FACTORY =
                new StyleablePropertyFactory<>(Button.getClassCssMetaData());
        static final CssMetaData<KeyTile, Color> SPARK = FACTORY.createColorCssMetaData("-mp-tile-spark",
                tile -> (StyleableObjectProperty<Color>) tile.sparkColour, Color.GRAY, false);

        static final CssMetaData<KeyTile, Color> SURFACE = FACTORY.createColorCssMetaData("-mp-tile-surface",
                tile -> (StyleableObjectProperty<Color>) tile.surfaceColour, Color.GRAY, false);

        private Styles() {
        }
    }
}
