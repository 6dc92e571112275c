package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.ui.theme.Appearance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnkeptSettingsTest {

    @TempDir
    Path folder;

    @Test
    void settingsThatCannotBeWrittenAreSaidToBeLostWithTheWindow() throws Exception {
        try (PlayersWindow player = new PlayersWindow(folder, Locale.ENGLISH)) {
            player.bench().addInstall(player.steamGame());
            player.open(Appearance.LIGHT, 1280, 800).page("settings").press("Manager");
            assertThat(words(player)).noneMatch(text -> text.startsWith("These settings could not be written"));

            Path file = folder.resolve("window.json");
            Files.delete(file);
            Files.createDirectories(file.resolve("in the way"));
            Screens.run(() -> player.window().keep(player.window().settings().withRefresh(5)));
            player.settle();
            assertThat(words(player)).anyMatch(text -> text.startsWith("These settings could not be written"));
            Screens.write(player.stage(), "settings-unkept", Appearance.LIGHT);
            player.press("Presets");
            assertThat(words(player)).noneMatch(text -> text.startsWith("These settings could not be written"));
        }
    }

    private static List<String> words(PlayersWindow player) throws InterruptedException {
        return Screens.call(() -> PlayersWindow.visible(player.stage().getScene().getRoot()).stream()
                .filter(Labeled.class::isInstance).map(node -> ((Labeled) node).getText())
                .filter(Objects::nonNull).toList());
    }
}
