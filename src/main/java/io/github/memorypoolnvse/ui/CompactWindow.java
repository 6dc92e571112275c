package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.live.CompactStrip;
import io.github.memorypoolnvse.ui.live.LiveViewModel;
import io.github.memorypoolnvse.ui.theme.Theme;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.jspecify.annotations.Nullable;

/** The strip of five figures that stays on top while the whole window is away. JavaFX thread. */
final class CompactWindow {

    private static final long PERIOD_NANOS = 250_000_000;

    private final LiveViewModel model;
    private final Texts texts;
    private final Theme theme;
    private final Stage whole;
    private @Nullable Stage stage;
    private @Nullable CompactStrip strip;
    private long refreshed;

    /**
     * @param whole the window it stands for
     */
    CompactWindow(LiveViewModel model, Texts texts, Theme theme, Stage whole) {
        this.model = model;
        this.texts = texts;
        this.theme = theme;
        this.whole = whole;
    }

    boolean isOpen() {
        Stage shown = stage;
        return shown != null && shown.isShowing();
    }

    /** Hides the whole window behind the strip. */
    void open() {
        Stage shown = stage;
        if (shown == null) {
            shown = make();
            stage = shown;
        }
        shown.show();
        whole.setIconified(true);
        refreshed = 0;
        refresh();
    }

    private Stage make() {
        CompactStrip made = new CompactStrip(model, texts, this::close);
        strip = made;
        Scene scene = new Scene(made);
        theme.dress(scene);
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.C || event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
        Stage window = new Stage(StageStyle.UTILITY);
        window.setScene(scene);
        window.setTitle(texts.of("ui.app"));
        window.setAlwaysOnTop(true);
        window.setOnCloseRequest(_ -> whole.setIconified(false));
        return window;
    }

    private void close() {
        Stage shown = stage;
        if (shown != null) {
            shown.hide();
        }
        whole.setIconified(false);
        whole.toFront();
    }

    /** Brings the figures up to date, four times a second at most. */
    void refresh() {
        CompactStrip shown = strip;
        long now = System.nanoTime();
        if (shown != null && isOpen() && now - refreshed >= PERIOD_NANOS) {
            refreshed = now;
            model.advance();
            shown.refresh();
            fit();
        }
    }

    /** Figures grow; a strip that cuts them says nothing. */
    private void fit() {
        Stage window = stage;
        if (window == null) {
            return;
        }
        Parent content = window.getScene().getRoot();
        content.applyCss();
        if (content.prefWidth(-1) > window.getScene().getWidth()) {
            window.sizeToScene();
        }
    }
}
