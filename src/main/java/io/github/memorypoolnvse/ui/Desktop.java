package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import java.util.Locale;
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

    /**
     * Blocks until the window is closed, in the words' language with what JavaFX says of its own. Once in a process,
     * which the caller ends; not on the JavaFX thread.
     *
     * @return false when the window could not be opened; a person was told
     */
    public boolean open(WindowContext context) throws InterruptedException {
        drawPartByPart();
        Locale.setDefault(context.texts().locale());
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<@Nullable Throwable> kept = new AtomicReference<>();
        Pictures.startToolkit();
        Platform.runLater(() -> {
            try {
                open(context, closed);
            } catch (Throwable fault) {
                kept.set(fault);
                closed.countDown();
            }
        });
        closed.await();
        Throwable fault = kept.get();
        if (fault != null) {
            tell(context.texts(), fault);
        }
        return fault == null;
    }

    private void open(WindowContext context, CountDownLatch closed) {
        ErrorWindow faults = new ErrorWindow(context.texts());
        Thread.currentThread().setUncaughtExceptionHandler((_, fault) -> faults.show(fault));
        Stage stage = new Stage();
        new ManagerWindow(context, stage, faults).show();
        stage.showingProperty().addListener((_, _, _) -> closed.countDown());
        window.set(stage);
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

    /** Tells of a fault without a window, and waits until it was read. Not on the JavaFX thread. */
    public static void tell(Texts texts, Throwable fault) throws InterruptedException {
        Pictures.startToolkit();
        CountDownLatch read = new CountDownLatch(1);
        Platform.runLater(() -> {
            try {
                new ErrorWindow(texts, read::countDown).show(fault);
            } catch (Throwable untold) {
                LOG.error("a fault cannot be told", untold);
                read.countDown();
            }
        });
        read.await();
    }
}
