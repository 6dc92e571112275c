package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.SessionRecorder;
import io.github.memorypoolnvse.session.SessionStore;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.ui.live.FeedRecorder;
import io.github.memorypoolnvse.ui.live.Watch;
import io.github.memorypoolnvse.ui.settings.UiSettingsFile;
import io.github.memorypoolnvse.ui.setup.SetupBench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final Locale locale = Locale.getDefault();
    private final List<Window> before = new ArrayList<>();

    @BeforeEach
    void rememberWhatIsOpen() throws InterruptedException {
        before.addAll(Screens.call(() -> List.copyOf(Window.getWindows())));
    }

    @AfterEach
    void asItWas() throws InterruptedException {
        Locale.setDefault(locale);
        Screens.run(() -> {
            opened().forEach(Stage::close);
            Thread.currentThread().setUncaughtExceptionHandler(null);
        });
    }

    @Test
    void aFaultBeforeTheFirstWindowIsToldInOneOfItsOwn() throws Exception {
        IOException fault = new IOException("this build is incomplete");
        FutureTask<Boolean> told = start(() -> {
            Desktop.tell(new Texts(Locale.ENGLISH), fault);
            return true;
        });
        Stage dialog = await().atMost(PATIENCE).until(this::dialogs, found -> !found.isEmpty()).getFirst();

        assertThat(words(dialog)).anyMatch(text -> text.contains(ErrorCode.of(fault)));
        Screens.run(dialog::close);
        assertThat(told.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anErrorWhileTheWindowOpensIsToldAndEndsTheStart() throws Exception {
        Executor broken = _ -> {
            throw new NoClassDefFoundError("a class of a library that is not there");
        };
        FutureTask<Boolean> opened = open(Watch.NOTHING, broken, Locale.ENGLISH);
        Stage dialog = await().atMost(PATIENCE).until(this::dialogs, found -> !found.isEmpty()).getFirst();

        assertThat(words(dialog)).contains("Something went wrong");
        Screens.run(dialog::close);
        assertThat(opened.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aFaultThatComesWithEveryBeatIsToldOnceAndCounted() throws Exception {
        Watch broken = new StagedWatch() {
            @Override
            public GameState state() {
                throw new IllegalStateException("a block nobody has thought of");
            }
        };
        FutureTask<Boolean> opened = open(broken, Runnable::run, Locale.ENGLISH);
        await().atMost(PATIENCE).until(() -> dialogs().size() == 1
                && words(dialogs().getFirst()).contains("Something went wrong 4 times"));
        assertThat(dialogs()).hasSize(1);

        Screens.run(dialogs().getFirst()::close);
        Thread.sleep(2_500);
        assertThat(dialogs()).as("told once").isEmpty();
        Screens.run(() -> opened().forEach(Stage::close));
        assertThat(opened.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theWordsOfJavaFxAreInTheChosenLanguage() throws Exception {
        FutureTask<Boolean> opened = open(Watch.NOTHING, Runnable::run, Locale.GERMAN);
        await().atMost(PATIENCE).until(() -> Screens.call(() -> !opened().isEmpty()));
        Screens.run(() -> new ErrorWindow(new Texts(Locale.GERMAN)).show(new IllegalStateException("an example")));

        assertThat(words(dialogs().getFirst())).contains("Details anzeigen", "Schließen");
        Screens.run(() -> opened().forEach(Stage::close));
        assertThat(opened.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private FutureTask<Boolean> open(Watch watch, Executor background, Locale language) throws IOException {
        SessionStore sessions = new SessionStore(folder.resolve("sessions"));
        WindowContext context = new WindowContext(new SetupBench(folder), watch, new FeedRecorder(), sessions,
                new SessionRecorder(sessions, true), new UiSettingsFile(folder.resolve("window.json")), background,
                (_, _) -> { }, new Texts(language));
        return start(() -> new Desktop().open(context));
    }

    private static FutureTask<Boolean> start(java.util.concurrent.Callable<Boolean> work) {
        FutureTask<Boolean> task = new FutureTask<>(work);
        Thread.ofPlatform().start(task);
        return task;
    }

    private List<Stage> opened() {
        return Window.getWindows().stream().filter(each -> !before.contains(each)).filter(Stage.class::isInstance)
                .map(Stage.class::cast).toList();
    }

    private List<Stage> dialogs() throws InterruptedException {
        return Screens.call(() -> opened().stream()
                .filter(each -> each.getScene().getRoot().getStyleClass().contains("dialog-pane")).toList());
    }

    private static List<String> words(Stage stage) throws InterruptedException {
        return Screens.call(() -> PlayersWindow.visible(stage.getScene().getRoot()).stream()
                .filter(Labeled.class::isInstance).map(node -> ((Labeled) node).getText())
                .filter(Objects::nonNull).toList());
    }
}
