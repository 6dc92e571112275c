package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.ui.theme.Icon;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.PopupWindow;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.jspecify.annotations.Nullable;

/**
 * One notice at a time in the lower right corner of the screen, above every window. It is a popup, which never takes
 * the focus; it hangs on an unseen window of its own, because a popup goes when its owner is minimised. JavaFX thread.
 */
final class NoticeCorner implements AutoCloseable {

    private static final double MARGIN = 16;

    private final Runnable raise;
    private final Duration shownFor;
    private @Nullable Stage anchor;
    private @Nullable Notice notice;
    private int shown;

    /** The popup and its words, made when there is something to say. */
    private static final class Notice {

        private final Popup popup = new Popup();
        private final Label title = new Label();
        private final Label text = new Label();
        private final HBox words = new HBox(Icon.of(Severity.WARNING), new VBox(title, text));

        Notice(Runnable pressed) {
            words.getStyleClass().add("desktop-notice");
            title.getStyleClass().add("text-heading");
            text.setWrapText(true);
            words.setOnMousePressed(_ -> pressed.run());
            popup.getContent().add(words);
            popup.setAutoFix(true);
            popup.setAnchorLocation(PopupWindow.AnchorLocation.WINDOW_BOTTOM_RIGHT);
        }

        void say(String heading, String said) {
            title.setText(heading);
            text.setText(said);
            words.setAccessibleText(said);
        }
    }

    /**
     * @param raise what a press on the notice does besides taking it away
     */
    NoticeCorner(Runnable raise) {
        this(raise, Duration.ofSeconds(8));
    }

    NoticeCorner(Runnable raise, Duration shownFor) {
        this.raise = raise;
        this.shownFor = shownFor;
    }

    /** Opens the unseen window. Its opening may take the focus, so this comes before a window that takes it anyway. */
    void prepare() {
        if (anchor == null) {
            Stage unseen = new Stage(StageStyle.UTILITY);
            unseen.setScene(new Scene(new Group()));
            unseen.setOpacity(0);
            Rectangle2D screen = Screen.getPrimary().getVisualBounds();
            unseen.setX(screen.getMaxX() - MARGIN);
            unseen.setY(screen.getMaxY() - MARGIN);
            unseen.setWidth(1);
            unseen.setHeight(1);
            unseen.setAlwaysOnTop(true);
            unseen.show();
            anchor = unseen;
        }
    }

    /** Shows these words in the place of those before. */
    void show(String heading, String text) {
        prepare();
        Notice said = notice();
        said.say(heading, text);
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        said.popup.hide();
        said.popup.show(anchor, screen.getMaxX() - MARGIN, screen.getMaxY() - MARGIN);
        int number = ++shown;
        CompletableFuture.delayedExecutor(shownFor.toMillis(), TimeUnit.MILLISECONDS, Platform::runLater)
                .execute(() -> hide(number));
    }

    /** Takes a notice away, unless another has come since. */
    private void hide(int number) {
        if (number == shown) {
            popup().hide();
        }
    }

    private Notice notice() {
        Notice made = notice;
        if (made == null) {
            made = new Notice(() -> {
                popup().hide();
                raise.run();
            });
            notice = made;
        }
        return made;
    }

    /** Closes the unseen window, and the notice with it. */
    @Override
    public void close() {
        Stage unseen = anchor;
        if (unseen != null) {
            unseen.close();
            anchor = null;
        }
    }

    Popup popup() {
        return notice().popup;
    }
}
