package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.jspecify.annotations.Nullable;

/** A region painted pixel by pixel at the next pulse after it was asked to, with colours from the stylesheet. */
final class PixelPane extends Region {

    private static final int COLOURS = 7;

    private final PixelSurface surface;
    private final List<SimpleStyleableObjectProperty<Paint>> colours = new ArrayList<>();
    private @Nullable TimeOverlay overlay;

    PixelPane(PixelSurface.Painting painting) {
        surface = new PixelSurface((painter, columns, rows) -> {
            painting.paint(painter, columns, rows);
            TimeOverlay above = overlay;
            if (above != null) {
                above.place();
            }
        });
        getStyleClass().add("pixel-pane");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().add(surface);
        for (int i = 0; i < COLOURS; i++) {
            SimpleStyleableObjectProperty<Paint> colour =
                    new SimpleStyleableObjectProperty<>(Styles.COLOURS.get(i), this, "colour" + i, Color.GRAY);
            colour.addListener((_, _, _) -> refresh());
            colours.add(colour);
        }
    }

    /** A colour of the stylesheet ({@code -mp-part-0} to {@code -mp-part-6}), premultiplied. */
    int colour(int index) {
        return PixelSurface.premultiplied(colours.get(index).get(), 1);
    }

    /** The same, thinned. */
    int colour(int index, double opacity) {
        return PixelSurface.premultiplied(colours.get(index).get(), opacity);
    }

    /** Makes it a plot over a view's time, read and moved as the graphs are. */
    void readBy(TimeView view, TimeOverlay.Reading reading, String name, Texts texts) {
        TimeOverlay above = new TimeOverlay(this, view, reading, texts);
        above.setName(name);
        overlay = above;
        getChildren().add(above);
        view.onMove(surface::refresh);
    }

    void refresh() {
        surface.refresh();
    }

    @Override
    protected void layoutChildren() {
        surface.resizeRelocate(0, 0, getWidth(), getHeight());
        TimeOverlay above = overlay;
        if (above != null) {
            above.resizeRelocate(0, 0, getWidth(), getHeight());
        }
        surface.refresh();
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
