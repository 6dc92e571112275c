package io.github.memorypoolnvse.ui.setup;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/** A level bar: the budgets' part of the address space, and the rest. */
final class AddressBar extends Region {

    private final Region used = new Region();
    private double share;

    AddressBar() {
        getStyleClass().add("address-bar");
        used.getStyleClass().add("address-used");
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
        getChildren().add(used);
    }

    /** Shows a fit, and what it says in words. */
    void show(BudgetFit fit, String words) {
        share = fit.share();
        used.getStyleClass().setAll("address-used", fit.fits() ? "address-fits" : "address-tight");
        setAccessibleText(words);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        used.resizeRelocate(1, 1, Math.max(0, (getWidth() - 2) * share), Math.max(0, getHeight() - 2));
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
