package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.telemetry.Patch;
import io.github.memorypoolnvse.telemetry.PatchStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the plugin puts back when the game ends, and that the game may still free what it holds. */
@Timeout(180)
class RemovalIT {

    private static final String SETTINGS = """
            [Heap]
            Allocator=%s
            ScrapHeap=%d
            [Budgets]
            Preset=Custom
            uTextureMemory=41943040
            [Debug]
            CorruptionWatch=%d
            """;

    @TempDir
    private Path temporary;

    private record End(int status, List<Patch> patches, String removal, String log) {

        List<PatchStatus> of(String group) {
            return patches.stream().filter(patch -> patch.group().equals(group)).map(Patch::status).toList();
        }
    }

    private End play(String settings, String... more) throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game")).settings(settings);
        List<String> options = new ArrayList<>(List.of("--threads", "4", "--frames", "100", "--speed", "0", "--scale",
                "0.3"));
        options.addAll(List.of(more));
        try (PracticeGame game = install.start(options.toArray(String[]::new));
                ReadBlock block = ReadBlock.of(game.process())) {
            assertThat(game.awaitEnd(Duration.ofSeconds(90))).as("the game ended by itself").isTrue();
            assertThat(game.truth().blocksCorrupt()).isZero();
            return new End(game.process().exitValue(), block.reader().patches().orElseThrow(), block.property("removal"),
                    install.log());
        }
    }

    @ParameterizedTest(name = "{0}, scrap heap {1}, watch {2}")
    @CsvSource({"rpmalloc, 0, 0", "rpmalloc, 1, 0", "rpmalloc, 0, 1", "jemalloc, 1, 0", "pool, 0, 0", "system, 1, 0"})
    void lateFreesAreSafe(String allocator, int scrap, int watch) throws Exception {
        End end = play(SETTINGS.formatted(allocator, scrap, watch), "--late-frees");
        assertThat(end.status()).as("exit status").isZero();
        assertThat(end.log()).doesNotContain("ERROR");
        assertThat(end.of("page calls")).isNotEmpty().doesNotContain(PatchStatus.APPLIED);
        assertThat(end.of("budgets")).isNotEmpty().containsOnly(PatchStatus.REMOVED);
        assertThat(end.of("engine heap")).hasSize(4).containsOnly(PatchStatus.APPLIED);
        assertThat(end.of("scrap heap")).hasSize(11)
                .containsOnly(scrap == 1 ? PatchStatus.APPLIED : PatchStatus.SKIPPED);
        assertThat(end.removal()).matches("\\d+ put back, \\d+ stay");
    }

    @Test
    void withoutTheHeapNothingStays() throws Exception {
        End end = play("[Heap]\nEnabled=0\n[Budgets]\nuTextureMemory=41943040\n", "--late-frees");
        assertThat(end.status()).isZero();
        assertThat(end.removal()).endsWith(" 0 stay");
        assertThat(end.patches()).isNotEmpty().extracting(Patch::status).doesNotContain(PatchStatus.APPLIED);
    }
}
