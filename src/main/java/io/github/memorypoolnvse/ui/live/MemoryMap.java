package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.Snapshot;
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
        stack = new StackedGraph(view, texts);
        sizes = new SizeMap(view, texts);
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
        sizeHistory = new SizeHistory();
        showSizes();
        stack.show(feed);
    }

    /** A session keeps no sizes; its parts have the room then. */
    private void showSizes() {
        sizes.show(sizeHistory);
        sizes.setVisible(!sizeHistory.history().isEmpty());
        sizes.setManaged(sizes.isVisible());
    }

    /** Takes the block's values, for the sizes. */
    void take(Snapshot snapshot) {
        sizeHistory.take(snapshot);
        if (!sizes.isVisible()) {
            showSizes();
        }
    }

    void describe() {
        stack.describe();
        sizes.refresh();
    }
}
