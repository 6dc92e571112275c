package io.github.memorypoolnvse.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Takes files and folders that are dropped anywhere on a window, which shows that it would. */
final class FileDrop {

    private static final PseudoClass WELCOME = PseudoClass.getPseudoClass("drop");

    private FileDrop() {
    }

    static void on(Scene scene, Consumer<List<Path>> dropped) {
        scene.addEventHandler(DragEvent.DRAG_ENTERED, event -> scene.getRoot()
                .pseudoClassStateChanged(WELCOME, event.getDragboard().hasFiles()));
        scene.addEventHandler(DragEvent.DRAG_EXITED,
                _ -> scene.getRoot().pseudoClassStateChanged(WELCOME, false));
        scene.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        scene.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            List<Path> files = event.getDragboard().getFiles().stream().map(File::toPath).toList();
            event.setDropCompleted(!files.isEmpty());
            event.consume();
            if (!files.isEmpty()) {
                dropped.accept(files);
            }
        });
    }
}
