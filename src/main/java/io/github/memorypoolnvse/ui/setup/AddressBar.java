package io.github.memorypoolnvse.ui.setup;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/** A level bar: the budgets' part of the address space, what a modded game usually needs besides, and the rest. */
final class AddressBar extends Region {

    private final Region used = new Region();
    private final Region besides = new Region();
    private double share;
    private double usualRest;

    AddressBar() {
        getStyleClass().add("address-bar");
        used.getStyleClass().add("address-used");
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
        besides.getStyleClass().add("address-besides");
        getChildren().addAll(besides, used);
    }

    /** Shows a fit, and what it says in words. */
    void show(BudgetFit fit, String words) {
        share = fit.share();
        usualRest = fit.usualRest();
        used.getStyleClass().setAll("address-used", fit.fits() ? "address-fits" : "address-tight");
        setAccessibleText(words);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = Math.max(0, getWidth() - 2);
        double height = Math.max(0, getHeight() - 2);
        used.resizeRelocate(1, 1, width * share, height);
        besides.resizeRelocate(1, 1, width * Math.min(1, share + usualRest), height);
    }

    @Override
    protected double computePrefHeight(double width) {
        return 12;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }
}
