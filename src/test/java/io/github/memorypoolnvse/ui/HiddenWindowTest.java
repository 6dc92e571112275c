package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.ui.theme.Appearance;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the window asks for while nobody can see it. */
class HiddenWindowTest {

    @TempDir
    Path folder;

    @Test
    void theGameIsReadLessOftenWhileTheWindowIsMinimised() throws Exception {
        try (PlayersWindow player = new PlayersWindow(folder, Locale.ENGLISH).open(Appearance.DARK, 1280, 800)) {
            assertThat(player.watch().rests()).isFalse();
            Screens.run(() -> player.stage().setIconified(true));
            player.settle();
            assertThat(player.watch().rests()).isTrue();
            Screens.run(() -> player.stage().setIconified(false));
            player.settle();
            assertThat(player.watch().rests()).isFalse();
        }
    }
}
