package io.github.memorypoolnvse.ui.live;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.layout.Region;

/** Words at the left and tools at the right of one line, or below each other where they do not fit beside each other. */
final class WrapBar extends Region {

    private static final double GAP = 12;

    private final Region words;
    private final Region tools;

    WrapBar(Region words, Region tools) {
        this.words = words;
        this.tools = tools;
        getChildren().addAll(words, tools);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private boolean wraps(double width) {
        Insets around = getInsets();
        return words.prefWidth(-1) + GAP + tools.prefWidth(-1) > width - around.getLeft() - around.getRight();
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefWidth(double height) {
        return getInsets().getLeft() + words.prefWidth(-1) + GAP + tools.prefWidth(-1) + getInsets().getRight();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        double first = words.prefHeight(-1);
        double second = tools.prefHeight(-1);
        double lines = width >= 0 && wraps(width) ? first + GAP / 2 + second : Math.max(first, second);
        return getInsets().getTop() + lines + getInsets().getBottom();
    }

    @Override
    protected void layoutChildren() {
        Insets around = getInsets();
        double inside = getWidth() - around.getLeft() - around.getRight();
        double left = around.getLeft();
        double top = around.getTop();
        double first = words.prefHeight(-1);
        double second = tools.prefHeight(-1);
        double toolsWidth = Math.min(inside, tools.prefWidth(-1));
        if (wraps(getWidth())) {
            words.resizeRelocate(left, top, Math.min(inside, words.prefWidth(-1)), first);
            tools.resizeRelocate(left, top + first + GAP / 2, toolsWidth, second);
        } else {
            double line = Math.max(first, second);
            words.resizeRelocate(left, snapPositionY(top + (line - first) / 2), words.prefWidth(-1), first);
            tools.resizeRelocate(snapPositionX(left + inside - toolsWidth), snapPositionY(top + (line - second) / 2),
                    toolsWidth, second);
        }
    }
}
