package io.github.memorypoolnvse.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomPresetsTest {

    private static final Preset MINE = new Preset("Mine", Map.of("uTextureMemory", 70L << 20));

    @TempDir
    Path folder;

    private Presets shipped;
    private Path file;
    private CustomPresets own;

    @BeforeEach
    void startWithoutAny() throws IOException {
        shipped = Presets.bundled();
        file = folder.resolve("manager/presets.json");
        own = new CustomPresets(file, shipped);
    }

    @Test
    void areKeptInTheirOrderBehindThoseThatShip() throws IOException {
        own.add(MINE);
        own.add(new Preset("Another", Map.of()));

        Presets offered = new CustomPresets(file, shipped).offered();
        assertThat(offered.presets()).startsWith(shipped.presets().toArray(Preset[]::new))
                .endsWith(MINE, new Preset("Another", Map.of()));
        assertThat(offered.find("mINE")).contains(MINE);
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void theIniTakesNameAndValuesAndTellsWhetherTheyAreStillThose() throws IOException {
        own.add(MINE);
        PluginIni ini = PluginIni.bundled().with(MINE, shipped);

        assertThat(ini.preset()).contains("Mine");
        assertThat(ini.budgets(shipped)).isEqualTo(MINE.budgets());
        assertThat(own.offered().inPlace(ini, shipped)).contains(MINE);

        own.replace("Mine", new Preset("Mine", Map.of("uTextureMemory", 71L << 20)));
        assertThat(own.offered().inPlace(ini, shipped)).map(Preset::id).contains(Preset.CUSTOM);
        own.remove("Mine");
        assertThat(own.offered().inPlace(ini, shipped)).map(Preset::id).contains(Preset.CUSTOM);
    }

    @Test
    void aDeletedOneComesBackWhereItWas() throws IOException {
        own.add(MINE);
        own.add(new Preset("Another", Map.of()));

        CustomPresets.Removed removed = own.remove("Mine");
        assertThat(own.all()).extracting(Preset::id).containsExactly("Another");
        own.restore(removed);

        assertThat(own.all()).extracting(Preset::id).containsExactly("Mine", "Another");
        assertThat(own.all().getFirst()).isEqualTo(MINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a;b", "a=b", "[a]", "-x", "Größe", "01234567890123456789012345678901", "a\nb"})
    void aNameTheIniCannotHoldIsRefused(String name) {
        refused("name", () -> own.add(new Preset(name, Map.of())));
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsTakenUnknownOrOutOfRangeIsRefused() throws IOException {
        own.add(MINE);
        String before = Files.readString(file);

        refused("taken", () -> own.add(new Preset("ULTRA", Map.of())));
        refused("taken", () -> own.add(new Preset("mine", Map.of())));
        refused("unknown", () -> own.add(new Preset("Other", Map.of("uSoundMemory", 1L))));
        refused("range", () -> own.add(new Preset("Other", Map.of("uTextureMemory", 1L << 32))));
        refused("range", () -> own.replace("Mine", new Preset("Mine", Map.of("uTextureMemory", -1L))));
        refused("gone", () -> own.remove("Other"));
        assertThat(file).hasContent(before);
        own.replace("Mine", new Preset("MINE", Map.of()));
        assertThat(own.all()).containsExactly(new Preset("MINE", Map.of()));
    }

    @Test
    void whatANewerMinorAddedStays() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {"major": 1, "minor": 9, "added": [1], "presets": [
                  {"name": "Mine", "colour": "red", "budgets": {"uTextureMemory": 5, "uNewBudget": 6}},
                  {"name": "a;b", "budgets": {}}, {"name": "Ultra", "budgets": {}}, 7]}
                """);

        assertThat(own.all()).containsExactly(new Preset("Mine", Map.of("uTextureMemory", 5L)));
        own.replace("Mine", new Preset("Yours", Map.of("uWaterMemory", 8L)));
        own.restore(own.remove("Yours"));

        assertThat(own.all()).containsExactly(new Preset("Yours", Map.of("uWaterMemory", 8L)));
        assertThat(Files.readString(file)).contains("\"added\"", "\"minor\" : 9", "\"colour\" : \"red\"",
                "\"uNewBudget\" : 6", "a;b").doesNotContain("uTextureMemory");
    }

    @Test
    void aNewerMajorIsReadAndNeverWritten() throws IOException {
        Files.createDirectories(file.getParent());
        String newer = "{\"major\": 2, \"presets\": [{\"name\": \"Mine\", \"budgets\": {}}]}";
        Files.writeString(file, newer);

        assertThat(own.all()).extracting(Preset::id).containsExactly("Mine");
        refused("readOnly", () -> own.remove("Mine"));
        assertThat(file).hasContent(newer);
    }

    @Test
    void aMalformedFileIsPutAside() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{ broken");

        assertThat(own.all()).isEmpty();
        own.add(MINE);

        assertThat(file.resolveSibling("presets.json.1")).hasContent("{ broken");
        assertThat(own.all()).containsExactly(MINE);
    }

    @Test
    void aPresetIsHandedOnAsAFile() throws IOException {
        Path handed = folder.resolve("mine.json");
        PresetJson json = new PresetJson(shipped.engineDefaults());

        json.write(handed, MINE);

        assertThat(json.read(handed)).isEqualTo(MINE);
        assertThat(handed).content().contains("\"schema\" : \"memorypool-preset\"", "\"uTextureMemory\" : 73400320");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "malformed | { broken",
        "malformed | {\"schema\": \"memorypool-preset\", \"major\": 1, \"name\": \"A\", \"budgets\": {}} and more",
        "none      | []",
        "none      | {\"name\": \"A\", \"budgets\": {}}",
        "none      | {\"schema\": \"memorypool-preset\", \"name\": \"A\", \"budgets\": {}}",
        "newer     | {\"schema\": \"memorypool-preset\", \"major\": 2, \"name\": \"A\", \"budgets\": {}}",
        "noBudgets | {\"schema\": \"memorypool-preset\", \"major\": 1, \"name\": \"A\"}",
        "name      | {\"schema\": \"memorypool-preset\", \"major\": 1, \"budgets\": {}}",
        "unknown   | {\"schema\": \"memorypool-preset\", \"major\": 1, \"name\": \"A\", \"budgets\": {\"uSound\": 1}}",
        "range     | {\"schema\": \"memorypool-preset\", \"major\": 1, \"name\": \"A\", \"budgets\": {\"uTextureMemory\": -1}}",
        "range     | {\"schema\": \"memorypool-preset\", \"major\": 1, \"name\": \"A\", \"budgets\": {\"uTextureMemory\": 4294967296}}",
        "range     | {\"schema\": \"memorypool-preset\", \"major\": 1, \"name\": \"A\", \"budgets\": {\"uTextureMemory\": 1.5}}",
        "range     | {\"schema\": \"memorypool-preset\", \"major\": 1, \"name\": \"A\", \"budgets\": {\"uTextureMemory\": \"1\"}}"})
    void aFileThatIsNoPresetIsRefusedWithItsReason(String reason, String text) throws IOException {
        Path handed = Files.writeString(folder.resolve("handed.json"), text);

        refused(reason, () -> new PresetJson(shipped.engineDefaults()).read(handed));
    }

    @Test
    void aNameThatIsTakenGetsANumber() {
        List<Preset> taken = List.of(MINE, new Preset("mine 2", Map.of()),
                new Preset("0123456789012345678901234567890", Map.of()));

        assertThat(PresetRules.free("Yours", taken)).isEqualTo("Yours");
        assertThat(PresetRules.free("Mine", taken)).isEqualTo("Mine 3");
        assertThat(PresetRules.free("0123456789012345678901234567890", taken))
                .isEqualTo("01234567890123456789012345678 2");
    }

    private static void refused(String reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work).asInstanceOf(InstanceOfAssertFactories.type(PresetException.class))
                .extracting(PresetException::textKey).isEqualTo("preset.error." + reason);
    }
}
