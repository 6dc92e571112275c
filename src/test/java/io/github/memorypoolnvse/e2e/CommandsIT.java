package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.cli.practice.PracticeTruth;
import io.github.memorypoolnvse.cli.practice.PracticeTruth.PathTruth;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every script command, run in the practice game, says what truth and block say. */
@Timeout(180)
class CommandsIT {

    private static final List<String> COMMANDS = List.of("IsMemoryPoolActive", "IsMemoryPoolHooked",
            "GetMemoryPoolUsage", "GetMemoryPoolStats", "GetTotalAllocations", "GetTotalFrees", "GetSavedSyscalls",
            "GetMemoryPoolPeak", "GetMemoryPoolFallbacks", "GetLargestFreeBlock", "GetPatchCount",
            "IsMemorySystemActive", "RemoveMemoryPool");
    private static final double MB = 1024 * 1024;

    @TempDir
    private Path temporary;

    private record Run(PracticeTruth truth, Snapshot last, PracticeInstall install) {

        double answer(String command) {
            return truth.commands().getOrDefault(command, Double.NaN);
        }

        long value(String metric) {
            return last.value(metric).orElseThrow();
        }

        long told(ToLongFunction<PathTruth> count) {
            return truth.paths().values().stream().mapToLong(count).sum();
        }

        String nvseLog() throws Exception {
            return Files.readString(install.folder().resolve("nvse.log"));
        }
    }

    private Run run(String settings, String... more) throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game")).settings(settings);
        List<String> options = new ArrayList<>(List.of("--threads", "3", "--frames", "200", "--speed", "0", "--scale",
                "0.3"));
        options.addAll(List.of(more));
        COMMANDS.forEach(command -> options.addAll(List.of("--command", command)));
        try (PracticeGame game = install.start(options.toArray(String[]::new));
                ReadBlock block = ReadBlock.of(game.process())) {
            assertThat(game.awaitEnd(Duration.ofSeconds(90))).as("the game ended by itself").isTrue();
            return new Run(game.truth(), block.snapshot(), install);
        }
    }

    @Test
    void eachCommandSaysWhatTruthAndBlockSay() throws Exception {
        Run run = run("[Heap]\nScrapHeap=1\n[Hooks]\nImportTables=0\n");
        assertThat(run.truth().commands()).containsOnlyKeys(COMMANDS);
        assertThat(run.answer("IsMemoryPoolActive")).isEqualTo(1);
        assertThat(run.answer("IsMemoryPoolHooked")).isEqualTo(1);
        assertThat(run.answer("IsMemorySystemActive")).isEqualTo(1);
        assertThat(run.answer("GetPatchCount")).isEqualTo(17);
        assertThat(run.answer("GetTotalAllocations")).isEqualTo(run.told(PathTruth::allocations)).isPositive();
        assertThat(run.answer("GetMemoryPoolStats")).isEqualTo(run.answer("GetTotalAllocations"));
        assertThat(run.answer("GetTotalFrees")).isEqualTo(run.told(PathTruth::frees)).isPositive();
        assertThat(run.answer("GetMemoryPoolUsage")).isCloseTo(run.told(PathTruth::liveBytes) / MB, within(1e-5));
        assertThat(run.answer("GetMemoryPoolPeak")).isGreaterThanOrEqualTo(run.answer("GetMemoryPoolUsage"))
                .isCloseTo(run.value("total.peak_bytes") / MB, within(1e-5));
        assertThat(run.answer("GetMemoryPoolFallbacks")).isEqualTo(run.value("total.fallbacks")).isZero();
        assertThat(run.answer("GetSavedSyscalls")).isEqualTo(run.value("pages.saved")).isPositive();
        assertThat(run.answer("GetLargestFreeBlock")).isBetween(1.0, run.value("address.limit") / MB);
    }

    @Test
    void statisticsGoToLogAndConsole() throws Exception {
        Run run = run("[Hooks]\nImportTables=0\n");
        long engine = run.truth().paths().get("engine").allocations();
        String ofEngine = "engine heap: " + engine + " allocations";
        String ofAll = "all: " + (engine + run.truth().paths().get("crt").allocations()) + " allocations";
        assertThat(run.install().log()).contains(ofEngine, ofAll);
        assertThat(run.nvseLog()).contains("console: MemoryPoolNVSE ", "console: " + ofEngine, "console: " + ofAll);
    }

    @Test
    void observingAnswersTruthfully() throws Exception {
        Run run = run("[Hooks]\nPageCalls=0\n", "--no-preload");
        assertThat(run.truth().commands()).containsOnlyKeys(COMMANDS);
        for (String none : List.of("IsMemoryPoolActive", "IsMemoryPoolHooked", "IsMemorySystemActive",
                "GetMemoryPoolUsage", "GetTotalAllocations", "GetSavedSyscalls", "GetPatchCount")) {
            assertThat(run.answer(none)).as(none).isZero();
        }
        assertThat(run.answer("GetLargestFreeBlock")).isPositive();
    }

    @Test
    void theOpcodeBaseIsConfigurable() throws Exception {
        Run run = run("[Commands]\nOpcodeBase=0x3C00\n");
        assertThat(run.nvseLog()).contains("IsMemoryPoolActive (), opcode 3C00", "IsMemorySystemActive (), opcode 3C0B")
                .doesNotContain("test) opcode base");
    }
}
