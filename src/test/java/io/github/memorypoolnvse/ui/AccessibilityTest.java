package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.RecordedRun;
import io.github.memorypoolnvse.session.SessionRecorder;
import io.github.memorypoolnvse.session.SessionStore;
import io.github.memorypoolnvse.ui.live.FullRun;
import io.github.memorypoolnvse.ui.settings.UiSettings;
import io.github.memorypoolnvse.ui.settings.UiSettingsFile;
import io.github.memorypoolnvse.ui.setup.SetupBench;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;

/** Every page of the real window is reached by keys, explains itself, and fits the least size. */
class AccessibilityTest {

    @TempDir
    Path folder;

    private Stage stage;
    private ManagerWindow window;

    @BeforeEach
    void openTheWindow() throws Exception {
        SetupBench setup = new SetupBench(folder);
        setup.apply(setup.planInstall(setup.addInstall(folder.resolve("game")), setup.presets().get(1)));
        SessionStore sessions = new SessionStore(folder.resolve("sessions"));
        SessionRecorder recorder = new SessionRecorder(sessions, true);
        RecordedRun recorded = new RecordedRun(Instant.parse("2026-11-18T18:30:00Z"), "token", 200, 1);
        recorded.playTo(recorder);
        recorder.end(recorded.attachment());
        FullRun run = new FullRun().play(30);
        WindowContext context = new WindowContext(setup, run, run.recorder(), sessions, recorder,
                new UiSettingsFile(folder.resolve("window.json")), Runnable::run, (_, _) -> { },
                new Texts(Locale.ENGLISH));
        new UiSettingsFile(folder.resolve("window.json"))
                .write(UiSettings.STANDARD.withAppearance(Appearance.DARK));
        Screens.run(() -> {
            stage = new Stage();
            window = new ManagerWindow(context, stage, new ErrorWindow(context.texts()));
            window.show();
            stage.setWidth(1000);
            stage.setHeight(700);
        });
        Screens.settle(stage);
    }

    @AfterEach
    void close() throws InterruptedException {
        Screens.run(stage::hide);
    }

    @Test
    void everyPageIsReachedByKeysAndRemembered() throws Exception {
        FxRobot robot = new FxRobot();
        List<String> pages = List.of("setup", "live", "sessions", "settings");
        KeyCode[] digits = {KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4};
        Screens.run(() -> stage.getScene().getRoot().requestFocus());
        for (int i = pages.size() - 1; i >= 0; i--) {
            robot.press(KeyCode.CONTROL).type(digits[i]).release(KeyCode.CONTROL);
            Screens.settle(stage);
            Page front = window.shell().front();
            assertThat(front).isNotNull();
            assertThat(front.id()).isEqualTo(pages.get(i));
            assertThat(new UiSettingsFile(folder.resolve("window.json")).read().page()).isEqualTo(pages.get(i));
        }
    }

    @Test
    void theHelpHasAButtonThatNamesItsKey() throws Exception {
        Texts texts = new Texts(Locale.ENGLISH);
        Button help = Screens.call(() -> stage.getScene().getRoot().lookupAll(".navigation > .button").stream()
                .map(Button.class::cast).findFirst().orElseThrow());
        assertThat(help.getText()).isEqualTo(texts.of("ui.help.open"));
        assertThat(help.getTooltip().getText()).contains("(F1)");
        Screens.run(help::fire);
        assertThat(Screens.call(() -> window.shell().helps())).isTrue();
        Screens.run(help::fire);
        assertThat(Screens.call(() -> window.shell().helps())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"setup", "live", "sessions", "settings"})
    void f1HelpsOnEveryPageAndEscapeReturns(String page) throws Exception {
        FxRobot robot = new FxRobot();
        Screens.run(() -> window.shell().open(page));
        Screens.settle(stage);
        robot.type(KeyCode.F1);
        Screens.settle(stage);
        assertThat(Screens.call(() -> window.shell().helps())).isTrue();
        Screens.write(stage, "help-" + page, Appearance.DARK);
        assertThat(Screens.call(() -> Walk.nameless(stage.getScene().getRoot()))).isEmpty();

        robot.type(KeyCode.ESCAPE);
        Screens.settle(stage);
        assertThat(Screens.call(() -> window.shell().helps())).isFalse();
        Page front = window.shell().front();
        assertThat(front).isNotNull();
        assertThat(front.id()).isEqualTo(page);
    }

    @Test
    void theWindowFitsItsLeastSize() throws Exception {
        Screens.run(() -> {
            stage.setWidth(1000);
            stage.setHeight(640);
            window.shell().open("live");
        });
        Thread.sleep(300);
        Screens.settle(stage);

        Screens.run(() -> assertThat(stage.getScene().getRoot().lookupAll(".live-graph")).allSatisfy(graph ->
                assertThat(graph.getLayoutBounds().getHeight()).isGreaterThanOrEqualTo(55)));
        Screens.write(stage, "live-least", Appearance.DARK);
        assertThat(Screens.call(() -> cutOff(stage.getScene().getRoot().lookup(".toolbar")))).isEmpty();

        Screens.run(() -> stage.getScene().getRoot().lookupAll(".segmented-button .toggle-button").stream()
                .map(ToggleButton.class::cast).filter(button -> button.getText().equals("Threads"))
                .forEach(ToggleButton::fire));
        Thread.sleep(1200);
        Screens.write(stage, "live-threads-least", Appearance.DARK);
        Screens.run(() -> assertThat(stage.getScene().getRoot().lookup(".threads .table-view").getLayoutBounds()
                .getHeight()).isGreaterThan(120));
    }

    /** The texts of buttons that do not fit where they stand. */
    private static List<String> cutOff(Node bar) {
        return Stream.of(".toggle-button", ".button", ".menu-button > .label", ".live-banner")
                .flatMap(kind -> bar.lookupAll(kind).stream()).filter(PlayersWindow.visible(bar)::contains)
                .map(Labeled.class::cast).filter(button -> button.lookup(".text") instanceof Text shown && !shown.getText().equals(button.getText()))
                .map(Labeled::getText).toList();
    }
}
