package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.cli.practice.Comparison;
import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.cli.practice.PracticeTruth;
import io.github.memorypoolnvse.telemetry.PluginMode;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every allocator with every hook, with and without Preload: the plugin and the practice game agree. */
@Timeout(600)
class MatrixIT {

    private static final List<String> ALLOCATORS = List.of("rpmalloc", "jemalloc", "pool", "system");

    private enum Hooks {
        HEAP(false, false, false), IMPORTS(true, false, false), PAGES(false, true, false), ALL(true, true, true);

        private final boolean imports;
        private final boolean pages;
        private final boolean scrap;

        Hooks(boolean imports, boolean pages, boolean scrap) {
            this.imports = imports;
            this.pages = pages;
            this.scrap = scrap;
        }
    }

    @TempDir
    private Path temporary;

    private record Outcome(String allocator, Hooks hooks, boolean preload, PluginMode mode, long patchCount,
            List<Comparison> comparisons, PracticeTruth truth, String reported) {

        boolean agrees() {
            boolean counts = !preload || comparisons.stream().allMatch(Comparison::equal);
            boolean blocks = truth.blocksChecked() > 0 && truth.blocksCorrupt() == 0 && truth.end().equals("completed");
            return counts && blocks && mode == (preload ? PluginMode.ACTIVE : PluginMode.OBSERVE)
                    && patchCount == (hooks.pages ? 17 : 0) && (!preload || reported.equals(allocator));
        }

        String line() {
            return String.format(Locale.ROOT, "  %-9s %-8s %-10s %-8s %9d %12d  %s", allocator,
                    hooks.name().toLowerCase(Locale.ROOT), preload ? "Preload" : "no Preload",
                    mode.name().toLowerCase(Locale.ROOT), patchCount, truth.blocksChecked(),
                    agrees() ? "agrees" : "DIFFERS " + comparisons.stream().filter(row -> !row.equal()).toList());
        }
    }

    @Test
    void pluginAndPracticeGameAgreeInEveryCombination() throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        for (String allocator : ALLOCATORS) {
            for (Hooks hooks : Hooks.values()) {
                for (boolean preload : new boolean[] {true, false}) {
                    outcomes.add(run(allocator, hooks, preload));
                }
            }
        }
        StringBuilder table = new StringBuilder(
                "\n  allocator hooks    loading    mode       covered       blocks\n");
        outcomes.forEach(outcome -> table.append(outcome.line()).append('\n'));
        System.out.println(table);
        SoftAssertions softly = new SoftAssertions();
        outcomes.forEach(outcome -> softly.assertThat(outcome.agrees()).as(outcome.line()).isTrue());
        softly.assertAll();
        assertThat(outcomes).hasSize(32);
    }

    private Outcome run(String allocator, Hooks hooks, boolean preload) throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve(allocator + "-" + hooks + "-" + preload))
                .settings("""
                        [Heap]
                        Allocator=%s
                        ScrapHeap=%d
                        [Hooks]
                        ImportTables=%d
                        PageCalls=%d
                        """.formatted(allocator, bit(hooks.scrap), bit(hooks.imports), bit(hooks.pages)));
        List<String> options = new ArrayList<>(List.of("--threads", "3", "--seed", "7", "--frames", "100", "--speed",
                "0", "--scale", "0.15", "--command", "GetPatchCount"));
        if (!preload) {
            options.add("--no-preload");
        }
        try (PracticeGame game = install.start(options.toArray(String[]::new));
                ReadBlock block = ReadBlock.of(game.process())) {
            assertThat(game.awaitEnd(Duration.ofSeconds(60))).as("the game ended by itself").isTrue();
            PracticeTruth truth = game.truth();
            Snapshot last = block.snapshot();
            return new Outcome(allocator, hooks, preload, block.reader().status().mode(),
                    truth.commands().getOrDefault("GetPatchCount", -1.0).longValue(), comparisons(last, truth, hooks, preload), truth,
                    block.property("allocator"));
        }
    }

    private static List<Comparison> comparisons(Snapshot last, PracticeTruth truth, Hooks hooks, boolean preload) {
        List<Comparison> rows = Comparison.of(last, truth, hooks.scrap);
        assertThat(rows).extracting(Comparison::metric).contains("engine.allocations", "crt.allocations",
                "scrap.allocations");
        return preload ? rows : List.of();
    }

    private static int bit(boolean on) {
        return on ? 1 : 0;
    }
}
