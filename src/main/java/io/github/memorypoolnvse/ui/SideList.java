package io.github.memorypoolnvse.ui;

import javafx.beans.binding.Bindings;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;

/** The width of a list at the side of a page: a quarter of it, but neither too little to read nor more than it needs. */
public final class SideList {

    private static final double SHARE = 0.25;
    private static final double LEAST_EMS = 19;
    private static final double MOST_EMS = 25;

    private SideList() {
    }

    /** Keeps a list as wide as its page allows. */
    public static void fit(ListView<?> list, Region page) {
        double em = Font.getDefault().getSize();
        list.prefWidthProperty().bind(Bindings.createDoubleBinding(
                () -> Math.clamp(page.getWidth() * SHARE, LEAST_EMS * em, MOST_EMS * em), page.widthProperty()));
    }
}
