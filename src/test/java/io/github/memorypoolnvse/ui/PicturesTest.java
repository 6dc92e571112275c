package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.deploy.PluginState;
import io.github.memorypoolnvse.game.LaunchCommand;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.game.health.Severity;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.telemetry.GameInstance;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;

/** Draws every page and state that needs no game's numbers, and holds it against the kept picture. */
class PicturesTest {

    private static final long MOST_BYTES = 4 << 20;

    @TempDir
    Path folder;

    private PlayersWindow player;
    private @Nullable Album album;

    @BeforeEach
    void makeAHome() throws IOException {
        player = new PlayersWindow(folder, Locale.ENGLISH);
    }

    @AfterEach
    void close() {
        player.close();
        if (album != null) {
            assertThat(album.unlike()).as("pictures unlike the kept ones: look at target/pictures, and run"
                    + " tools/refresh-pictures.sh when the change is meant").isEmpty();
        }
    }

    private void open(Appearance appearance) throws Exception {
        album = new Album(player.home(), appearance);
        player.open(appearance, DashboardSnapshot.WIDTH, DashboardSnapshot.HEIGHT);
    }

    private Album album() {
        return Objects.requireNonNull(album);
    }

    private void take(String name) throws Exception {
        album().take(player.stage(), name);
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void fromTheFirstStartToPlaying(Appearance appearance) throws Exception {
        open(appearance);
        take("setup-welcome");
        player.page("live");
        take("live-no-install");
        player.page("settings").page("setup");

        player.bench().addInstall(player.steamGame());
        new FxRobot().type(KeyCode.F5);
        player.settle();
        take("setup-install");
        player.press("Install");
        take("setup-installed");
        choose("Extreme");
        take("setup-preset");
        Files.write(player.steamGame().resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll"), new byte[314_159]);
        player.bench().installedCountsAs(PluginState.OLDER);
        new FxRobot().type(KeyCode.F5);
        player.settle();
        take("setup-update");
        player.bench().installedCountsAs(PluginState.ALTERED);
        new FxRobot().type(KeyCode.F5);
        player.settle();
        take("setup-repair");
        player.bench().installedCountsAs(PluginState.CURRENT);
        player.press("Repair");
        player.watch().found(new GameState.WaitingForFirstSample(StagedWatch.game(4711)));
        new FxRobot().type(KeyCode.F5);
        player.settle();
        take("setup-playing");
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void whatIsFoundAndMended(Appearance appearance) throws Exception {
        Path gog = player.home().resolve("Games/Heroic/Fallout New Vegas");
        player.bench().addPlainInstall(gog);
        player.bench().find(Finding.of(Severity.PROBLEM, "nvse.missing").mendedBy(Fix.GET_XNVSE));
        player.bench().find(Finding.of(Severity.WARNING, "plugin.disabled", "MemoryPoolNVSE.dll.disabled")
                .mendedBy(Fix.SHOW_FILES));
        open(appearance);
        player.press("Got it");
        choose("Extreme");
        take("setup-findings");
        player.press("Set the flag");
        take("setup-proposal");
        player.press("Not now");

        player.bench().addInstall(player.steamGame());
        new FxRobot().type(KeyCode.F5);
        player.settle();
        MenuButton change = (MenuButton) player.buttons(button -> button.getText().equals("Change")).getFirst();
        Screens.run(() -> album().disguise(player.stage().getScene().getRoot()));
        Screens.run(change::show);
        player.settle();
        take("setup-several");
        Screens.run(change::hide);
        Screens.run(() -> player.window().drop(List.of(player.home().resolve("Downloads/NVAC-75260.7z"))));
        player.settle();
        take("setup-dropped");
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void whatKeepsSteamFromLoadingThePlugin(Appearance appearance) throws Exception {
        player.bench().apply(player.bench().planInstall(player.bench().addInstall(player.steamGame()),
                preset("Recommended")));
        player.bench().find(Finding.of(Severity.WARNING, "launch.steam", LaunchCommand.STEAM_OPTION)
                .mendedBy(Fix.COPY_LAUNCH_OPTION));
        open(appearance);
        take("setup-launch-option");
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void whatTheWatchFinds(Appearance appearance) throws Exception {
        player.bench().addInstall(player.steamGame());
        open(appearance);
        player.page("live");
        GameInstance game = StagedWatch.game(4711);
        take("live-not-running");
        found(new GameState.RunningWithoutPlugin(game), "live-without-plugin");
        found(new GameState.WaitingForFirstSample(game), "live-waiting");
        found(new GameState.ForeignBlock(game, "its sizes contradict each other"), "live-foreign");
        found(new GameState.NewerBlock(game, 2), "live-newer");
        found(new GameState.NoPermission(game, "it belongs to another user"), "live-no-permission");
        player.watch().running(List.of(game, StagedWatch.game(4802)));
        found(new GameState.RunningWithoutPlugin(game), "live-several");
        player.page("sessions");
        take("sessions-none");
    }

    private void found(GameState state, String name) throws Exception {
        player.watch().found(state);
        player.settle();
        take(name);
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void settingsAndHelp(Appearance appearance) throws Exception {
        player.bench().apply(player.bench().planInstall(player.bench().addInstall(player.steamGame()), preset("Ultra")));
        open(appearance);
        player.page("settings");
        take("settings-plugin");
        TextField field = Screens.call(() -> PlayersWindow.visible(player.stage().getScene().getRoot()).stream()
                .filter(node -> "Quarantine (frames)".equals(node.getAccessibleText())).map(TextField.class::cast)
                .findFirst().orElseThrow());
        Screens.run(() -> {
            field.requestFocus();
            field.setText("90");
        });
        player.settle();
        take("settings-refused");
        Screens.run(() -> {
            field.setText("5");
            player.stage().fireEvent(new WindowEvent(player.stage(), WindowEvent.WINDOW_CLOSE_REQUEST));
        });
        player.settle();
        take("settings-unsaved");
        player.press("Keep editing");
        Screens.run(() -> field.setText("3"));
        player.settle();
        player.press("Presets").press("Duplicate");
        take("settings-presets");
        player.press("Manager");
        take("settings-manager");
        Screens.run(() -> PlayersWindow.visible(player.stage().getScene().getRoot()).stream()
                .filter(ScrollPane.class::isInstance).map(ScrollPane.class::cast).forEach(pane -> pane.setVvalue(1)));
        take("settings-alerts");
        for (String page : List.of("setup", "live", "sessions", "settings")) {
            player.page(page);
            new FxRobot().type(KeyCode.F1);
            player.settle();
            take("help-" + page);
            new FxRobot().type(KeyCode.ESCAPE);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void aFaultOfOurOwn(Appearance appearance) throws Exception {
        player.bench().addInstall(player.steamGame());
        open(appearance);
        Platform.runLater(() -> new ErrorWindow(player.texts()).show(new IllegalStateException("an example")));
        player.settle();
        Stage dialog = player.stage(DialogPane.class);
        Screens.run(() -> {
            dialog.setX(player.stage().getX() + (player.stage().getWidth() - dialog.getWidth()) / 2);
            dialog.setY(player.stage().getY() + (player.stage().getHeight() - dialog.getHeight()) / 2);
        });
        player.settle();
        take("error");
        Screens.run(dialog::close);
    }

    @Test
    void everyPictureIsKeptAndSmall() throws IOException {
        Set<String> kept;
        try (Stream<Path> files = Files.list(Album.KEPT)) {
            kept = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".png"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertThat(kept).isEqualTo(Album.files());
        long bytes = 0;
        for (String name : kept) {
            Album.assertShowsSomething(ImageIO.read(Album.KEPT.resolve(name).toFile()), name);
            bytes += Files.size(Album.KEPT.resolve(name));
        }
        assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
    }

    private void choose(String id) throws InterruptedException {
        Screens.run(() -> presets().setValue(preset(id)));
        player.settle();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Preset> presets() {
        return (ComboBox<Preset>) player.stage().getScene().getRoot().lookup(".preset-part .combo-box");
    }

    private Preset preset(String id) {
        return player.bench().presets().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }
}
