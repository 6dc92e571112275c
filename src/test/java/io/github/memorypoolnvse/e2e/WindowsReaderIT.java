package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.SampleSink;
import io.github.memorypoolnvse.telemetry.SnapshotJson;
import io.github.memorypoolnvse.telemetry.WineProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The block of a running 32-bit game, read by a 64-bit Windows program as the manager does on Windows, says what
 * the manager reads on Linux.
 */
@EnabledOnOs(OS.LINUX)
class WindowsReaderIT {

    @TempDir
    private Path temporary;

    @Test
    @Timeout(180)
    void bothReadersSeeTheSameSample() throws Exception {
        WineProgram.makePrefix("win64");
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game")).settings("[Budgets]\nPreset=Vanilla\n");
        try (PracticeGame game = install.start(WineProgram.environment("win64"), "--seconds", "60", "--scale", "0.3");
                ReadBlock block = ReadBlock.of(game.process())) {
            await().atMost(Duration.ofSeconds(20)).until(() -> allocations(block) > 0); // the first sample is from before
            JsonNode windows = JsonMapper.shared().readTree(windowsSnapshot());
            Map<Long, long[]> samples = new HashMap<>();
            block.reader().drainSamples(new SampleSink() {
                @Override
                public void sample(long serial, long timeNanos, long[] values) {
                    samples.put(serial, values.clone());
                }
            });
            JsonNode linux =
                    JsonMapper.shared().readTree(new SnapshotJson().write(block.reader()).orElseThrow());
            for (String same : new String[] {"token", "major", "minor", "processId", "state", "mode", "patches"}) {
                assertThat(windows.get(same)).as(same).isEqualTo(linux.get(same));
            }
            assertThat(windows.get("properties").get("plugin.version"))
                    .isEqualTo(linux.get("properties").get("plugin.version"));
            long serial = windows.get("serial").asLong();
            assertThat(samples).containsKey(serial);
            assertThat(sampled(windows, block)).isEqualTo(known(samples.get(serial), block)).hasSizeGreaterThan(30);
            assertThat(windows.get("values").get("engine.allocations").asLong()).isPositive();
        }
    }

    private static long allocations(ReadBlock block) throws Exception {
        return JsonMapper.shared().readTree(new SnapshotJson().write(block.reader()).orElseThrow())
                .get("values").get("engine.allocations").asLong();
    }

    private static String windowsSnapshot() throws Exception {
        try (WineProgram reader =
                WineProgram.start("win64", WineProgram.windowsReader(), PracticeGame.EXECUTABLE, "--wait", "30")) {
            return reader.wholeOutput();
        }
    }

    private static Map<String, Long> sampled(JsonNode snapshot, ReadBlock block) {
        Map<String, Long> values = new TreeMap<>();
        for (Metric metric : block.reader().directory().sampled()) {
            JsonNode value = snapshot.get("values").get(metric.id());
            if (value != null) {
                values.put(metric.id(), value.asLong());
            }
        }
        return values;
    }

    private static Map<String, Long> known(long[] sample, ReadBlock block) {
        Map<String, Long> values = new TreeMap<>();
        for (Metric metric : block.reader().directory().sampled()) {
            if (sample[metric.ringSlot()] != Metric.NO_VALUE) {
                values.put(metric.id(), sample[metric.ringSlot()]);
            }
        }
        return values;
    }
}
