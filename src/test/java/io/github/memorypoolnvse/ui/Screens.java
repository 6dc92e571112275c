package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.ui.theme.Appearance;
import io.github.memorypoolnvse.ui.theme.Theme;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** Shows scenes in a window for tests that look at them, and writes their pictures below target/screens. */
public final class Screens {

    private static final Path FOLDER = Path.of("target", "screens");

    private Screens() {
    }

    /** Runs work on the JavaFX thread. */
    public static <T> T call(Callable<T> work) throws InterruptedException {
        Pictures.startToolkit();
        return Pictures.onFxThread(work);
    }

    /** Runs work on the JavaFX thread. */
    public static void run(Runnable work) throws InterruptedException {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** A window of 1280 by 800 that wears a theme; JavaFX thread. */
    public static Stage show(Parent root, Appearance appearance) {
        Scene scene = new Scene(root, DashboardSnapshot.WIDTH, DashboardSnapshot.HEIGHT);
        Theme theme = new Theme();
        theme.appearance().set(appearance);
        theme.dress(scene);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        return stage;
    }

    /** Writes what a window shows, once it has shown its last changes; not on the JavaFX thread. */
    public static Path write(Stage stage, String name, Appearance appearance) throws Exception {
        Path file = FOLDER.resolve(name + "-" + appearance.name().toLowerCase(Locale.ROOT) + ".png");
        settle(stage);
        Pictures.write(call(() -> Pictures.of(stage.getScene())), file);
        return file;
    }

    /** Waits for two pulses of a window; not on the JavaFX thread. */
    public static void settle(Stage stage) throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            CountDownLatch pulse = new CountDownLatch(1);
            Runnable listener = pulse::countDown;
            run(() -> {
                stage.getScene().addPostLayoutPulseListener(listener);
                Platform.requestNextPulse();
            });
            pulse.await();
            run(() -> stage.getScene().removePostLayoutPulseListener(listener));
        }
    }
}
