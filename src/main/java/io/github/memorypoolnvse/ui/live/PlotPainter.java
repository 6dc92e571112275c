package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.SampleHistory;
import java.util.Arrays;

/**
 * Draws a graph's lines into premultiplied ARGB pixels, one column of the history per pixel column. Strokes are
 * vertical runs whose two ends are blended by the part of the pixel they cover: as smooth as an anti-aliased
 * line where it matters, at a twentieth of its cost.
 */
final class PlotPainter {

    /** From so many samples a column on, their mean is drawn. */
    private static final int MANY = 4;

    private final int width;
    private final int height;
    private final int[] pixels;
    private final double[] tops;
    private final double[] bottoms;
    private final int[] areas;

    /** Paints into pixels, row by row, of at least width × height. */
    PlotPainter(int[] pixels, int width, int height) {
        this.pixels = pixels;
        this.width = width;
        this.height = height;
        this.tops = new double[width];
        this.bottoms = new double[width];
        this.areas = new int[width];
    }

    void clear() {
        Arrays.fill(pixels, 0, width * height, 0);
    }

    /** A level line, one pixel high. */
    void level(double y, int colour) {
        int row = Math.clamp((int) Math.round(y), 0, height - 1);
        Arrays.fill(pixels, row * width, row * width + width, colour);
    }

    /** An upright line, one pixel wide, drawn over what is there; every other run of pixels when dashed. */
    void upright(double x, int colour, int dash) {
        int column = (int) Math.round(x);
        if (column < 0 || column >= width) {
            return;
        }
        for (int row = 0; row < height; row++) {
            if (dash == 0 || row / dash % 2 == 0) {
                over(row * width + column, colour);
            }
        }
    }

    /** The marks of a stretch of time that is as long as the plot is wide. */
    void marks(Marks marks, long from, long to, int colour, int dash) {
        for (Mark mark : marks.all()) {
            if (mark.time() >= from && mark.time() <= to) {
                upright((double) (mark.time() - from) / (to - from) * width, colour, dash);
            }
        }
    }

    /** A solid upright bar one column wide, its ends rounded to pixels. */
    void bar(int column, double top, double bottom, int colour) {
        for (int row = Math.max(0, (int) Math.round(top)); row < Math.min(height, Math.round(bottom)); row++) {
            over(row * width + column, colour);
        }
    }

    /** A solid rectangle; right and bottom are left out. */
    void box(int left, int top, int right, int bottom, int colour) {
        for (int row = Math.max(0, top); row < Math.min(height, bottom); row++) {
            for (int column = Math.max(0, left); column < Math.min(width, right); column++) {
                over(row * width + column, colour);
            }
        }
    }

    /**
     * The line of one series. Where a column holds many samples, their mean is the line and what they span is
     * shaded.
     *
     * @param columns as many as the plot is wide
     * @param thickness of the line in pixels
     * @param colour premultiplied
     * @param span premultiplied; for what many samples of one column span
     * @param fill premultiplied; 0 for no area below the line
     */
    void line(SampleHistory.Columns columns, ValueScale scale, double thickness, int colour, int span, int fill) {
        double half = thickness / 2;
        for (int column = 0; column < width; column++) {
            float max = columns.max(column);
            boolean empty = Float.isNaN(max);
            tops[column] = empty ? Double.NaN : y(scale, max, half);
            bottoms[column] = empty ? Double.NaN : y(scale, columns.min(column), half);
            areas[column] = empty ? height : (int) Math.ceil(bottoms[column] + half);
        }
        if (fill != 0) {
            area(fill);
        }
        double before = Double.NaN;
        for (int column = 0; column < width; column++) {
            double top = tops[column];
            double bottom = bottoms[column];
            if (Double.isNaN(top)) {
                before = Double.NaN;
            } else if (columns.count(column) < MANY) {
                stroke(column, top - half, bottom + half, colour);
                before = Double.NaN;
            } else {
                stroke(column, top - half, bottom + half, span);
                double mean = y(scale, columns.mean(column), half);
                double joined = Double.isNaN(before) ? mean : before;
                stroke(column, Math.min(mean, joined) - half, Math.max(mean, joined) + half, colour);
                before = mean;
            }
        }
    }

    private double y(ValueScale scale, double value, double half) {
        return half + (height - 2 * half) * (1 - clampShare(scale.place(value)));
    }

    private static double clampShare(double share) {
        return Math.clamp(share, 0, 1);
    }

    private void stroke(int column, double top, double bottom, int colour) {
        int first = (int) Math.floor(top);
        int last = (int) Math.floor(bottom);
        if (first == last) {
            blend(column, first, colour, bottom - top);
            return;
        }
        blend(column, first, colour, first + 1 - top);
        for (int row = Math.max(0, first + 1); row < Math.min(height, last); row++) {
            over(row * width + column, colour);
        }
        blend(column, last, colour, bottom - last);
    }

    /** Row by row, as the pixels lie; nearly every pixel is empty before it. */
    private void area(int fill) {
        for (int row = 0; row < height; row++) {
            int start = row * width;
            for (int column = 0; column < width; column++) {
                if (row >= areas[column]) {
                    int at = start + column;
                    if (pixels[at] == 0) {
                        pixels[at] = fill;
                    } else {
                        over(at, fill);
                    }
                }
            }
        }
    }

    private void blend(int column, int row, int colour, double share) {
        if (row < 0 || row >= height || share <= 0) {
            return;
        }
        int part = (int) Math.min(256, share * 256);
        int evenly = ((colour & 0x00ff00ff) * part >>> 8) & 0x00ff00ff;
        int others = ((colour >>> 8 & 0x00ff00ff) * part) & 0xff00ff00;
        over(row * width + column, evenly | others);
    }

    /** Source over destination, both premultiplied. */
    private void over(int at, int source) {
        int keep = 256 - (source >>> 24) - (source >>> 31);
        int below = pixels[at];
        if (keep == 0 || below == 0) {
            pixels[at] = source;
            return;
        }
        int evenly = ((below & 0x00ff00ff) * keep >>> 8) & 0x00ff00ff;
        int others = ((below >>> 8 & 0x00ff00ff) * keep) & 0xff00ff00;
        pixels[at] = source + (evenly | others);
    }
}
