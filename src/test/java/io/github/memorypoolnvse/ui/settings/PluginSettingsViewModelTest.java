package io.github.memorypoolnvse.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.ui.setup.SetupBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two copies of the game, the person going back and forth between them with changes that are not saved. */
class PluginSettingsViewModelTest {

    private static final PluginSetting FRAMES = setting("Heap", "QuarantineFrames");
    private static final PluginSetting LEVEL = setting("Log", "Level");

    @TempDir
    Path folder;

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<String> closed = new ArrayList<>();
    private SetupBench bench;
    private Install first;
    private Install second;
    private @Nullable Install shown;
    private PluginSettingsViewModel model;

    @BeforeEach
    void installThePlugin() throws IOException {
        bench = new SetupBench(folder);
        first = bench.addInstall(folder.resolve("first"));
        second = bench.addInstall(folder.resolve("second"));
        bench.apply(bench.planInstall(first, preset(1)));
        bench.apply(bench.planInstall(second, preset(2)));
        shown = first;
        model = new PluginSettingsViewModel(bench, () -> shown, texts, waiting::add, Runnable::run);
        load();
    }

    @Test
    void changesOfOneCopyAreNeverWrittenIntoAnother() throws IOException {
        String before = ini(second);
        model.edit(FRAMES, "7");
        shown = second;
        load();

        assertThat(model.unsaved().get()).isEqualTo(new PluginSettingsViewModel.Unsaved(first.folder(), false));
        assertThat(model.value(FRAMES)).as("the copy in question stays in view").isEqualTo("7");
        save();

        assertThat(ini(first)).contains("QuarantineFrames=7");
        assertThat(ini(second)).isEqualTo(before);
        assertThat(model.unsaved().get()).isNull();
        assertThat(model.value(FRAMES)).as("then the copy shown comes into view").isEqualTo("3");
    }

    @Test
    void aCopyWithoutThePluginGetsNoSettings() throws IOException {
        Install bare = bench.addInstall(folder.resolve("bare"));
        model.edit(FRAMES, "7");
        shown = bare;
        load();
        save();

        assertThat(path(bare)).doesNotExist();
        assertThat(model.absent().get()).isTrue();
        assertThat(model.loaded().get()).isFalse();
    }

    @Test
    void discardedChangesAreGoneAndTheOtherCopyComesIntoView() throws IOException {
        String before = ini(first);
        model.edit(FRAMES, "7");
        shown = second;
        load();
        model.discard();
        work();

        assertThat(ini(first)).isEqualTo(before);
        assertThat(model.changed().get()).isFalse();
        assertThat(model.unsaved().get()).isNull();
        model.edit(LEVEL, "debug");
        save();
        assertThat(ini(second)).contains("Level=debug");
    }

    @Test
    void whoComesBackToTheCopyGoesOnEditing() {
        model.edit(FRAMES, "7");
        shown = second;
        load();
        shown = first;
        load();

        assertThat(model.unsaved().get()).isNull();
        assertThat(model.value(FRAMES)).isEqualTo("7");
        assertThat(model.changed().get()).isTrue();
    }

    @Test
    void aPresetAppliedMeanwhileStays() throws IOException {
        model.edit(FRAMES, "7");
        bench.apply(bench.planPreset(first, preset(3)));
        save();

        PluginIni file = PluginIni.parse(Files.readAllBytes(path(first)));
        assertThat(file.preset()).contains(preset(3).id());
        assertThat(file.value("Heap", "QuarantineFrames")).contains("7");
    }

    @Test
    void whatTheFileGotMeanwhileIsShownBesideTheChanges() throws IOException {
        model.edit(FRAMES, "7");
        Files.writeString(path(first), ini(first).replace("Level=info", "Level=error"));
        load();

        assertThat(model.value(FRAMES)).isEqualTo("7");
        assertThat(model.value(LEVEL)).isEqualTo("error");
    }

    @Test
    void aChangeMadeWhileSavingIsKept() throws IOException {
        model.edit(FRAMES, "7");
        model.save();
        model.edit(LEVEL, "debug");
        work();

        assertThat(ini(first)).contains("QuarantineFrames=7").doesNotContain("Level=debug");
        assertThat(model.value(LEVEL)).isEqualTo("debug");
        assertThat(model.changed().get()).isTrue();
    }

    @Test
    void nothingIsWrittenWhereThePluginWasUninstalledMeanwhile() throws IOException {
        model.edit(FRAMES, "7");
        bench.apply(bench.planUninstall(first));
        save();

        assertThat(path(first)).doesNotExist();
        assertThat(Objects.requireNonNull(model.notice().get()).text()).isEqualTo(texts.of("ui.settings.gone"));
        assertThat(model.changed().get()).isFalse();
        assertThat(model.absent().get()).isTrue();
    }

    @Test
    void aReadingOvertakenByAnotherCopyIsDropped() {
        model.load();
        shown = second;
        model.load();
        Runnable late = Objects.requireNonNull(waiting.poll());
        work();
        late.run();

        model.edit(FRAMES, "7");
        save();
        assertThat(path(second)).content().contains("QuarantineFrames=7");
        assertThat(path(first)).content().contains("QuarantineFrames=3");
    }

    @Test
    void theWindowClosesOnceTheChangesAreSaved() throws IOException {
        model.edit(FRAMES, "7");
        model.askBeforeClosing(() -> closed.add("closed"));
        assertThat(model.unsaved().get()).isEqualTo(new PluginSettingsViewModel.Unsaved(first.folder(), true));
        assertThat(closed).isEmpty();
        save();

        assertThat(closed).hasSize(1);
        assertThat(ini(first)).contains("QuarantineFrames=7");
    }

    @Test
    void theWindowClosesWithoutTheChangesWhereTheyAreDiscarded() throws IOException {
        String before = ini(first);
        model.edit(FRAMES, "7");
        model.askBeforeClosing(() -> closed.add("closed"));
        model.discard();

        assertThat(closed).hasSize(1);
        assertThat(ini(first)).isEqualTo(before);
    }

    @Test
    void theWindowStaysWhereTheAnswerIsToGoOnOrSavingFails() throws IOException {
        model.edit(FRAMES, "7");
        model.askBeforeClosing(() -> closed.add("closed"));
        model.stay();
        work();
        assertThat(model.unsaved().get()).isNull();
        assertThat(model.value(FRAMES)).isEqualTo("7");

        bench.refuseTheFolder();
        model.askBeforeClosing(() -> closed.add("closed"));
        save();
        assertThat(closed).isEmpty();
        assertThat(model.rightsNeeded().get()).isTrue();
        save();
        assertThat(closed).hasSize(1);
        assertThat(ini(first)).contains("QuarantineFrames=7");
    }

    private void load() {
        model.load();
        work();
    }

    private void save() {
        model.save();
        work();
    }

    private void work() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    private Preset preset(int place) {
        return bench.presets().get(place);
    }

    private static Path path(Install install) {
        return install.folder().resolve(PluginIni.TARGET);
    }

    private static String ini(Install install) throws IOException {
        return Files.readString(path(install));
    }

    private static PluginSetting setting(String section, String key) {
        return PluginSetting.ALL.stream().filter(each -> each.section().equals(section) && each.key().equals(key))
                .findFirst().orElseThrow();
    }
}
