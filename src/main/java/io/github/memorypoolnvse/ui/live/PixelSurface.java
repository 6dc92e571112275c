package io.github.memorypoolnvse.ui.live;

import java.nio.IntBuffer;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * An image with a pixel for each of the device's, painted in the layout pass after it was asked for: any number of
 * reasons to paint cost one painting, and none while it is not shown. Unmanaged, so that painting does not lay out
 * anything around it.
 */
final class PixelSurface extends Region {

    /** Paints; the size is in device pixels. */
    @FunctionalInterface
    interface Painting {
        void paint(PlotPainter painter, int columns, int rows);
    }

    private final Painting painting;
    private final ImageView image = new ImageView();
    private @Nullable PixelBuffer<IntBuffer> buffer;
    private @Nullable PlotPainter painter;
    private int columns;
    private int rows;

    PixelSurface(Painting painting) {
        this.painting = painting;
        getStyleClass().add("graph-plot");
        setManaged(false);
        image.setManaged(false);
        image.setSmooth(false);
        getChildren().add(image);
    }

    /** Paints again at the next pulse, if it is showing. */
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

    /** A colour as the painter takes it. */
    static int premultiplied(@Nullable Paint paint, double opacity) {
        Color colour = asColour(paint);
        double alpha = colour.getOpacity() * opacity;
        return (int) Math.round(alpha * 255) << 24
                | (int) Math.round(colour.getRed() * alpha * 255) << 16
                | (int) Math.round(colour.getGreen() * alpha * 255) << 8
                | (int) Math.round(colour.getBlue() * alpha * 255);
    }

    static Color asColour(@Nullable Paint paint) {
        return paint instanceof Color colour ? colour : Color.GRAY;
    }
}
