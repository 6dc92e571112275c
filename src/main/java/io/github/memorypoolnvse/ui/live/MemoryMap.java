package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.Snapshot;
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
        sizes = new SizeMap(view, marks, texts);
        getStyleClass().add("graphs");
        getStyleClass().add("memory-map");
        setVgrow(stack, Priority.ALWAYS);
        setVgrow(sizes, Priority.ALWAYS);
        getChildren().addAll(stack, sizes);
        sizes.show(sizeHistory);
    }

    /** Shows another run. */
    void show(@Nullable Feed feed) {
        sizeHistory = new SizeHistory();
        sizes.show(sizeHistory);
        stack.show(feed);
    }

    /** Takes the block's values, for the sizes. */
    void take(Snapshot snapshot) {
        sizeHistory.take(snapshot);
    }

    void describe() {
        stack.describe();
        sizes.refresh();
    }
}
