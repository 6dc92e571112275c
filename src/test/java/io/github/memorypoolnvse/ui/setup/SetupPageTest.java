package io.github.memorypoolnvse.ui.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.deploy.NvseArchive;
import io.github.memorypoolnvse.game.LaunchCommand;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.PresetJson;
import io.github.memorypoolnvse.ui.Screens;
import io.github.memorypoolnvse.ui.Shell;
import io.github.memorypoolnvse.ui.theme.Appearance;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;

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
            SetupPage made = new SetupPage(model, texts, () -> { });
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
            SetupPage made = new SetupPage(model, texts, () -> { });
            stage = show(made, Appearance.DARK, texts);
            model.welcome(() -> { });
            model.rescan();
            return made;
        });

        assertThat(page.step().getText()).isEqualTo("Choose the game folder");
        assertThat(page.step().isDisabled()).isFalse();
        Screens.write(stage, "setup-none", Appearance.DARK);

        bench.addInstall(folder.resolve("steamapps/common/Fallout New Vegas"));
        Screens.run(model::rescan);
        Screens.write(stage, "setup-first", Appearance.DARK);
        Button understood = new FxRobot().from(stage.getScene().getRoot()).lookup("Got it").queryButton();
        Screens.run(understood::requestFocus);
        Screens.run(understood::fire);
        Screens.settle(stage);
        assertThat(stage.getScene().getFocusOwner()).as("keys still go somewhere").isNotNull().isNotSameAs(understood);
        assertThat(understood.getParent().getParent().isVisible()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void aMendButtonShowsWhatItWillWriteAndEnterWritesIt(Appearance appearance) throws Exception {
        SetupBench bench = new SetupBench(folder);
        Path game = folder.resolve("GOG Games/Fallout New Vegas");
        bench.addPlainInstall(game);
        bench.find(Finding.of(io.github.memorypoolnvse.game.health.Severity.PROBLEM, "nvse.missing")
                .mendedBy(Fix.GET_XNVSE));
        bench.find(Finding.of(io.github.memorypoolnvse.game.health.Severity.WARNING, "plugin.disabled",
                "MemoryPoolNVSE.dll.disabled").mendedBy(Fix.SHOW_FILES));
        Texts texts = new Texts(Locale.ENGLISH);
        SetupViewModel model = new SetupViewModel(bench, texts, Runnable::run, Runnable::run);
        SetupPage page = Screens.call(() -> {
            SetupPage made = new SetupPage(model, texts, () -> { });
            stage = show(made, appearance, texts);
            model.rescan();
            return made;
        });
        FxRobot robot = new FxRobot();
        Screens.write(stage, "setup-findings", appearance);
        Button mend = robot.from(page.findings().toArray(Node[]::new)).lookup("Set the flag").queryButton();

        Screens.run(mend::fire);
        Screens.write(stage, "setup-proposal", appearance);
        assertThat(robot.from(stage.getScene().getRoot()).lookup(".primary").queryAll()).as("one stands out")
                .containsExactly(robot.from(stage.getScene().getRoot()).lookup(".proposal .primary").query());
        assertThat(bench.installs().getFirst().executable().largeAddressAware()).isFalse();

        Screens.run(() -> List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED).forEach(this::enter));
        Screens.write(stage, "setup-mended", appearance);
        assertThat(bench.installs().getFirst().executable().largeAddressAware()).isTrue();
        assertThat(page.findings()).noneSatisfy(line ->
                assertThat(robot.from(line).lookup("Set the flag").queryAll()).isNotEmpty());
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void aGameThatWouldStartWithoutXnvseHasItsMendAsTheOneButton(Appearance appearance) throws Exception {
        SetupBench bench = new SetupBench(folder);
        bench.addInstall(folder.resolve("steamapps/common/Fallout New Vegas"));
        Texts texts = new Texts(Locale.ENGLISH);
        SetupViewModel model = new SetupViewModel(bench, texts, Runnable::run, Runnable::run);
        SetupPage page = Screens.call(() -> {
            SetupPage made = new SetupPage(model, texts, () -> { });
            stage = show(made, appearance, texts);
            model.rescan();
            return made;
        });
        Screens.run(page.step()::fire);
        bench.find(Finding.of(io.github.memorypoolnvse.game.health.Severity.WARNING, "launch.steam",
                LaunchCommand.STEAM_OPTION).mendedBy(Fix.COPY_LAUNCH_OPTION));
        Screens.run(model::rescan);
        assertThat(page.step().getText()).isEqualTo("Copy the launch option");
        Screens.write(stage, "setup-launch-steam", appearance);

        Screens.run(page.step()::fire);
        assertThat(Screens.call(() -> Clipboard.getSystemClipboard().getString())).isEqualTo(LaunchCommand.STEAM_OPTION);
        assertThat(page.step().getText()).isEqualTo("Launch");
        Screens.write(stage, "setup-launch-copied", appearance);

        Finding missing = Finding.of(io.github.memorypoolnvse.game.health.Severity.PROBLEM, "nvse.missing")
                .mendedBy(Fix.GET_XNVSE);
        bench.find(missing);
        Screens.run(model::rescan);
        assertThat(page.step().getText()).isEqualTo("Get xNVSE");
        Screens.write(stage, "setup-nvse-missing", appearance);

        bench.mended(missing);
        Scene scene = stage.getScene();
        Parent whole = scene.getRoot();
        Screens.run(() -> scene.setRoot(new Region()));
        Screens.run(() -> scene.setRoot(whole));
        assertThat(page.step().getText()).as("looked again on coming back").isNotEqualTo("Get xNVSE");
    }

    @Test
    void aGameOfModOrganizerSaysWhereItIsStarted() throws Exception {
        SetupBench bench = new SetupBench(folder);
        bench.addInstall(folder.resolve("steamapps/common/Fallout New Vegas"));
        Texts texts = new Texts(Locale.GERMAN);
        SetupViewModel model = new SetupViewModel(bench, texts, Runnable::run, Runnable::run);
        SetupPage page = Screens.call(() -> {
            SetupPage made = new SetupPage(model, texts, () -> { });
            stage = show(made, Appearance.DARK, texts);
            model.rescan();
            return made;
        });
        Screens.run(page.step()::fire);
        bench.find(Finding.of(io.github.memorypoolnvse.game.health.Severity.INFO, "launch.organizer", "/mo2/mods"));
        Screens.run(model::rescan);

        assertThat(page.step().getText()).isEqualTo("Starte es aus Mod Organizer 2");
        assertThat(page.step().isDisabled()).isTrue();
        Screens.write(stage, "setup-organizer", Appearance.DARK);
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void whatIsDroppedIsProposedOrOffered(Appearance appearance) throws Exception {
        SetupBench bench = new SetupBench(folder);
        bench.addInstall(folder.resolve("steamapps/common/Fallout New Vegas"));
        Texts texts = new Texts(Locale.ENGLISH);
        SetupViewModel model = new SetupViewModel(bench, texts, Runnable::run, Runnable::run);
        SetupPage page = Screens.call(() -> {
            SetupPage made = new SetupPage(model, texts, () -> { });
            stage = show(made, appearance, texts);
            model.rescan();
            return made;
        });
        Path preset = folder.resolve("mine.json");
        new PresetJson(bench.engineBudgets()).write(preset, new Preset("Mine", preset(bench, "Ultra").budgets()));
        Screens.run(() -> model.drop(List.of(preset)));
        assertThat(page.presets().getValue().id()).isEqualTo("Mine");
        assertThat(page.presets().getItems()).contains(page.presets().getValue());

        Path archive = NvseArchive.zip(folder.resolve("xnvse.zip"), "");
        Screens.run(() -> model.drop(List.of(archive)));
        Button confirm = new FxRobot().from(stage.getScene().getRoot()).lookup("Install xNVSE").queryButton();
        Screens.write(stage, "setup-xnvse", appearance);
        Screens.run(confirm::fire);
        assertThat(folder.resolve("steamapps/common/Fallout New Vegas/nvse_1_4.dll")).exists();
    }

    private void enter(EventType<KeyEvent> type) {
        Event.fireEvent(stage.getScene().getFocusOwner(),
                new KeyEvent(type, "", "", KeyCode.ENTER, false, false, false, false));
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
