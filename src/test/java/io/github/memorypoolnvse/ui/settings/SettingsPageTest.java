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
import io.github.memorypoolnvse.ui.live.Dashboard;
import io.github.memorypoolnvse.ui.live.DashboardLayout;
import io.github.memorypoolnvse.ui.live.TimeView;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import org.controlsfx.control.PropertySheet;
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

        assertThat(model.edit(setting("Heap", "QuarantineFrames"), "7")).isEmpty();
        assertThat(model.changed().get()).isTrue();
        model.save();

        assertThat(Files.readString(ini)).isEqualTo(before.replace("QuarantineFrames=3", "QuarantineFrames=7"));
        assertThat(model.changed().get()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Heap,QuarantineFrames,61", "Heap,QuarantineFrames,-1", "Heap,QuarantineFrames,+7", "Heap,PoolMB,many",
        "Statistics,SamplePeriodMs,9", "Heap,PoolMB,#400", "Heap,Allocator,hoard", "Log,Level,loud"})
    void aValueThePluginWouldNotTakeIsRefused(String section, String key, String value) {
        String before = model.value(setting(section, key));

        assertThat(model.edit(setting(section, key), value)).hasValueSatisfying(why ->
                assertThat(why).contains(value, texts.of(setting(section, key).textKey())));

        assertThat(model.value(setting(section, key))).isEqualTo(before);
        assertThat(model.changed().get()).isFalse();
    }

    /** As the plugin reads its file: the nearest number of the range counts, and no leading zero means octal. */
    @ParameterizedTest
    @CsvSource({"QuarantineFrames,100,60", "QuarantineMaxMB,0,1", "QuarantineFrames,99999999999,60",
        "SamplePeriodMs,5,10", "QuarantineFrames,some,3", "QuarantineFrames,-1,3",
        "QuarantineFrames,99999999999999999999,3"})
    void whatThePluginTakesForAValueIsShownAndTheFilesOwnWordsBesideIt(String key, String written, String counts)
            throws IOException {
        PluginSetting setting = PluginSetting.ALL.stream().filter(each -> each.key().equals(key)).findFirst()
                .orElseThrow();
        write(key, written);

        assertThat(model.value(setting)).isEqualTo(counts);
        assertThat(model.remark(setting)).contains(texts.of("ui.settings.overruled", written, counts));
        assertThat(model.changed().get()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"010,10", "0x10,16", "0X1f,31", "08,8"})
    void aNumberIsDecimalOrHexadecimalAndNeverOctal(String written, String counts) throws IOException {
        write("QuarantineFrames", written);

        assertThat(model.value(setting("Heap", "QuarantineFrames"))).isEqualTo(counts);
        assertThat(model.remark(setting("Heap", "QuarantineFrames"))).isEmpty();
    }

    private void write(String key, String written) throws IOException {
        Path ini = folder.resolve("game/Data/NVSE/Plugins/MemoryPoolNVSE.ini");
        Files.writeString(ini, Files.readString(ini).replaceFirst("(?m)^" + key + "=.*?$", key + "=" + written));
        model.load();
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
    void anOlderFileKeepsItsGraphsAndGetsTheRestOfTheLayout() throws IOException {
        Path file = Files.createDirectories(folder.resolve("manager")).resolve("window.json");
        Files.writeString(file, "{\"major\": 1, \"minor\": 0, \"graphs\": [\"memory\", 7], \"span\": \"century\"}");

        assertThat(new UiSettingsFile(file).read().layout())
                .isEqualTo(DashboardLayout.STANDARD.withGraphs(List.of("memory")));
    }

    @Test
    void theManagersOwnSettingsSurviveAndKeepWhatANewerOneAdded() throws IOException {
        Path file = folder.resolve("manager/window.json");
        UiSettings chosen = UiSettings.STANDARD.withAppearance(Appearance.DARK).withRefresh(5).withWelcomed()
                .withLayout(new DashboardLayout(List.of("memory", "frameTime"), Set.of("memory", "frames"),
                        TimeView.Span.HOUR, Dashboard.View.MAP))
                .withAlertRules(List.of(AlertRule.STANDARD.getFirst().withOn(false)));
        new UiSettingsFile(file).write(chosen);
        assertThat(new UiSettingsFile(file).read()).isEqualTo(chosen);

        Files.writeString(file, Files.readString(file).replace("\"minor\" : 1", "\"minor\" : 7, \"added\" : [1, 2]"));
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
        PresetsViewModel presets = new PresetsViewModel(bench, () -> 4L << 30, texts, Runnable::run, Runnable::run);
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

    @ParameterizedTest
    @EnumSource(value = Appearance.class, names = {"LIGHT", "DARK"})
    void whatIsRefusedAndWhatTheFileSaysStandsBesideItsField(Appearance appearance) throws Exception {
        write("QuarantineFrames", "100");
        PresetsViewModel presets = new PresetsViewModel(bench, () -> 4L << 30, texts, Runnable::run, Runnable::run);
        Stage[] stage = new Stage[1];
        SettingsPage page = Screens.call(() -> {
            SettingsPage made = new SettingsPage(model, presets, new AlertRulesViewModel(AlertRule.STANDARD,
                    _ -> { }, Optional::empty, texts), () -> UiSettings.STANDARD, _ -> { }, texts);
            stage[0] = Screens.show((Parent) made.node(), appearance);
            made.shown();
            return made;
        });
        try {
            Screens.settle(stage[0]);
            assertThat(words(page)).contains(texts.of("ui.settings.overruled", "100", "60"));
            String refused = texts.of("ui.settings.refused.range", texts.of("ui.ini.Heap.LargeBlockThresholdKB"), "5000",
                    "0", "1024");
            type(page, texts.of("ui.ini.Heap.LargeBlockThresholdKB"), "5000");
            Screens.write(stage[0], "settings-refused", appearance);
            assertThat(Screens.call(() -> cutSheets(page))).isEmpty();
            assertThat(words(page)).contains(refused);
            assertThat(field(page, texts.of("ui.ini.Heap.LargeBlockThresholdKB")).getAccessibleHelp()).isEqualTo(refused);
            type(page, texts.of("ui.ini.Heap.LargeBlockThresholdKB"), "32");
            assertThat(words(page)).doesNotContain(refused);

            Screens.run(() -> open(page, "Manager"));
            String end = texts.of("ui.settings.rules.clear.name", "Largest hole", "MB");
            type(page, end, "3");
            Screens.write(stage[0], "settings-alert-refused", appearance);
            assertThat(words(page)).contains(texts.of("ui.settings.rules.refused.below", "64", "MB"));
            assertThat(field(page, end).getAccessibleHelp())
                    .isEqualTo(texts.of("ui.settings.rules.refused.below", "64", "MB"));
            Screens.run(() -> field(page, texts.of("ui.settings.rules.raise.name", "Largest hole", "MB")).requestFocus());
            assertThat(words(page)).doesNotContain(texts.of("ui.settings.rules.refused.below", "64", "MB"));
            assertThat(field(page, end).getText()).isEqualTo("96");
        } finally {
            Screens.run(stage[0]::close);
        }
    }

    /** Sheets whose last lines are out of sight. */
    private static List<Double> cutSheets(SettingsPage page) {
        return page.node().lookupAll(".property-sheet .scroll-pane").stream().map(ScrollPane.class::cast)
                .map(pane -> pane.getContent().getLayoutBounds().getHeight() - pane.getViewportBounds().getHeight())
                .filter(cut -> cut > 1).toList();
    }

    @Test
    void everySettingIsInAGroupWithItsExplanationItsStandardAndItsRange() {
        for (PluginSetting setting : PluginSetting.ALL) {
            SettingItem item = SettingItem.of(setting, model, texts);
            assertThat(item.category()).isEqualTo(texts.of("ui.ini." + setting.section()));
            assertThat(item.name()).isEqualTo(texts.of(setting.textKey()));
            assertThat(item.description()).startsWith(texts.of(setting.textKey() + ".help"))
                    .contains("Standard: " + model.words(setting, setting.standard()) + ".");
            if (setting.kind() instanceof PluginSetting.Kind.Whole(long least, long most)) {
                assertThat(item.description()).endsWith("From " + least + " to " + most + ".");
            }
        }
    }

    @Test
    void theSearchFindsGroupsNamesAndExplanations() throws Exception {
        Stage[] stage = new Stage[1];
        SheetList sheets = Screens.call(() -> {
            SheetList made = new SheetList("Search");
            made.show(PluginSetting.ALL.stream().map(setting -> SettingItem.of(setting, model, texts)).toList());
            stage[0] = Screens.show(new BorderPane(made), Appearance.DARK);
            return made;
        });
        try {
            assertThat(found(sheets, "")).hasSize(PluginSetting.ALL.size());
            assertThat(found(sheets, "QUARANTINE")).containsExactlyInAnyOrder(texts.of("ui.ini.Heap.QuarantineFrames"),
                    texts.of("ui.ini.Heap.QuarantineMaxMB"));
            assertThat(found(sheets, texts.of("ui.ini.Statistics"))).contains(
                    texts.of("ui.ini.Statistics.SamplePeriodMs"), texts.of("ui.ini.Statistics.AddressPeriodMs"));
            assertThat(found(sheets, "walks over")).containsExactly(texts.of("ui.ini.Statistics.AddressPeriodMs"));
            assertThat(found(sheets, "no such thing")).isEmpty();
        } finally {
            Screens.run(stage[0]::close);
        }
    }

    private static List<String> found(SheetList sheets, String sought) throws InterruptedException {
        return Screens.call(() -> {
            ((TextField) sheets.getContent().lookup(".sheet-search")).setText(sought);
            sheets.applyCss();
            return sheets.getContent().lookupAll(".property-sheet").stream().map(PropertySheet.class::cast)
                    .flatMap(sheet -> sheet.getItems().stream()).map(PropertySheet.Item::getName).toList();
        });
    }

    private static void type(SettingsPage page, String name, String words) throws InterruptedException {
        Screens.run(() -> {
            field(page, name).requestFocus();
            field(page, name).setText(words);
        });
    }

    private static TextField field(SettingsPage page, String name) {
        return visible(page.node()).filter(TextField.class::isInstance).map(TextField.class::cast)
                .filter(each -> name.equals(each.getAccessibleText())).findFirst().orElseThrow();
    }

    private static List<String> words(SettingsPage page) throws InterruptedException {
        return Screens.call(() -> visible(page.node()).filter(Label.class::isInstance).map(Label.class::cast)
                .map(Label::getText).toList());
    }

    private static Stream<Node> visible(Node node) {
        return !node.isVisible() ? Stream.empty() : Stream.concat(Stream.of(node), node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().flatMap(SettingsPageTest::visible) : Stream.empty());
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
