package io.github.memorypoolnvse.ui.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.ui.Screens;
import io.github.memorypoolnvse.ui.Shell;
import io.github.memorypoolnvse.ui.theme.Appearance;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SetupPageTest {

    @TempDir
    Path folder;

    private Stage stage;

    @AfterEach
    void close() throws InterruptedException {
        Screens.run(() -> stage.close());
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void pressingTheOneButtonInstallsThenOffersToLaunch(Appearance appearance) throws Exception {
        SetupBench bench = new SetupBench(folder);
        Path game = folder.resolve("steamapps/common/Fallout New Vegas");
        bench.addInstall(game);
        Texts texts = new Texts(Locale.ENGLISH);
        SetupViewModel model = new SetupViewModel(bench, texts, Runnable::run, Runnable::run);
        SetupPage page = Screens.call(() -> {
            SetupPage made = new SetupPage(model, texts, _ -> { });
            stage = show(made, appearance, texts);
            model.rescan();
            return made;
        });
        assertThat(page.step().getText()).isEqualTo("Install");
        Screens.write(stage, "setup-install", appearance);

        Screens.run(page.step()::fire);
        assertThat(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll")).exists();
        assertThat(page.step().getText()).isEqualTo("Launch");
        Screens.write(stage, "setup-launch", appearance);

        Screens.run(() -> page.presets().setValue(preset(bench, "Extreme")));
        assertThat(page.step().getText()).isEqualTo("Apply the preset");
        Screens.write(stage, "setup-preset", appearance);
    }

    @Test
    void withoutAGameThePageWelcomesAndAsksForTheFolder() throws Exception {
        SetupBench bench = new SetupBench(folder);
        Texts texts = new Texts(Locale.ENGLISH);
        SetupViewModel model = new SetupViewModel(bench, texts, Runnable::run, Runnable::run);
        SetupPage page = Screens.call(() -> {
            SetupPage made = new SetupPage(model, texts, _ -> { });
            stage = show(made, Appearance.DARK, texts);
            model.rescan();
            return made;
        });

        assertThat(page.step().getText()).isEqualTo("Choose the game folder");
        assertThat(page.step().isDisabled()).isFalse();
        Screens.write(stage, "setup-none", Appearance.DARK);
    }

    private static Stage show(SetupPage page, Appearance appearance, Texts texts) {
        Shell shell = new Shell(List.of(new Shell.Entry("setup", () -> page), new Shell.Entry("live", () -> page)), texts);
        shell.open("setup");
        shell.showGame(Severity.INFO, "The game is not running");
        return Screens.show(shell.root(), appearance);
    }

    private static Preset preset(SetupBench bench, String id) {
        return bench.presets().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }
}
