package io.github.memorypoolnvse.ui;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the page in front up to date; one that fails again and again is left alone until it comes forward anew. */
final class PageDrawing {

    private static final int PATIENCE = 3;

    private final Consumer<Throwable> faults;
    private @Nullable Page page;
    private int failed;

    /**
     * @param faults told each time a page fails
     */
    PageDrawing(Consumer<Throwable> faults) {
        this.faults = faults;
    }

    /** Draws the page in front. */
    void draw(Page front) {
        if (front != page) {
            page = front;
            failed = 0;
        }
        if (failed == PATIENCE) {
            return;
        }
        try {
            front.refresh();
            failed = 0;
        } catch (RuntimeException | Error fault) {
            failed++;
            faults.accept(fault);
        }
    }
}
