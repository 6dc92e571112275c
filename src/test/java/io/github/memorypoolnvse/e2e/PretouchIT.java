package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.SampleSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory touched at the start is there before the game asks for it; what the machine offers is told. */
@Timeout(120)
class PretouchIT {

    private static final long MB = 1024 * 1024;

    @TempDir
    private Path temporary;

    private List<Long> committed(String allocator, int megabytes) throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game" + megabytes)).settings(
                "[Heap]\nAllocator=%s\nPretouchMB=%d\nPoolMB=256\n".formatted(allocator, megabytes));
        List<Long> samples = new ArrayList<>();
        try (PracticeGame game = install.start("--threads", "2", "--frames", "60", "--speed", "60", "--scale", "0.05");
                ReadBlock block = ReadBlock.of(game.process())) {
            assertThat(game.awaitEnd(Duration.ofSeconds(60))).as("the game ended by itself").isTrue();
            assertThat(game.truth().blocksCorrupt()).isZero();
            assertThat(block.property("largePages")).matches("not supported|\\d+ KB, (not )?allowed.*, not used");
            int slot = block.reader().directory().find("heap.committed").map(Metric::ringSlot).orElseThrow();
            block.reader().drainSamples(new SampleSink() {
                @Override
                public void sample(long serial, long timeNanos, long[] values) {
                    if (values[slot] != Metric.NO_VALUE) {
                        samples.add(values[slot]);
                    }
                }
            });
        }
        return samples;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpmalloc", "pool"}) // jemalloc gives unused pages back within 0.1 s by its own rule
    void touchedMemoryIsThereFromTheStart(String allocator) throws Exception {
        List<Long> without = committed(allocator, 0);
        List<Long> with = committed(allocator, 64);
        assertThat(without).hasSizeGreaterThan(3);
        assertThat(with.getFirst()).isGreaterThanOrEqualTo(without.getFirst() + 48 * MB);
    }
}
