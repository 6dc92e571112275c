package io.github.memorypoolnvse.ui;

import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;

/** Opens the window and stays until it is closed. */
public final class Desktop {

    private Desktop() {
    }

    /** Blocks until the window is closed. Once in a process; not on the JavaFX thread. */
    public static void open(WindowContext context) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Platform.startup(() -> {
            Stage stage = new Stage();
            new ManagerWindow(context).show(stage);
            stage.showingProperty().addListener((_, _, showing) -> {
                if (!showing) {
                    closed.countDown();
                }
            });
        });
        closed.await();
        Platform.exit();
    }
}
