package io.github.memorypoolnvse.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.ui.setup.SetupBench;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetsViewModelTest {

    @TempDir
    Path folder;

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private Executor work = Runnable::run;
    private long limit = 4L << 30;
    private SetupBench bench;
    private PresetsViewModel model;

    @BeforeEach
    void open() throws IOException {
        bench = new SetupBench(folder);
        model = new PresetsViewModel(bench, () -> limit, new Texts(Locale.ENGLISH), job -> work.execute(job), Runnable::run);
        model.load();
    }

    @Test
    void oneThatShipsIsDuplicatedAndStaysAsItIs() throws IOException {
        Preset ultra = model.presets().stream().filter(each -> each.id().equals("Ultra")).findFirst().orElseThrow();
        model.select(ultra);
        assertThat(model.editable(ultra)).isFalse();
        model.edit("uTextureMemory", "1");
        model.delete();
        assertThat(bench.customPresets().all()).isEmpty();

        model.duplicate();
        assertThat(shown().id()).isEqualTo("Ultra 2");
        assertThat(shown().budgets()).isEqualTo(ultra.budgets());
        assertThat(model.edit("uTextureMemory", "7")).isTrue();
        assertThat(model.edit("uWaterMemory", "")).isTrue();
        model.rename("Mine");

        Preset mine = bench.customPresets().all().getFirst();
        assertThat(mine.id()).isEqualTo("Mine");
        assertThat(mine.budgets()).containsEntry("uTextureMemory", 7L << 20).doesNotContainKey("uWaterMemory");
    }

    @Test
    void whatIsOutOfRangeIsRefusedAndWhatCannotFitIsFlagged() {
        model.create();
        Preset before = shown();

        assertThat(model.edit("uTextureMemory", "4096")).isFalse();
        assertThat(model.edit("uTextureMemory", "-1")).isFalse();
        assertThat(model.edit("uTextureMemory", "many")).isFalse();
        assertThat(Objects.requireNonNull(model.notice().get()).text()).contains("many", "4,095");
        assertThat(shown()).isEqualTo(before);
        assertThat(model.fit(shown()).severity()).isEqualTo(Severity.GOOD);
        assertThat(model.edit("uTextureMemory", "4000")).isTrue();
        assertThat(model.fit(shown()).severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void whetherItFitsDependsOnWhatTheGameCanAddress() {
        Preset extreme = model.presets().stream().filter(each -> each.id().equals("Extreme")).findFirst().orElseThrow();
        assertThat(model.fit(extreme).text()).contains("4 GB");
        assertThat(model.fit(extreme).severity()).isEqualTo(Severity.GOOD);

        limit = 2L << 30;
        assertThat(model.fit(extreme).text()).contains("2 GB");
        assertThat(model.fit(extreme).severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void aPresetChosenWhileAChangeIsKeptStaysChosen() throws IOException {
        model.create();
        Preset mine = shown();
        Preset ultra = model.presets().stream().filter(each -> each.id().equals("Ultra")).findFirst().orElseThrow();
        work = waiting::add;

        model.edit("uTextureMemory", "7");
        model.select(ultra);
        waiting.forEach(Runnable::run);

        assertThat(shown()).isEqualTo(ultra);
        assertThat(bench.customPresets().all().getFirst().budgets()).containsEntry("uTextureMemory", 7L << 20);
        assertThat(bench.customPresets().all().getFirst().id()).isEqualTo(mine.id());
    }

    @Test
    void twoChangesInARowAreBothKept() throws IOException {
        model.create();
        work = waiting::add;
        model.edit("uTextureMemory", "7");
        model.edit("uWaterMemory", "9");
        waiting.forEach(Runnable::run);

        assertThat(bench.customPresets().all().getFirst().budgets()).containsEntry("uTextureMemory", 7L << 20)
                .containsEntry("uWaterMemory", 9L << 20);
        assertThat(shown()).isEqualTo(bench.customPresets().all().getFirst());
    }

    @Test
    void aDeletedOneComesBack() throws IOException {
        model.create();
        Preset made = shown();
        model.rename("ultra");
        assertThat(Objects.requireNonNull(model.notice().get()).severity()).isEqualTo(Severity.BAD);

        model.delete();
        assertThat(bench.customPresets().all()).isEmpty();
        model.takeBack();

        assertThat(bench.customPresets().all()).containsExactly(made);
        assertThat(shown()).isEqualTo(made);
        assertThat(model.deleted().get()).isNull();
    }

    @Test
    void anExportedOneIsImportedUnderAFreeName() throws IOException {
        bench.customPresets().add(new Preset("Mine", Map.of("uWaterMemory", 3L)));
        model.load();
        model.select(bench.customPresets().all().getFirst());
        Path file = folder.resolve("mine.json");
        model.export(file);
        model.importFrom(file);

        assertThat(bench.customPresets().all()).extracting(Preset::id).containsExactly("Mine", "Mine 2");
        assertThat(shown().budgets()).isEqualTo(Map.of("uWaterMemory", 3L));
        model.importFrom(folder.resolve("manager/presets.json"));
        assertThat(Objects.requireNonNull(model.notice().get()).text()).contains("presets.json");
    }

    @Test
    void everyBudgetSurvivesTheWayThroughAFile() throws IOException {
        Map<String, Long> budgets = new LinkedHashMap<>();
        model.engine().forEach((name, bytes) -> budgets.put(name, bytes + 4097));
        bench.customPresets().add(new Preset("All of them", budgets));
        model.load();
        model.select(bench.customPresets().all().getFirst());
        Path file = folder.resolve("all.json");
        model.export(file);
        model.delete();
        model.importFrom(file);

        assertThat(shown()).isEqualTo(new Preset("All of them", budgets));
        assertThat(bench.customPresets().all()).containsExactly(shown());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{~  \"schema\": \"memorypool-preset\",~  oops          | line 3, column",
        "{\"name\": \"somebody's settings\"}               | foreign.json",
        "{\"schema\": \"memorypool-preset\", \"major\": 9} | foreign.json",
        "{\"schema\": \"memorypool-preset\", \"major\": 1, \"name\": \"A\", \"budgets\": {\"uWaterMemory\": 1, \"uSound\": 2}}"
            + " | uSound",
        "{\"schema\": \"memorypool-preset\", \"major\": 1, \"name\": \"A\", \"budgets\": {\"uWaterMemory\": 1,"
            + " \"uTextureMemory\": -7}} | -7"})
    void aForeignFileIsRefusedWithItsPlaceAndNothingOfItTaken(String text, String place) throws IOException {
        List<Preset> before = List.copyOf(model.presets());
        Preset selected = shown();
        Path file = Files.writeString(folder.resolve("foreign.json"), text.replace('~', '\n'));
        model.importFrom(file);

        assertThat(Objects.requireNonNull(model.notice().get()).severity()).isEqualTo(Severity.BAD);
        assertThat(Objects.requireNonNull(model.notice().get()).text()).contains(place);
        assertThat(bench.customPresets().all()).isEmpty();
        assertThat(model.presets()).isEqualTo(before);
        assertThat(shown()).isEqualTo(selected);
    }

    private Preset shown() {
        return Objects.requireNonNull(model.selected().get());
    }
}
