package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.cli.practice.PracticeTruth;
import io.github.memorypoolnvse.cli.practice.PracticeTruth.PathTruth;
import io.github.memorypoolnvse.telemetry.BlockState;
import io.github.memorypoolnvse.telemetry.PatchStatus;
import io.github.memorypoolnvse.telemetry.PluginMode;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the plugin reports is what the practice game did, call for call and byte for byte. */
class TruthIT {

    @TempDir
    private Path temporary;

    @ParameterizedTest(name = "{0} threads, seed {1}")
    @CsvSource({"1, 1", "1, 2", "1, 3", "2, 1", "2, 2", "2, 3", "6, 1", "6, 2", "6, 3"})
    void totalsEqualTheTruth(int threads, int seed) throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game")).settings("[Budgets]\nPreset=Vanilla\n");
        Snapshot last;
        PracticeTruth truth;
        try (PracticeGame game = install.start("--threads", "" + threads, "--seed", "" + seed, "--frames", "240",
                "--speed", "0", "--scale", "0.5", "--command", "IsMemoryPoolActive");
                ReadBlock block = ReadBlock.of(game.process())) {
            assertThat(game.awaitEnd(Duration.ofSeconds(90))).as("the game ended by itself").isTrue();
            truth = game.truth();
            assertThat(block.reader().status().state()).isEqualTo(BlockState.DEAD);
            assertThat(block.reader().status().mode()).isEqualTo(PluginMode.ACTIVE);
            assertThat(block.reader().patches().orElseThrow())
                    .filteredOn(patch -> List.of("engine heap", "crt").contains(patch.group())).hasSizeGreaterThan(13)
                    .allMatch(patch -> patch.status() == PatchStatus.APPLIED);
            last = block.snapshot();
        }
        assertThat(truth.end()).isEqualTo("completed");
        assertThat(truth.blocksChecked()).isPositive();
        assertThat(truth.blocksCorrupt()).isZero();
        assertThat(truth.commands()).containsEntry("IsMemoryPoolActive", 1.0);
        for (String path : List.of("engine", "crt")) {
            assertThat(counted(last, path)).as(path).isEqualTo(told(truth.paths().get(path)));
        }
        assertThat(truth.paths().get("engine").allocations()).isGreaterThan(10_000);
        assertThat(last.value("total.fallbacks")).hasValue(0);
    }

    private record Counts(long allocations, long frees, long reallocations, long bytesRequested, long liveBytes) {
    }

    private static Counts told(PathTruth path) {
        return new Counts(path.allocations(), path.frees(), path.reallocations(), path.bytesRequested(),
                path.liveBytes());
    }

    private static Counts counted(Snapshot last, String path) {
        return new Counts(last.value(path + ".allocations").orElseThrow(), last.value(path + ".frees").orElseThrow(),
                last.value(path + ".reallocations").orElseThrow(),
                last.value(path + ".bytes_requested").orElseThrow(), last.value(path + ".live_bytes").orElseThrow());
    }
}
