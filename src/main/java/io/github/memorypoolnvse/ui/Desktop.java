package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the window and stays until it is closed. */
public final class Desktop {

    private static final Logger LOG = LoggerFactory.getLogger(Desktop.class);

    private static final String CHANGED_PARTS = "prism.dirtyregioncount";
    private static final String MOST_CHANGED_PARTS = "15";

    private final AtomicReference<@Nullable Stage> window = new AtomicReference<>();

    /** Blocks until the window is closed. Once in a process; not on the JavaFX thread. */
    public void open(WindowContext context) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        drawPartByPart();
        Platform.startup(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((_, fault) -> tell(context, fault));
            try {
                Stage stage = new Stage();
                stage.showingProperty().addListener((_, _, showing) -> {
                    if (!showing) {
                        closed.countDown();
                    }
                });
                new ManagerWindow(context, stage).show();
                window.set(stage);
            } catch (RuntimeException fault) {
                tell(context, fault);
                closed.countDown();
            }
        });
        closed.await();
        Platform.exit();
    }

    /**
     * Lets JavaFX tell as many changed parts of a window apart as it can. By default it joins them to six, which
     * for a page of graphs comes to the whole window.
     */
    private static void drawPartByPart() {
        if (System.getProperty(CHANGED_PARTS) == null) {
            System.setProperty(CHANGED_PARTS, MOST_CHANGED_PARTS);
        }
    }

    /** Brings the window forward, if it is open. Any thread. */
    public void raise() {
        Stage stage = window.get();
        if (stage != null) {
            Platform.runLater(() -> {
                stage.setIconified(false);
                stage.toFront();
                stage.requestFocus();
            });
        }
    }

    /** Tells of a fault that came before there was a window, and waits until it was read. Not on the JavaFX thread. */
    public static void tell(Texts texts, Throwable fault) throws InterruptedException {
        Pictures.startToolkit();
        Pictures.onFxThread(() -> {
            show(texts, fault);
            return true;
        });
    }

    private static void tell(WindowContext context, Throwable fault) {
        show(context.texts(), fault);
    }

    private static void show(Texts texts, Throwable fault) {
        LOG.error("a fault reached the window, code {}", ErrorCode.of(fault), fault);
        new ErrorWindow(texts).show(fault);
    }
}
