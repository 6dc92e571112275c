package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import javafx.geometry.Insets;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What fills the address space, and which sizes the game asks for, both over the graphs' time. */
final class MemoryMap extends VBox {

    private final StackedGraph stack;
    private final SizeMap sizes;
    private SizeHistory sizeHistory = new SizeHistory();

    MemoryMap(TimeView view, Marks marks, Texts texts) {
        stack = new StackedGraph(view, marks, texts);
        sizes = new SizeMap(view, marks, texts);
        TimeAxis axis = new TimeAxis(view, marks, texts);
        setMargin(axis, new Insets(0, SizeMap.BARS_WIDTH, 0, 0));
        getStyleClass().add("graphs");
        getStyleClass().add("memory-map");
        setVgrow(stack, Priority.ALWAYS);
        setVgrow(sizes, Priority.ALWAYS);
        getChildren().addAll(stack, sizes, axis);
        showSizes();
    }

    /** Shows another run. */
    void show(@Nullable Feed feed) {
        sizeHistory = feed == null ? new SizeHistory() : feed.sizes();
        showSizes();
        stack.show(feed);
    }

    /** Without sizes its other part has the room. */
    private void showSizes() {
        sizes.show(sizeHistory);
        sizes.setVisible(!sizeHistory.history().isEmpty());
        sizes.setManaged(sizes.isVisible());
    }

    void describe() {
        if (sizes.isVisible() == sizeHistory.history().isEmpty()) {
            showSizes();
        }
        stack.describe();
        sizes.refresh();
    }
}
