package io.github.memorypoolnvse.ui;

import javafx.scene.Node;

/** One page of the window, reached from the navigation. */
public interface Page {

    /** Names its texts and its icon: {@code ui.page.ID}, {@code .icon-ID}. */
    String id();

    Node node();

    /** Brings the page up to date; called up to ten times a second, only while it is in front. */
    default void refresh() {
    }

    /** It comes to the front. */
    default void shown() {
    }
}
