package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.event.Event;
import javafx.scene.control.TextField;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of changed settings when another copy of the game is chosen or the window is closed. */
class UnsavedSettingsTest {

    @TempDir
    Path folder;

    private PlayersWindow player;
    private Install game;

    @BeforeEach
    void installThePlugin() throws IOException {
        player = new PlayersWindow(folder, Locale.ENGLISH);
        game = player.bench().addInstall(player.steamGame());
        player.bench().apply(player.bench().planInstall(game, player.bench().presets().get(1)));
    }

    @AfterEach
    void close() {
        player.close();
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void closingAsksInTheWindow(Appearance appearance) throws Exception {
        player.open(appearance, 1280, 800).page("settings");
        changeTheFrames("7");
        player.page("live");
        requestClose();

        assertThat(player.stage().isShowing()).isTrue();
        assertThat(player.window().shell().front()).isNotNull().extracting(Page::id).isEqualTo("settings");
        Screens.write(player.stage(), "settings-unsaved", appearance);
        assertThat(player.buttons(button -> "Save".equals(button.getText()))).as("one way to save").isEmpty();
        player.press("Keep editing");
        assertThat(player.buttons(button -> "Save".equals(button.getText()))).hasSize(1);
        assertThat(player.stage().isShowing()).isTrue();
        assertThat(player.buttons(button -> "Save and close".equals(button.getText()))).isEmpty();

        requestClose();
        press("Save and close");
        assertThat(player.stage().isShowing()).isFalse();
        assertThat(ini()).contains("QuarantineFrames=7");
    }

    @Test
    void nothingIsAskedWhereNothingWasChanged() throws Exception {
        player.open(Appearance.DARK, 1280, 800).page("settings");
        requestClose();

        assertThat(player.stage().isShowing()).isFalse();
    }

    @Test
    void theFileStaysWhereTheChangesAreDiscarded() throws Exception {
        String before = ini();
        player.open(Appearance.DARK, 1280, 800).page("settings");
        changeTheFrames("7");
        requestClose();
        press("Discard and close");

        assertThat(player.stage().isShowing()).isFalse();
        assertThat(ini()).isEqualTo(before);
    }

    @Test
    void aCopyChosenWhileTheSettingsAreInViewIsShownThere() throws Exception {
        player.open(Appearance.DARK, 1280, 800).page("settings");
        Install other = player.bench().addInstall(player.home().resolve("Games/Other"));
        player.bench().apply(player.bench().planInstall(other, player.bench().presets().get(1)));
        Path file = other.folder().resolve(PluginIni.TARGET);
        Files.writeString(file, Files.readString(file).replace("QuarantineFrames=3", "QuarantineFrames=11"));
        Screens.run(() -> player.window().drop(List.of(other.folder())));
        player.page("settings");

        assertThat(frames()).isEqualTo("11");
    }

    private void changeTheFrames(String value) throws InterruptedException {
        Screens.run(() -> framesField().setText(value));
        player.settle();
    }

    private String frames() throws InterruptedException {
        return Screens.call(() -> framesField().getText());
    }

    private TextField framesField() {
        return PlayersWindow.visible(player.stage().getScene().getRoot()).stream()
                .filter(TextField.class::isInstance).map(TextField.class::cast)
                .filter(field -> player.texts().of("ui.ini.Heap.QuarantineFrames").equals(field.getAccessibleText()))
                .findFirst().orElseThrow();
    }

    private void requestClose() throws InterruptedException {
        Screens.run(() -> Event.fireEvent(player.stage(),
                new WindowEvent(player.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    private void press(String words) throws InterruptedException {
        Screens.run(() -> player.buttons(button -> words.equals(button.getText())).getFirst().fire());
        Screens.run(() -> { }); // what was written reports back
    }

    private String ini() throws IOException {
        return Files.readString(game.folder().resolve(PluginIni.TARGET));
    }
}
