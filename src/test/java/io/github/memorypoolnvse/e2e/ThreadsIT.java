package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.cli.practice.PracticeTruth;
import io.github.memorypoolnvse.cli.practice.PracticeTruth.CallTruth;
import io.github.memorypoolnvse.cli.practice.PracticeTruth.ThreadTruth;
import io.github.memorypoolnvse.telemetry.BlockState;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadCounts;
import io.github.memorypoolnvse.telemetry.ThreadRole;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the plugin says of each thread is what that thread of the practice game did, and all of it is the totals. */
class ThreadsIT {

    /** Everything the game's truth counts, and nothing else, goes through the plugin. */
    private static final String SETTINGS = """
            [Heap]
            ScrapHeap=1
            [Hooks]
            ImportTables=0
            """;

    @TempDir
    private Path temporary;

    private record Counts(long allocations, long frees, long reallocations, long failures, long bytesRequested) {

        private static Counts of(Collection<ThreadTruth> threads) {
            return new Counts(sum(threads, CallTruth::allocations), sum(threads, CallTruth::frees),
                    sum(threads, CallTruth::reallocations), sum(threads, CallTruth::failures),
                    sum(threads, CallTruth::bytesRequested));
        }

        private static long sum(Collection<ThreadTruth> threads, ToLongFunction<CallTruth> count) {
            return threads.stream().flatMap(thread -> thread.paths().values().stream()).mapToLong(count).sum();
        }

        private static Counts of(ThreadCounts told) {
            return new Counts(told.allocations(), told.frees(), told.reallocations(), told.failures(),
                    told.bytesRequested());
        }
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 5})
    void everyThreadIsToldAsItWas(int count) throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve("game")).settings(SETTINGS);
        PracticeTruth truth;
        ThreadTable table;
        Snapshot last;
        try (PracticeGame game = install.start("--threads", "" + count, "--frames", "200", "--speed", "0", "--scale",
                "0.4"); ReadBlock block = ReadBlock.of(game.process())) {
            assertThat(game.awaitEnd(Duration.ofSeconds(90))).as("the game ended by itself").isTrue();
            truth = game.truth();
            assertThat(block.reader().status().state()).isEqualTo(BlockState.DEAD);
            last = block.snapshot();
            table = block.reader().threads().orElseThrow();
        }
        assertThat(truth.threads()).hasSize(count);
        assertThat(table.timeNanos()).isEqualTo(last.timeNanos());
        assertThat(sum(table, ThreadCounts::allocations)).isEqualTo(last.value("total.allocations").orElseThrow());
        assertThat(sum(table, ThreadCounts::frees)).isEqualTo(last.value("total.frees").orElseThrow());
        assertThat(sum(table, ThreadCounts::reallocations)).isEqualTo(last.value("total.reallocations").orElseThrow());
        assertThat(sum(table, ThreadCounts::failures)).isEqualTo(last.value("total.failures").orElseThrow());
        assertThat(sum(table, ThreadCounts::bytesRequested))
                .isEqualTo(last.value("total.bytes_requested").orElseThrow());
        assertThat(sum(table, ThreadCounts::balance)).isEqualTo(last.value("total.live_bytes").orElseThrow());
        assertThat(sum(table, ThreadCounts::pageCalls)).isPositive()
                .isEqualTo(last.value("pages.calls").orElseThrow() - last.value("pages.other").orElseThrow());
        assertThat(sum(table, ThreadCounts::threads)).isEqualTo(last.value("threads.started").orElseThrow());

        Map<Long, Counts> told = table.threads().stream().filter(thread -> thread.role().single())
                .filter(thread -> thread.calls() > 0)
                .collect(Collectors.toMap(ThreadCounts::threadId, Counts::of));
        Map<Boolean, List<ThreadTruth>> byPresence =
                truth.threads().stream().collect(Collectors.partitioningBy(thread -> told.containsKey(thread.id())));
        assertThat(told).isEqualTo(byPresence.get(true).stream()
                .collect(Collectors.toMap(ThreadTruth::id, thread -> Counts.of(List.of(thread)))));
        Counts ended = table.threads().stream().filter(thread -> thread.role() == ThreadRole.ENDED).map(Counts::of)
                .findAny().orElse(new Counts(0, 0, 0, 0, 0));
        assertThat(ended).isEqualTo(Counts.of(byPresence.get(false)));

        ThreadCounts main = table.threads().stream().filter(thread -> thread.role() == ThreadRole.MAIN).findAny()
                .orElseThrow();
        assertThat(main.threadId()).isEqualTo(truth.threads().getFirst().id());
        assertThat(main.name()).matches("FalloutNV\\.exe\\+0x[0-9A-F]+");
        inTheLogToo(install.log(), table);
    }

    private static long sum(ThreadTable table, ToLongFunction<ThreadCounts> count) {
        return table.threads().stream().mapToLong(count).sum();
    }

    private static void inTheLogToo(String log, ThreadTable table) {
        for (ThreadCounts thread : table.threads()) {
            if (thread.calls() + thread.pageCalls() > 0 && thread.role() != ThreadRole.ENDED) {
                String line = "thread %d (%s%s): %d allocations, %d frees, %d reallocations, %d failures, %d bytes asked for, %+d bytes live"
                        .formatted(thread.threadId(), thread.role() == ThreadRole.MAIN ? "main thread, " : "",
                                thread.name(), thread.allocations(), thread.frees(), thread.reallocations(),
                                thread.failures(), thread.bytesRequested(), thread.balance());
                assertThat(log).contains(line);
            }
        }
        List<MatchResult> lines = Pattern.compile("(?:thread \\d+|ended threads) .*: (\\d+) allocations, ").matcher(log)
                .results().toList();
        assertThat(lines.stream().mapToLong(line -> Long.parseLong(line.group(1))).sum())
                .isEqualTo(sum(table, ThreadCounts::allocations));
    }
}
