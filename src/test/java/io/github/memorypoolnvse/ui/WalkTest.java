package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.game.health.Severity;
import io.github.memorypoolnvse.session.RecordedRun;
import io.github.memorypoolnvse.telemetry.Attachment;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.PluginMode;
import io.github.memorypoolnvse.ui.live.CompactStrip;
import io.github.memorypoolnvse.ui.live.FullRun;
import io.github.memorypoolnvse.ui.live.TimeView;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;

/**
 * Walks every page, part, strip and dialog in both themes: what takes the focus has a name, Tab leads through
 * everything in reading order, and all words stand out from what they stand on.
 */
class WalkTest {

    @TempDir
    Path folder;

    private final List<String> faults = new ArrayList<>();
    private PlayersWindow player;

    @BeforeEach
    void fillTheHome() throws Exception {
        player = new PlayersWindow(folder, Locale.ENGLISH);
    }

    @AfterEach
    void close() {
        player.close();
    }

    private void walk(String where, Stage stage) throws InterruptedException {
        List<String> found = new ArrayList<>();
        Screens.call(() -> Walk.nameless(stage.getScene().getRoot())).forEach(each -> found.add("no name: " + each));
        Screens.call(() -> Ink.faint(stage.getScene().getRoot())).forEach(each -> found.add("faint: " + each));
        Screens.call(() -> Ink.faintAbove(stage.getScene().getRoot())).forEach(each -> found.add("faint: " + each));
        Walk.tabFaults(stage).forEach(each -> found.add("Tab: " + each));
        found.forEach(each -> faults.add(where + ": " + each));
    }

    private void walk(String where) throws InterruptedException {
        walk(where, player.stage());
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void setup(Appearance appearance) throws Exception {
        player.open(appearance, 1280, 800);
        walk("welcome");
        player.bench().addPlainInstall(player.home().resolve("Games/Heroic/Fallout New Vegas"));
        player.bench().addInstall(player.steamGame());
        player.bench().find(Finding.of(Severity.PROBLEM, "nvse.missing").mendedBy(Fix.GET_XNVSE));
        new FxRobot().type(KeyCode.F5);
        player.settle();
        Screens.run(() -> ((TitledPane) player.stage().getScene().getRoot().lookup(".titled-pane")).setExpanded(true));
        walk("findings");
        player.press("Set the flag");
        walk("proposal");
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void live(Appearance appearance) throws Exception {
        player.bench().addInstall(player.steamGame());
        player.open(appearance, 1280, 800);
        player.page("live");
        walk("not running");
        player.watch().running(List.of(StagedWatch.game(4711), StagedWatch.game(4712)));
        player.watch().found(new GameState.RunningWithoutPlugin(StagedWatch.game(4711)));
        player.settle();
        walk("several games");
        FullRun run = new FullRun(player.recorder()).play(60);
        player.watch().says(run.snapshot(), run.details(), run.threads());
        Attachment game = ((GameState.Attached) run.state()).attachment();
        player.watch().found(new GameState.Attached(game, PluginMode.ACTIVE));
        Thread.sleep(700);
        for (String view : List.of("Graphs", "Memory map", "Threads", "Plugin")) {
            player.press(view);
            walk(view);
        }
        player.watch().found(new GameState.Gone(game, GameState.Gone.How.KILLED));
        player.settle();
        walk("gone");
        new FxRobot().type(KeyCode.C);
        player.settle();
        Stage strip = player.stage(CompactStrip.class);
        walk("compact", strip);
        assertThat(Screens.call(() -> PlayersWindow.visible(strip.getScene().getRoot()).stream()
                .filter(Labeled.class::isInstance).map(Labeled.class::cast).filter(ScalingWalk::isCut)
                .map(Labeled::getText).toList())).isEmpty();
        new FxRobot().type(KeyCode.ESCAPE);
        player.settle();
        assertThat(strip.isShowing()).isFalse();
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void sessionsSettingsAndHelp(Appearance appearance) throws Exception {
        player.bench().apply(player.bench().planInstall(player.bench().addInstall(player.steamGame()),
                player.bench().presets().get(1)));
        for (int i = 1; i <= 2; i++) {
            RecordedRun run = new RecordedRun(Instant.parse("2026-11-18T18:30:00Z").plusSeconds(i * 90_000L), "run" + i,
                    500, i);
            run.playTo(player.sessionRecorder());
            run.leave(player.sessionRecorder());
        }
        player.open(appearance, 1280, 800);
        player.page("sessions");
        walk("sessions");
        ListView<?> list = (ListView<?>) player.stage().getScene().getRoot().lookup(".session-list");
        Screens.run(list.getSelectionModel()::selectAll);
        player.settle();
        walk("compared sessions");
        Screens.run(() -> list.getSelectionModel().clearAndSelect(0));
        player.settle();
        player.press("Delete");
        walk("a deleted session");
        player.page("settings");
        walk("plugin");
        player.press("Presets").press("Duplicate");
        walk("presets");
        player.press("Manager");
        walk("manager");
        for (String page : List.of("setup", "live", "sessions", "settings")) {
            player.page(page);
            new FxRobot().type(KeyCode.F1);
            player.settle();
            walk("help " + page);
            new FxRobot().type(KeyCode.ESCAPE);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void arrowsChooseInAGroup() throws Exception {
        player.bench().apply(player.bench().planInstall(player.bench().addInstall(player.steamGame()),
                player.bench().presets().get(1)));
        FullRun run = new FullRun(player.recorder()).play(60);
        player.watch().found(run.state());
        player.watch().says(run.snapshot(), run.details(), run.threads());
        player.open(Appearance.DARK, 1280, 800);
        focus("Setup");
        press(KeyCode.DOWN);
        assertThat(player.window().shell().front()).isNotNull().extracting(Page::id).isEqualTo("live");
        focus("Graphs");
        press(KeyCode.RIGHT);
        assertThat(seen(".memory-map")).isTrue();
        focus("1 min");
        press(KeyCode.RIGHT);
        assertThat(player.window().live().view().span()).isEqualTo(TimeView.Span.FIVE_MINUTES);
        focus("Live");
        press(KeyCode.DOWN);
        press(KeyCode.DOWN);
        assertThat(player.window().shell().front()).isNotNull().extracting(Page::id).isEqualTo("settings");
        focus("Plugin");
        press(KeyCode.RIGHT);
        assertThat(seen(".preset-list")).isTrue();
    }

    private void focus(String words) throws InterruptedException {
        Screens.run(() -> player.buttons(button -> words.equals(button.getText())).getFirst().requestFocus());
    }

    private void press(KeyCode key) throws InterruptedException {
        new FxRobot().type(key);
        player.settle();
    }

    private boolean seen(String selector) throws InterruptedException {
        return Screens.call(() -> PlayersWindow.visible(player.stage().getScene().getRoot()).stream()
                .anyMatch(node -> ("." + String.join(".", node.getStyleClass())).contains(selector)));
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void theFaultDialog(Appearance appearance) throws Exception {
        player.open(appearance, 1280, 800);
        Platform.runLater(() -> new ErrorWindow(player.texts()).show(new IllegalStateException("an example")));
        player.settle();
        Stage dialog = player.stage(DialogPane.class);
        walk("fault", dialog);
        Screens.run(dialog::close);
        assertThat(faults).isEmpty();
    }
}
