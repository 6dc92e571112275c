package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.platform.LivePlatform;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.telemetry.Attachment;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.GameWatcher;
import io.github.memorypoolnvse.telemetry.PluginMode;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import io.github.memorypoolnvse.telemetry.Ticker;
import io.github.memorypoolnvse.telemetry.WatchTiming;
import io.github.memorypoolnvse.ui.live.AlertRule;
import io.github.memorypoolnvse.ui.live.CompactStrip;
import io.github.memorypoolnvse.ui.theme.Appearance;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** Plays the practice game in front of the window and draws every page and state that shows its numbers. */
@Timeout(240)
class PicturesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LONG_RUN = "45";
    private static final String SHORT_RUN = "6";

    @TempDir
    Path folder;

    /** The longest game's, every half second. */
    private final List<ThreadTable> threads = new ArrayList<>();
    private PlayersWindow player;
    private Install install;

    @BeforeEach
    void installThePracticeGame() throws Exception {
        player = new PlayersWindow(folder, Locale.ENGLISH);
        install = player.bench().addInstall(player.steamGame());
        Files.delete(install.executable().file());
        PracticeGame.copyTo(nativeBuild().resolve("practice/game"), player.steamGame());
    }

    @AfterEach
    void close() {
        player.close();
    }

    private static Path nativeBuild() {
        return Path.of(System.getProperty("memorypool.native", "target/native")).toAbsolutePath();
    }

    @Test
    void whatTheGameSaysAsItIsSeen() throws Exception {
        List<Preset> presets = player.bench().presets();
        play(presets.get(0), SHORT_RUN, "--threads", "3", "--scale", "0.6");
        player.sessions().describe(player.sessions().all().getFirst().id(), "Before the textures", "");
        play(presets.get(1), SHORT_RUN, "--threads", "4", "--fault", "crash", "--fault-frame", "100");
        Session crashed = player.sessions().all().getFirst();
        assertThat(crashed.summary().farewell()).isFalse();
        player.open(Appearance.DARK, DashboardSnapshot.WIDTH, DashboardSnapshot.HEIGHT).page("live");
        Attachment last = play(presets.get(3), LONG_RUN, "--threads", "5", "--late-frees");

        assertThat(player.sessions().all().getFirst().summary().farewell()).isTrue();

        GameState attached = new GameState.Attached(last, PluginMode.ACTIVE);
        for (Appearance appearance : List.of(Appearance.DARK, Appearance.LIGHT)) {
            wear(appearance);
            Album album = new Album(player.home(), appearance);
            live(album, last, attached);
            sessions(album);
        }
    }

    /** Plays one game to its end while the watch looks on, and says whom it was attached to. */
    private Attachment play(Preset preset, String seconds, String... options) throws Exception {
        player.bench().apply(player.bench().planInstall(install, preset));
        List<String> arguments = new ArrayList<>(List.of("--seconds", seconds));
        arguments.addAll(List.of(options));
        try (PracticeGame game = PracticeGame.start(player.steamGame(), nativeBuild().resolveSibling("wine32"),
                arguments)) {
            LivePlatform platform = LivePlatform.current().only(pid -> pid == game.process().pid());
            try (GameWatcher watcher = new GameWatcher(platform.processes(), platform.blocks(),
                    WatchTiming.standard(), Ticker.system())) {
                watcher.addSink(player.recorder());
                watcher.addSink(player.sessionRecorder());
                watcher.addListener(player.sessionRecorder());
                watcher.start();
                await().atMost(PATIENCE).until(() -> watcher.state() instanceof GameState.Attached);
                Attachment attachment = ((GameState.Attached) watcher.state()).attachment();
                threads.clear();
                long kept = System.nanoTime();
                while (!(watcher.state() instanceof GameState.Gone)) {
                    player.watch().found(watcher.state());
                    if (System.nanoTime() - kept > 500_000_000L && !game.hasTruth()) {
                        kept = System.nanoTime();
                        threads.add(watcher.threads());
                    }
                    // As it was in the middle of the game: at its end the plugin puts everything back.
                    if (!game.hasTruth()) {
                        player.watch().says(watcher.snapshot(), watcher.details(), watcher.threads());
                    }
                    Thread.sleep(100);
                }
                return attachment;
            }
        }
    }

    private void live(Album album, Attachment game, GameState attached) throws Exception {
        player.page("live");
        found(attached);
        new FxRobot().type(KeyCode.DIGIT1);
        player.press("Graphs");
        album.take(player.stage(), "live-graphs");
        player.press("Memory map");
        album.take(player.stage(), "live-map");
        player.watch().replay(threads.subList(threads.size() / 2, threads.size()));
        player.press("Threads");
        Thread.sleep(2500);
        album.take(player.stage(), "live-threads");
        player.press("Plugin");
        List<String> tabs = List.of("live-plugin", "live-patches", "live-parts", "live-calls", "live-budgets");
        for (int place = 0; place < tabs.size(); place++) {
            tab(place);
            album.take(player.stage(), tabs.get(place));
        }
        player.press("Graphs");
        found(new GameState.Frozen(game, GameState.Frozen.Cause.MAIN_LOOP));
        album.take(player.stage(), "live-frozen");
        found(new GameState.Closing(game));
        album.take(player.stage(), "live-closing");
        found(attached);
        Screens.run(() -> player.window().live().warnBy(List.of(
                new AlertRule("total.live_bytes", AlertRule.Test.ABOVE, 1 << 20, 1 << 19, Severity.WARNING))));
        Thread.sleep(1500);
        album.take(player.stage(), "live-alert");
        Screens.run(() -> player.window().live().warnBy(List.of()));
        compact(album);
        found(new GameState.Gone(game, GameState.Gone.How.CLOSED));
        album.take(player.stage(), "live-gone");
    }

    private void tab(int place) throws InterruptedException {
        Screens.run(() -> ((TabPane) player.stage().getScene().getRoot().lookup(".details")).getSelectionModel()
                .select(place));
        player.settle();
    }

    private void compact(Album album) throws Exception {
        new FxRobot().type(KeyCode.C);
        Stage strip = player.stage(CompactStrip.class);
        Thread.sleep(600);
        album.take(strip, "compact");
        Screens.run(() -> {
            strip.hide();
            player.stage().setIconified(false);
        });
        player.settle();
    }

    private void found(GameState state) throws InterruptedException {
        player.watch().found(state);
        Thread.sleep(600);
        player.settle();
    }

    private void sessions(Album album) throws Exception {
        player.page("sessions");
        new FxRobot().type(KeyCode.F5);
        player.settle();
        assertThat(player.sessions().all()).hasSize(3);
        album.take(player.stage(), "sessions");
        Screens.run(() -> ((ListView<?>) player.stage().getScene().getRoot().lookup(".session-list"))
                .getSelectionModel().selectAll());
        player.settle();
        album.take(player.stage(), "sessions-compare");
        Screens.run(() -> ((ListView<?>) player.stage().getScene().getRoot().lookup(".session-list"))
                .getSelectionModel().clearAndSelect(0));
        player.settle();
        player.press("Delete");
        album.take(player.stage(), "sessions-deleted");
        player.press("Take it back");
    }

    @SuppressWarnings("unchecked")
    private void wear(Appearance appearance) throws InterruptedException {
        player.page("settings").press("Manager");
        String words = player.texts().of("ui.settings.appearance." + appearance.name().toLowerCase(Locale.ROOT));
        Screens.run(() -> PlayersWindow.visible(player.stage().getScene().getRoot()).stream()
                .filter(node -> node instanceof ComboBox<?> box && box.getItems().contains(words))
                .map(node -> (ComboBox<String>) node).findFirst().orElseThrow().setValue(words));
        player.settle();
    }
}
