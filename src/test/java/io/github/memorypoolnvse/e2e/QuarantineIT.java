package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the game frees stays as it was for the frames the settings say, through the entries it really calls. */
class QuarantineIT {

    private static final String PROBE = "QuarantineProbe.dll";

    @TempDir
    private Path temporary;

    private record Outcome(JsonNode seen, Snapshot last, String log) {

        long value(String metric) {
            return last.value(metric).orElseThrow();
        }
    }

    private Outcome run(String settings, int watchedFrames, String... more) throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game")).settings(settings);
        Files.copy(PracticeInstall.nativeBuild().resolve("practice/heap").resolve(PROBE),
                install.plugins().resolve(PROBE));
        Map<String, String> environment =
                Map.of("MEMORYPOOL_PROBE_OUT", "probe.json", "MEMORYPOOL_PROBE_FRAMES", "" + watchedFrames);
        List<String> options = new ArrayList<>(List.of("--threads", "2", "--seed", "5", "--frames", "90", "--speed", "0",
                "--scale", "0.1"));
        options.addAll(List.of(more));
        try (PracticeGame game = install.start(environment, options.toArray(String[]::new)); ReadBlock block = ReadBlock.of(game.process())) {
            assertThat(game.awaitEnd(Duration.ofSeconds(90))).as("the game ended by itself").isTrue();
            assertThat(game.truth().blocksCorrupt()).isZero();
            return new Outcome(JsonMapper.shared().readTree(install.folder().resolve("probe.json").toFile()),
                    block.snapshot(), install.log());
        }
    }

    @ParameterizedTest(name = "{0}, {1} frames")
    @CsvSource({"rpmalloc, 1", "rpmalloc, 3", "rpmalloc, 7", "jemalloc, 3", "system, 3"})
    void freedBlocksKeepTheirBytesAndSizes(String allocator, int frames) throws Exception {
        Outcome outcome = run("[Heap]\nAllocator=%s\nQuarantineFrames=%d\n".formatted(allocator, frames), frames);
        assertThat(outcome.seen().get("lookedAt").asInt()).isGreaterThan(250 * 50 * frames);
        assertThat(outcome.seen().get("changed").asInt()).as("blocks that changed").isZero();
        assertThat(outcome.seen().get("resized").asInt()).as("sizes that changed").isZero();
        assertThat(outcome.value("quarantine.blocks")).isGreaterThan(250 * 59L);
        assertThat(outcome.value("quarantine.bytes")).isBetween(0L, 32L << 20);
        assertThat(outcome.value("heap.corruption")).isZero();
        assertThat(outcome.log()).doesNotContain("Corruption:");
    }

    @Test
    void withoutQuarantineBlocksAreUsedAgain() throws Exception {
        Outcome outcome = run("[Heap]\nQuarantineFrames=0\n", 3);
        assertThat(outcome.seen().get("changed").asInt()).isPositive();
        assertThat(outcome.value("quarantine.blocks")).isZero();
        assertThat(outcome.value("quarantine.bytes")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpmalloc", "jemalloc", "system"})
    void aBlockFreedTwiceIsFreedOnceAndNamed(String allocator) throws Exception {
        String settings = "[Heap]\nAllocator=%s\n".formatted(allocator);
        Outcome outcome = run(settings, 3, "--fault", "double-free", "--fault-frame", "70");
        assertThat(outcome.value("heap.corruption")).isEqualTo(1);
        assertThat(outcome.log()).containsPattern(
                "Corruption: freed twice: block [0-9A-F]{8} of 2\\d\\d bytes, by thread \\d+; it is freed once");
        assertThat(outcome.seen().get("changed").asInt()).isZero();
    }

    @Test
    void theBoundHoldsBack() throws Exception {
        Outcome outcome = run("[Heap]\nQuarantineFrames=60\nQuarantineMaxMB=1\n", 1);
        assertThat(outcome.value("quarantine.bytes")).isBetween(1L, 1L << 20);
    }
}
