package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.cli.practice.Comparison;
import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.cli.practice.PracticeTruth;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With its watches on, the plugin still counts right, stays quiet about sound code, and names each misuse. */
@Timeout(240)
class WatchIT {

    private static final String WATCH = """
            [Heap]
            Allocator=%s
            [Hooks]
            ImportTables=0
            [Debug]
            CorruptionWatch=%d
            LeakTracking=%d
            """;

    @TempDir
    private Path temporary;

    private record Run(Snapshot last, PracticeGame game, String log) {

        PracticeTruth truth() throws Exception {
            return game.truth();
        }

        long value(String metric) {
            return last.value(metric).orElseThrow();
        }
    }

    private Run run(String settings, String... more) throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game")).settings(settings);
        List<String> options = new ArrayList<>(List.of("--threads", "3", "--frames", "100", "--speed", "0", "--scale",
                "0.15"));
        options.addAll(List.of(more));
        try (PracticeGame game = install.start(options.toArray(String[]::new));
                ReadBlock block = ReadBlock.of(game.process())) {
            assertThat(game.awaitEnd(Duration.ofSeconds(90))).as("the game ended by itself").isTrue();
            return new Run(block.snapshot(), game, install.log());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpmalloc", "jemalloc", "pool", "system"})
    void soundCodeIsCountedRightAndNotAccused(String allocator) throws Exception {
        Run run = run(WATCH.formatted(allocator, 1, 1));
        assertThat(run.log()).contains("Blocks are watched (corruption on, leaks on)").doesNotContain("Corruption:");
        assertThat(Comparison.of(run.last(), run.truth(), false)).allMatch(Comparison::equal);
        assertThat(run.truth().blocksCorrupt()).isZero();
        assertThat(run.value("heap.corruption")).isZero();
        assertThat(run.value("total.fallbacks")).isZero();
    }

    @ParameterizedTest(name = "{0}, {2}")
    @CsvSource({"overrun, written past its end, rpmalloc", "overrun, written past its end, system",
            "write-freed, written after it was freed, rpmalloc", "double-free, freed twice, rpmalloc",
            "double-free, freed twice, jemalloc", "foreign-free, no block of any known heap, rpmalloc"})
    void misuseIsNamedWithItsCaller(String fault, String finding, String allocator) throws Exception {
        Run run = run(WATCH.formatted(allocator, 1, 0), "--fault", fault, "--fault-frame", "20");
        assertThat(run.truth().end()).isEqualTo("completed");
        assertThat(run.truth().blocksCorrupt()).isZero();
        assertThat(run.log()).contains(finding);
        if (!fault.equals("write-freed")) { /* which is seen once the block goes back, long after */
            assertThat(run.log()).containsPattern("Corruption: found in FalloutNV\\.exe\\+[0-9A-F]+");
        }
        if (!fault.equals("foreign-free")) {
            assertThat(run.log()).containsPattern("2\\d\\d bytes allocated at FalloutNV\\.exe\\+[0-9A-F]+ by thread \\d+");
        }
        assertThat(run.value("heap.corruption")).isEqualTo(1);
    }

    @Test
    void theEndOfALargeBlockCannotBeTouchedUnnamed() throws Exception {
        Run run = run(WATCH.formatted("rpmalloc", 1, 0), "--fault", "overrun-large", "--fault-frame", "20");
        assertThat(run.log()).containsPattern(
                "Corruption: [0-9A-F]{8} was touched, past the end of the large block at [0-9A-F]{8}, by FalloutNV\\.exe\\+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpmalloc", "system"})
    void lostBlocksAreReportedByCallSite(String allocator) throws Exception {
        Run run = run(WATCH.formatted(allocator, 0, 1), "--fault", "leak", "--fault-frame", "20", "--scale", "0.05");
        assertThat(Comparison.of(run.last(), run.truth(), false)).allMatch(Comparison::equal);
        Matcher summary = Pattern.compile("Leaks: (\\d+) blocks with (\\d+) bytes are still live").matcher(run.log());
        assertThat(summary.find()).as("summary").isTrue();
        long live = run.truth().paths().values().stream().mapToLong(path -> path.liveBlocks()).sum();
        assertThat(Long.parseLong(summary.group(1))).isEqualTo(live);
        assertThat(run.log()).containsPattern("Leaks: 100 blocks, 1234500 bytes, .* by thread \\d+: FalloutNV\\.exe\\+");
    }
}
