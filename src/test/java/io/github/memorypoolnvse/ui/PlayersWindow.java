package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.plugin.Payload;
import io.github.memorypoolnvse.session.SessionRecorder;
import io.github.memorypoolnvse.session.SessionStore;
import io.github.memorypoolnvse.ui.live.FeedRecorder;
import io.github.memorypoolnvse.ui.settings.UiSettings;
import io.github.memorypoolnvse.ui.settings.UiSettingsFile;
import io.github.memorypoolnvse.ui.setup.SetupBench;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * The whole window over a made-up player's home, with the plugin that ships and a watch that a test moves. Its
 * methods are called off the JavaFX thread.
 */
final class PlayersWindow implements AutoCloseable {

    private final Path home;
    private final SetupBench bench;
    private final StagedWatch watch = new StagedWatch();
    private final FeedRecorder recorder = new FeedRecorder();
    private final SessionStore sessions;
    private final SessionRecorder sessionRecorder;
    private final UiSettingsFile settings;
    private final List<String> notices = new ArrayList<>();
    private Executor background = Runnable::run;
    private final Texts texts;
    private @Nullable Stage stage;
    private @Nullable ManagerWindow window;

    /** A home with no game in it yet; the window is not open. */
    PlayersWindow(Path folder, Locale language) throws IOException {
        home = folder.resolve("home");
        texts = new Texts(language);
        bench = new SetupBench(folder, Payload.bundled());
        sessions = new SessionStore(folder.resolve("sessions"));
        sessionRecorder = new SessionRecorder(sessions, true);
        settings = new UiSettingsFile(folder.resolve("window.json"));
    }

    /** Opens the window, as wide and high as its inside shall be. */
    PlayersWindow open(Appearance appearance, double width, double height) throws Exception {
        settings.write(UiSettings.STANDARD.withAppearance(appearance));
        WindowContext context = new WindowContext(bench, watch, recorder, sessions, sessionRecorder, settings,
                background, (_, text) -> notices.add(text), texts);
        Screens.run(() -> {
            Stage made = new Stage();
            ManagerWindow shown = new ManagerWindow(context, made, new ErrorWindow(texts));
            shown.show();
            made.setWidth(width);
            made.setHeight(height);
            stage = made;
            window = shown;
        });
        settle();
        return this;
    }

    /** Does the window's work there rather than at once; before it opens. */
    PlayersWindow workingOn(Executor threads) {
        background = threads;
        return this;
    }

    Path home() {
        return home;
    }

    /** Where Steam keeps the game in this home. */
    Path steamGame() {
        return home.resolve(".local/share/Steam/steamapps/common/Fallout New Vegas");
    }

    SetupBench bench() {
        return bench;
    }

    StagedWatch watch() {
        return watch;
    }

    FeedRecorder recorder() {
        return recorder;
    }

    SessionStore sessions() {
        return sessions;
    }

    SessionRecorder sessionRecorder() {
        return sessionRecorder;
    }

    /** What was told outside the window. */
    List<String> notices() throws InterruptedException {
        return Screens.call(() -> List.copyOf(notices));
    }

    Texts texts() {
        return texts;
    }

    Stage stage() {
        return Objects.requireNonNull(stage, "not open");
    }

    /** The open stage whose content is of this kind: other tests' windows may be around. */
    Stage stage(Class<? extends Parent> content) throws InterruptedException {
        return Screens.call(() -> Window.getWindows().stream().filter(Window::isShowing)
                .filter(each -> content.isInstance(each.getScene().getRoot())).map(Stage.class::cast)
                .findFirst().orElseThrow());
    }

    ManagerWindow window() {
        return Objects.requireNonNull(window, "not open");
    }

    /** Brings a page to the front. */
    PlayersWindow page(String id) throws InterruptedException {
        Screens.run(() -> window().shell().open(id));
        settle();
        return this;
    }

    /** Presses the button with these words. */
    PlayersWindow press(String words) throws InterruptedException {
        Screens.run(() -> buttons(button -> words.equals(button.getText())).getFirst().fire());
        settle();
        return this;
    }

    /** The buttons that can be seen. */
    List<ButtonBase> buttons(Predicate<ButtonBase> wanted) {
        return visible(stage().getScene().getRoot()).stream().filter(ButtonBase.class::isInstance)
                .map(ButtonBase.class::cast).filter(wanted).toList();
    }

    /** Everything that can be seen below a node, and the node; JavaFX thread. */
    static List<Node> visible(Node node) {
        List<Node> found = new ArrayList<>();
        if (node.isVisible()) {
            found.add(node);
            if (node instanceof Parent parent) {
                parent.getChildrenUnmodifiable().forEach(child -> found.addAll(visible(child)));
            }
        }
        return found;
    }

    /** Waits until the window's own clock has ticked and everything it changed is laid out. */
    void settle() throws InterruptedException {
        Thread.sleep(250);
        Screens.settle(stage());
    }

    @Override
    public void close() {
        Stage open = stage;
        if (open != null) {
            Platform.runLater(() -> {
                open.hide();
                // JavaFX's headless platform remembers for ever what a window held when a key was pressed in it.
                open.setScene(new Scene(new Group()));
            });
        }
    }
}
