package io.github.memorypoolnvse.ui;

/** Tells a person something outside the window. JavaFX thread. */
@FunctionalInterface
public interface Notifier {

    /** Gets ready, just before the window opens and takes the focus. */
    default void prepare() {
    }

    /** Takes away what is shown; the window is closed. */
    default void close() {
    }

    /** Says it without taking the focus, and takes it away by itself; one at a time. Does not block. */
    void tell(String title, String text);
}
