package io.github.memorypoolnvse.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.format.IniDocument;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.ui.Screens;
import io.github.memorypoolnvse.ui.Shell;
import io.github.memorypoolnvse.ui.live.AlertRule;
import io.github.memorypoolnvse.ui.setup.SetupBench;
import io.github.memorypoolnvse.ui.live.DashboardLayout;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsPageTest {

    @TempDir
    Path folder;

    private final Texts texts = new Texts(Locale.ENGLISH);
    private SetupBench bench;
    private Install install;
    private PluginSettingsViewModel model;

    @BeforeEach
    void installThePlugin() throws IOException {
        bench = new SetupBench(folder);
        install = bench.addInstall(folder.resolve("game"));
        bench.apply(bench.planInstall(install, bench.presets().get(1)));
        model = new PluginSettingsViewModel(bench, () -> install, texts, Runnable::run, Runnable::run);
        model.load();
    }

    @Test
    void everyKeyThatShipsIsOfferedWithTheStandardThatShips() throws IOException {
        IniDocument bundled = IniDocument.parse(PluginIni.bundled().bytes());

        for (PluginSetting setting : PluginSetting.ALL) {
            assertThat(bundled.value(setting.section(), setting.key()).map(setting::normal))
                    .as("[%s] %s", setting.section(), setting.key()).contains(setting.standard());
            assertThat(setting.accepts(setting.standard())).isTrue();
            for (String key : bundled.keys(setting.section())) {
                boolean presets = setting.section().equals("Budgets") && key.equals("Preset");
                assertThat(presets || PluginSetting.ALL.stream().anyMatch(each ->
                        each.section().equals(setting.section()) && each.key().equals(key))).as(key).isTrue();
            }
        }
    }

    @Test
    void whatIsSavedChangesItsLineAndNothingElse() throws IOException {
        Path ini = folder.resolve("game/Data/NVSE/Plugins/MemoryPoolNVSE.ini");
        String before = Files.readString(ini) + "\r\n[Mine]\r\n; kept\r\nKey=  as it is\r\n";
        Files.writeString(ini, before);
        model.load();

        assertThat(model.edit(setting("Heap", "QuarantineFrames"), "7")).isTrue();
        assertThat(model.changed().get()).isTrue();
        model.save();

        assertThat(Files.readString(ini)).isEqualTo(before.replace("QuarantineFrames=3", "QuarantineFrames=7"));
        assertThat(model.changed().get()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Heap,QuarantineFrames,61", "Heap,QuarantineFrames,-1", "Heap,PoolMB,many", "Statistics,SamplePeriodMs,9",
        "Heap,Allocator,hoard", "Log,Level,loud"})
    void aValueThePluginWouldNotTakeIsRefused(String section, String key, String value) {
        String before = model.value(setting(section, key));

        assertThat(model.edit(setting(section, key), value)).isFalse();

        assertThat(model.value(setting(section, key))).isEqualTo(before);
        assertThat(Objects.requireNonNull(model.notice().get()).text()).contains(value);
        assertThat(model.changed().get()).isFalse();
    }

    @Test
    void whereWindowsRefusesTheFolderTheSecondSaveAsksForAnAdministrator() throws IOException {
        Path ini = folder.resolve("game/Data/NVSE/Plugins/MemoryPoolNVSE.ini");
        String before = Files.readString(ini);
        bench.refuseTheFolder();
        model.edit(setting("Heap", "QuarantineFrames"), "7");

        model.save();
        assertThat(model.rightsNeeded().get()).isTrue();
        assertThat(model.changed().get()).isTrue();
        assertThat(Objects.requireNonNull(model.notice().get()).text()).contains(folder.resolve("game").toString());
        assertThat(ini).hasContent(before);

        model.edit(setting("Heap", "QuarantineFrames"), "9");
        assertThat(model.rightsNeeded().get()).as("another plan is to be refused first").isFalse();
        model.save();
        assertThat(bench.elevated()).isEmpty();
        model.save();
        assertThat(bench.elevated()).hasSize(1);
        assertThat(ini).hasContent(before.replace("QuarantineFrames=3", "QuarantineFrames=9"));
        assertThat(model.rightsNeeded().get()).isFalse();
        assertThat(model.changed().get()).isFalse();
    }

    @Test
    void theStandardValuesComeBack() {
        model.edit(setting("Log", "Level"), "debug");
        model.standard();

        assertThat(model.value(setting("Log", "Level"))).isEqualTo("info");
    }

    @Test
    void theManagersOwnSettingsSurviveAndKeepWhatANewerOneAdded() throws IOException {
        Path file = folder.resolve("manager/window.json");
        UiSettings chosen = UiSettings.STANDARD.withAppearance(Appearance.DARK).withRefresh(5).withWelcomed()
                .withLayout(DashboardLayout.STANDARD.withGraphs(List.of("memory", "frameTime")))
                .withAlertRules(List.of(AlertRule.STANDARD.getFirst().withOn(false)));
        new UiSettingsFile(file).write(chosen);
        assertThat(new UiSettingsFile(file).read()).isEqualTo(chosen);

        Files.writeString(file, Files.readString(file).replace("\"minor\" : 0", "\"minor\" : 7, \"added\" : [1, 2]"));
        UiSettingsFile newer = new UiSettingsFile(file);
        newer.write(newer.read().withRecord(false));
        assertThat(Files.readString(file)).contains("\"added\"", "\"minor\" : 7");

        Files.writeString(file, Files.readString(file).replace("\"major\" : 1", "\"major\" : 2"));
        UiSettingsFile foreign = new UiSettingsFile(file);
        assertThat(foreign.read().appearance()).isEqualTo(Appearance.DARK);
        String untouched = Files.readString(file);
        foreign.write(UiSettings.STANDARD);
        assertThat(Files.readString(file)).isEqualTo(untouched);

        Files.writeString(file, "{ broken");
        UiSettingsFile malformed = new UiSettingsFile(file);
        assertThat(malformed.read()).isEqualTo(UiSettings.STANDARD);
        assertThat(file.resolveSibling("window.json.1")).hasContent("{ broken");
        malformed.write(chosen);
        assertThat(new UiSettingsFile(file).read()).isEqualTo(chosen);
    }

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void thePageShowsBothSheets(Appearance appearance) throws Exception {
        PresetsViewModel presets = new PresetsViewModel(bench, texts, Runnable::run, Runnable::run);
        presets.load();
        presets.select(presets.presets().get(2));
        presets.duplicate();
        presets.edit("uTextureMemory", "1000");
        UiSettings[] kept = {UiSettings.STANDARD};
        Stage[] stage = new Stage[1];
        SettingsPage page = Screens.call(() -> {
            SettingsPage made = new SettingsPage(model, presets, new AlertRulesViewModel(AlertRule.STANDARD,
                    rules -> kept[0] = kept[0].withAlertRules(rules), Optional::empty, texts), () -> kept[0],
                    chosen -> kept[0] = chosen, texts);
            Shell shell = new Shell(List.of(new Shell.Entry("setup", () -> made), new Shell.Entry("live", () -> made),
                    new Shell.Entry("sessions", () -> made), new Shell.Entry("settings", () -> made)), texts);
            shell.open("settings");
            stage[0] = Screens.show(shell.root(), appearance);
            return made;
        });
        try {
            Screens.write(stage[0], "settings-plugin", appearance);
            Screens.run(() -> open(page, "Presets"));
            Screens.write(stage[0], "settings-presets", appearance);
            Screens.run(() -> open(page, "Manager"));
            Screens.write(stage[0], "settings-manager", appearance);
        } finally {
            Screens.run(stage[0]::close);
        }
    }

    private static void open(SettingsPage page, String part) {
        page.node().lookupAll(".segmented-button .toggle-button").stream().map(ToggleButton.class::cast)
                .filter(button -> button.getText().equals(part)).forEach(ToggleButton::fire);
    }

    private static PluginSetting setting(String section, String key) {
        return PluginSetting.ALL.stream().filter(each -> each.section().equals(section) && each.key().equals(key))
                .findFirst().orElseThrow();
    }
}
