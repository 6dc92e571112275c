package io.github.memorypoolnvse.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.ui.Screens;
import io.github.memorypoolnvse.ui.live.AlertRule;
import io.github.memorypoolnvse.ui.setup.SetupBench;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** The part of the Settings page with the presets, driven by keys. */
class PresetsPaneTest {

    @TempDir
    Path folder;

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final FxRobot robot = new FxRobot();
    private PresetsViewModel model;
    private SettingsPage page;
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        SetupBench bench = new SetupBench(folder);
        model = new PresetsViewModel(bench, () -> 4L << 30, texts, Runnable::run, Runnable::run);
        PluginSettingsViewModel plugin = new PluginSettingsViewModel(bench, () -> null, texts, Runnable::run,
                Runnable::run);
        Screens.run(() -> {
            page = new SettingsPage(plugin, model, new AlertRulesViewModel(AlertRule.STANDARD, _ -> { },
                    Optional::empty, texts), () -> UiSettings.STANDARD, _ -> { }, texts);
            stage = Screens.show((Parent) page.node(), Appearance.DARK);
            page.shown();
            page.node().lookupAll(".segmented-button .toggle-button").stream().map(ToggleButton.class::cast)
                    .filter(button -> button.getText().equals("Presets")).forEach(ToggleButton::fire);
        });
        Screens.settle(stage);
    }

    @AfterEach
    void close() throws Exception {
        Screens.run(stage::close);
    }

    @Test
    void controlFLeadsToTheSearchWhichKeepsTheSelection() throws Exception {
        Screens.run(model::create);
        Preset mine = shown();
        robot.press(KeyCode.CONTROL).type(KeyCode.F).release(KeyCode.CONTROL);
        TextField search = Screens.call(() -> (TextField) stage.getScene().getFocusOwner());
        assertThat(search.getAccessibleText()).isEqualTo(texts.of("ui.presets.search"));

        Screens.run(() -> search.setText("ULT"));
        assertThat(names()).containsExactly("Ultra");
        assertThat(shown()).as("searching chooses nothing").isEqualTo(mine);
        Screens.run(() -> search.setText("your own"));
        assertThat(names()).containsExactly(mine.id());
        Screens.run(() -> search.setText("nothing like it"));
        assertThat(names()).isEmpty();
        robot.type(KeyCode.ESCAPE);
        assertThat(names()).hasSizeGreaterThan(4);
    }

    @Test
    void oneThatIsMadeWhileSomethingElseIsSoughtComesIntoView() throws Exception {
        Screens.run(() -> search().setText("ultra"));
        Screens.run(model::create);

        assertThat(names()).contains(shown().id());
        assertThat(Screens.call(() -> list().getSelectionModel().getSelectedItem())).isEqualTo(shown());
    }

    @Test
    void deleteAndControlZDoWhatTheirTooltipsSay() throws Exception {
        Screens.run(model::create);
        String mine = shown().id();
        Screens.run(() -> list().requestFocus());
        robot.type(KeyCode.DELETE);
        assertThat(names()).doesNotContain(mine);
        Screens.run(() -> list().requestFocus());
        robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
        assertThat(names()).contains(mine);
        assertThat(texts.of("ui.presets.delete.tip")).contains("(Delete)");
        assertThat(texts.of("ui.presets.undo.tip")).contains("(Ctrl+Z)");
    }

    private Preset shown() {
        return Objects.requireNonNull(model.selected().get());
    }

    private List<String> names() throws InterruptedException {
        return Screens.call(() -> list().getItems().stream().map(Preset::id).toList());
    }

    @SuppressWarnings("unchecked")
    private ListView<Preset> list() {
        return (ListView<Preset>) page.node().lookup(".preset-list");
    }

    private TextField search() {
        return (TextField) page.node().lookup(".session-search");
    }
}
