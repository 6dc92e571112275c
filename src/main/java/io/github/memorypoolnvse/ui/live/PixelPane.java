package io.github.memorypoolnvse.ui.live;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** A region painted pixel by pixel at the next pulse after it was asked to, with colours from the stylesheet. */
final class PixelPane extends Region {

    private static final int COLOURS = 6;

    /** Paints; the size is in device pixels. */
    @FunctionalInterface
    interface Painting {
        void paint(PlotPainter painter, int columns, int rows);
    }

    private final Painting painting;
    private final ImageView image = new ImageView();
    private final List<SimpleStyleableObjectProperty<Paint>> colours = new ArrayList<>();
    private @Nullable PixelBuffer<IntBuffer> buffer;
    private @Nullable PlotPainter painter;
    private int columns;
    private int rows;

    PixelPane(Painting painting) {
        this.painting = painting;
        getStyleClass().add("pixel-pane");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        image.setManaged(false);
        image.setSmooth(false);
        getChildren().add(image);
        for (int i = 0; i < COLOURS; i++) {
            SimpleStyleableObjectProperty<Paint> colour =
                    new SimpleStyleableObjectProperty<>(Styles.COLOURS.get(i), this, "colour" + i, Color.GRAY);
            colour.addListener((_, _, _) -> refresh());
            colours.add(colour);
        }
    }

    /** A colour of the stylesheet ({@code -mp-part-0} to {@code -mp-part-5}), premultiplied. */
    int colour(int index) {
        return LiveGraph.premultiplied(colours.get(index).get(), 1);
    }

    /** The same, thinned. */
    int colour(int index, double opacity) {
        return LiveGraph.premultiplied(colours.get(index).get(), opacity);
    }

    void refresh() {
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        if (getWidth() < 1 || getHeight() < 1 || getScene() == null) {
            return;
        }
        Window window = getScene().getWindow();
        int wantedColumns = Math.max(1, (int) Math.round(getWidth() * (window == null ? 1 : window.getOutputScaleX())));
        int wantedRows = Math.max(1, (int) Math.round(getHeight() * (window == null ? 1 : window.getOutputScaleY())));
        PixelBuffer<IntBuffer> target = buffer;
        PlotPainter brush = painter;
        if (target == null || brush == null || wantedColumns != columns || wantedRows != rows) {
            columns = wantedColumns;
            rows = wantedRows;
            IntBuffer pixels = IntBuffer.allocate(columns * rows);
            target = new PixelBuffer<>(columns, rows, pixels, PixelFormat.getIntArgbPreInstance());
            brush = new PlotPainter(pixels.array(), columns, rows);
            buffer = target;
            painter = brush;
            image.setImage(new WritableImage(target));
            image.setFitWidth(getWidth());
            image.setFitHeight(getHeight());
        }
        painting.paint(brush, columns, rows);
        target.updateBuffer(_ -> null);
    }

    @Override
    protected double computePrefHeight(double width) {
        return 140;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return Styles.FACTORY.getCssMetaData();
    }

    private static final class Styles {

        static final StyleablePropertyFactory<PixelPane> FACTORY =
                new StyleablePropertyFactory<>(Region.getClassCssMetaData());
        static final List<CssMetaData<PixelPane, Paint>> COLOURS = make();

        private Styles() {
        }

        private static List<CssMetaData<PixelPane, Paint>> make() {
            List<CssMetaData<PixelPane, Paint>> all = new ArrayList<>();
            for (int i = 0; i < PixelPane.COLOURS; i++) {
                int index = i;
                all.add(FACTORY.createPaintCssMetaData("-mp-part-" + i,
                        pane -> (StyleableObjectProperty<Paint>) pane.colours.get(index), Color.GRAY, false));
            }
            return all;
        }
    }
}
