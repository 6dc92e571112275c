package io.github.memorypoolnvse.ui.theme;

import javafx.scene.paint.Color;

/** How much two colours stand out from each other (WCAG 2, 1.4.3). */
public final class Contrast {

    private Contrast() {
    }

    /** From 1, the same, to 21, black on white. */
    public static double of(Color one, Color other) {
        double light = Math.max(luminance(one), luminance(other));
        double dark = Math.min(luminance(one), luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen()) + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
