package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.cli.practice.Comparison;
import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.cli.practice.PracticeTruth;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The workload at full speed on six threads with everything on and every block checked: no corruption, no leak, and
 * no memory held that the workload does not explain. Twenty seconds among the tests; {@code ./bench soak} gives the
 * half hour and keeps the numbers.
 */
class SoakIT {

    private static final long MB = 1024 * 1024;
    private static final int SECONDS = Integer.getInteger("memorypool.soak.seconds", 20);
    private static final Optional<Path> RESULTS =
            Optional.ofNullable(System.getProperty("memorypool.soak.results")).map(Path::of);

    @TempDir
    private Path temporary;

    private record Moment(long live, long committed, long reserved) {

        static Moment of(Snapshot now) {
            return new Moment(now.value("total.live_bytes").orElseThrow(),
                    now.value("heap.committed").orElseThrow() + now.value("large.committed").orElseThrow(),
                    now.value("heap.reserved").orElseThrow() + now.value("large.reserved").orElseThrow());
        }

        /** Backed memory beyond what the game holds. */
        long overhead() {
            return committed - live;
        }
    }

    @Test
    void nothingBreaksAndNothingGrows() throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game")).settings("""
                [Heap]
                ScrapHeap=1
                [Hooks]
                ImportTables=1
                PageCalls=1
                [Budgets]
                Preset=Custom
                uTextureMemory=41943040
                """);
        List<Moment> moments = new ArrayList<>();
        PracticeTruth truth;
        Snapshot last;
        try (PracticeGame game = install.start("--seconds", "" + SECONDS, "--threads", "6", "--speed", "0", "--scale",
                "0.5", "--late-frees");
                ReadBlock block = ReadBlock.of(game.process())) {
            long limit = System.nanoTime() + Duration.ofSeconds(2L * SECONDS + 60).toNanos();
            while (game.process().isAlive() && System.nanoTime() < limit) {
                Thread.sleep(SECONDS * 1000L / 200);
                block.reader().snapshot().filter(now -> now.value("heap.committed").isPresent()
                        && now.value("large.committed").isPresent()).ifPresent(now -> moments.add(Moment.of(now)));
            }
            assertThat(game.awaitEnd(Duration.ofSeconds(10))).as("the game ended by itself").isTrue();
            assertThat(game.process().exitValue()).as("blocks freed late").isZero();
            truth = game.truth();
            last = block.snapshot();
        }
        keepResults(truth, moments);

        assertThat(truth.end()).isEqualTo("completed");
        assertThat(truth.blocksChecked()).isGreaterThan(100_000);
        assertThat(truth.blocksCorrupt()).isZero();
        assertThat(Comparison.of(last, truth, true)).allMatch(Comparison::equal);
        for (String none : List.of("total.fallbacks", "heap.corruption", "large.corruption", "threads.sharing")) {
            assertThat(last.value(none).orElse(0)).as(none).isZero();
        }
        assertThat(install.log()).doesNotContain("ERROR");
        assertNoGrowth(moments);
    }

    private static void assertNoGrowth(List<Moment> moments) {
        int count = moments.size();
        assertThat(count).isGreaterThan(20);
        List<Moment> early = moments.subList(count / 4, count / 2);
        List<Moment> late = moments.subList(3 * count / 4, count);
        assertThat(median(late, Moment::overhead)).as("memory beyond what is held")
                .isLessThanOrEqualTo(median(early, Moment::overhead) * 3 / 2 + 24 * MB);
        long peak = moments.stream().mapToLong(Moment::live).max().orElseThrow();
        assertThat(moments).allSatisfy(moment -> assertThat(moment.committed()).as("backed memory")
                .isLessThanOrEqualTo(peak * 3 / 2 + 96 * MB));
    }

    private static long median(List<Moment> moments, ToLongFunction<Moment> value) {
        return moments.stream().mapToLong(value).sorted().skip(moments.size() / 2).findFirst().orElseThrow();
    }

    private static void keepResults(PracticeTruth truth, List<Moment> moments) throws Exception {
        if (RESULTS.isEmpty()) {
            return;
        }
        int count = moments.size();
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("seconds", truth.seconds());
        numbers.put("blocks_checked", truth.blocksChecked());
        numbers.put("blocks_corrupt", truth.blocksCorrupt());
        numbers.put("live_mb_peak", moments.stream().mapToLong(Moment::live).max().orElse(0) / MB);
        numbers.put("committed_mb_peak", moments.stream().mapToLong(Moment::committed).max().orElse(0) / MB);
        numbers.put("overhead_mb_second_quarter",
                median(moments.subList(count / 4, count / 2), Moment::overhead) / MB);
        numbers.put("overhead_mb_last_quarter", median(moments.subList(3 * count / 4, count), Moment::overhead) / MB);
        Files.createDirectories(RESULTS.get().toAbsolutePath().getParent());
        String json = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(numbers);
        Files.writeString(RESULTS.get(), json.replace("\" : ", "\": "));
    }
}
