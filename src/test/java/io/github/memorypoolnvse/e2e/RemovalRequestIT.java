package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.cli.practice.PracticeTruth;
import io.github.memorypoolnvse.telemetry.Patch;
import io.github.memorypoolnvse.telemetry.PatchStatus;
import io.github.memorypoolnvse.telemetry.PluginMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The plugin asked to go, and its take-over failing half way: a module that is there before it compares all of the
 * executable's code and constants, and import tables, with what they were.
 */
@Timeout(180)
class RemovalRequestIT {

    private static final String PROBE = "ImageProbe.dll";
    private static final String MAKER = "maker_msvcr120.dll";

    @TempDir
    private Path temporary;

    private record Run(JsonNode seen, PracticeTruth truth, PluginMode mode, List<Patch> patches, String removal,
            String reason, String log, String nvseLog) {

        /** Bytes of code and import slots that differed at that moment. */
        int changed(String moment) {
            JsonNode at = seen.get(moment);
            assertThat(at).as(moment).isNotNull();
            return at.get("code").asInt() + at.get("slots").asInt();
        }

        int code(String moment) {
            return seen.get(moment).get("code").asInt();
        }

        int slots(String moment) {
            return seen.get(moment).get("slots").asInt();
        }

        double answer(String command) {
            return truth.commands().getOrDefault(command, Double.NaN);
        }
    }

    private Run run(String mode, String settings, Map<String, String> more, String... arguments) throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game")).settings(settings);
        Path practice = PracticeInstall.nativeBuild().resolve("practice");
        Files.copy(practice.resolve("paths").resolve(PROBE), install.plugins().resolve(PROBE));
        Files.copy(practice.resolve("hooks").resolve(MAKER), install.folder().resolve(MAKER));
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(Map.of("MEMORYPOOL_PROBE_MODE", mode, "MEMORYPOOL_PROBE_OUT", "removal.json"));
        List<String> options = new ArrayList<>(List.of("--threads", "3", "--frames", "100", "--speed", "0", "--scale",
                "0.1"));
        options.addAll(List.of(arguments));
        try (PracticeGame game = install.start(environment, options.toArray(String[]::new));
                ReadBlock block = ReadBlock.of(game.process())) {
            assertThat(game.awaitEnd(Duration.ofSeconds(90))).as("the game ended by itself").isTrue();
            assertThat(game.process().exitValue()).isZero();
            assertThat(game.truth().blocksCorrupt()).isZero();
            assertThat(game.truth().blocksChecked()).isPositive();
            JsonNode seen = JsonMapper.shared().readTree(install.folder().resolve("removal.json").toFile());
            Run run = new Run(seen, game.truth(), block.reader().status().mode(), block.reader().patches().orElseThrow(),
                    block.property("removal"), block.property("removal.reason"), install.log(),
                    Files.readString(install.folder().resolve("nvse.log")));
            assertThat(run.changed("before")).isZero();
            return run;
        }
    }

    @ParameterizedTest(name = "{0}, scrap heap {1}, watch {2}")
    @CsvSource({"rpmalloc, 0, 0", "rpmalloc, 1, 1", "jemalloc, 0, 0", "pool, 1, 0", "system, 0, 0"})
    void beforeTheFirstAllocationEveryByteComesBack(String allocator, int scrap, int watch) throws Exception {
        Run run = run("preload", """
                [Heap]
                Allocator=%s
                ScrapHeap=%d
                PoolMB=256
                [Budgets]
                uTextureMemory=41943040
                [Debug]
                CorruptionWatch=%d
                """.formatted(allocator, scrap, watch), Map.of());
        assertThat(run.code("taken")).isGreaterThan(80);
        assertThat(run.slots("taken")).isGreaterThan(15);
        assertThat(run.seen().get("stay").asInt()).isZero();
        assertThat(run.seen().get("stayAgain").asInt()).isZero();
        assertThat(run.changed("removed")).isZero();
        assertThat(run.changed("playing")).isZero();
        assertThat(run.changed("end")).isZero();
        assertThat(run.mode()).isEqualTo(PluginMode.REMOVED);
        assertThat(run.removal()).endsWith(" put back, 0 stay");
        assertThat(run.reason()).isEmpty();
        assertThat(run.patches()).extracting(Patch::status).doesNotContain(PatchStatus.APPLIED);
        assertThat(run.log()).contains("The plugin is asked to go", " put back, 0 stay", ", removed, allocator");
        assertThat(run.truth().budgets()).containsEntry("uTextureMemory", 20971520L);
    }

    @Test
    void askedBeforeItBeganItTakesNothing() throws Exception {
        Run run = run("never", "[Budgets]\nuTextureMemory=41943040\n", Map.of());
        assertThat(run.seen().get("stay").asInt()).isZero();
        assertThat(run.changed("asked")).isZero();
        assertThat(run.changed("end")).isZero();
        assertThat(run.log()).contains("another plugin asked for nothing to be changed");
    }

    @Test
    void withBlocksOutstandingItSaysWhatStaysAndWhy() throws Exception {
        Run run = run("look", "[Budgets]\nuTextureMemory=41943040\n", Map.of(), "--command", "RemoveMemoryPool",
                "--command", "IsMemoryPoolActive", "--command", "GetPatchCount");
        assertThat(run.answer("RemoveMemoryPool")).isEqualTo(22);
        assertThat(run.answer("IsMemoryPoolActive")).isEqualTo(1);
        assertThat(run.answer("GetPatchCount")).isZero();
        assertThat(run.mode()).isEqualTo(PluginMode.ACTIVE);
        assertThat(run.slots("playing")).isGreaterThan(15);
        assertThat(run.slots("end")).isZero();
        assertThat(run.code("end")).isPositive().isLessThan(run.code("playing"));
        String why = "the game holds \\d+ blocks, \\d+ KB, that only the patched functions can take back";
        assertThat(run.reason()).matches(why);
        assertThat(run.log()).containsPattern(" put back, 22 stay: " + why);
        assertThat(run.nvseLog()).containsPattern("console: \\d+ sites and imports put back, 22 stay: " + why);
        assertThat(run.patches()).filteredOn(patch -> patch.status() == PatchStatus.APPLIED).hasSize(22)
                .allMatch(patch -> List.of("engine heap", "crt", "heaps and pools").contains(patch.group()));
        assertThat(run.truth().budgets()).containsEntry("uTextureMemory", 20971520L);
    }

    /** Threads allocate, free and page on, and the next cells are loaded. */
    @ParameterizedTest(name = "{0}, scrap heap {1}, watch {2}")
    @CsvSource({"rpmalloc, 0, 0", "rpmalloc, 1, 1", "jemalloc, 1, 0"})
    void theGameGoesOnAfterIt(String allocator, int scrap, int watch) throws Exception {
        Run run = run("middle", "[Heap]\nAllocator=%s\nScrapHeap=%d\n[Debug]\nCorruptionWatch=%d\n".formatted(allocator,
                scrap, watch), Map.of(), "--frames", "250", "--threads", "4", "--late-frees", "--command",
                "GetMemoryPoolFallbacks");
        assertThat(run.seen().get("stay").asInt()).isEqualTo(scrap == 1 ? 33 : 22);
        assertThat(run.slots("removed")).isZero();
        assertThat(run.slots("end")).isZero();
        assertThat(run.answer("GetMemoryPoolFallbacks")).isZero();
        assertThat(run.mode()).isEqualTo(PluginMode.ACTIVE);
        assertThat(run.log()).doesNotContain("ERROR");
    }

    @Test
    void onceEverythingCameBackTheEntriesGoToo() throws Exception {
        Run run = run("look", "", Map.of(), "--runtime", "1.4.0.999", "--give-back", "--command", "IsMemoryPoolHooked",
                "--command", "RemoveMemoryPool");
        assertThat(run.code("playing")).isPositive();
        assertThat(run.answer("IsMemoryPoolHooked")).isEqualTo(1);
        assertThat(run.answer("RemoveMemoryPool")).isZero();
        assertThat(run.changed("end")).isZero();
        assertThat(run.mode()).isEqualTo(PluginMode.REMOVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AA3E40", "ECCF5D", "86EED4"})
    void aSiteThatCannotBeWrittenTakesTheOthersBack(String address) throws Exception {
        Run run = run("unwritable", "[Hooks]\nPageCalls=0\n", Map.of("MEMORYPOOL_PROBE_ADDRESS", address));
        assertThat(run.seen().get("replaced").asBoolean()).isTrue();
        assertThat(run.changed("failed")).isZero();
        assertThat(run.changed("end")).isZero();
        assertThat(run.mode()).isEqualTo(PluginMode.OBSERVE);
        assertThat(run.log()).containsPattern("at 00" + address + " cannot be written \\(error 5\\)");
        assertThat(run.patches()).filteredOn(patch -> patch.status() == PatchStatus.FAILED).hasSize(1);
        assertThat(run.patches()).filteredOn(patch -> patch.status() == PatchStatus.ROLLED_BACK).hasSize(21);
    }

    @Test
    void aSiteThatDiffersLeavesTheOthersUntouched() throws Exception {
        Run run = run("look", "[Hooks]\nPageCalls=0\n", Map.of(), "--alter", "ECD31F");
        assertThat(run.changed("playing")).isZero();
        assertThat(run.changed("end")).isZero();
        assertThat(run.mode()).isEqualTo(PluginMode.OBSERVE);
    }
}
