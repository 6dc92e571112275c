package io.github.memorypoolnvse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.cli.practice.PracticeGame;
import io.github.memorypoolnvse.telemetry.PluginMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One conformance suite through every way into the heap, with each allocator and each watch, in a process in which the
 * plugin's own hooks stand; and, so that what is expected is no invention, through the functions it replaces.
 */
@Timeout(1800)
class ConformanceIT {

    private static final String PROBE = "ConformanceProbe.dll";
    private static final String MIXED = "mixed";

    /** A column of the matrix. */
    private record Setup(String name, String allocator, String settings) {

        boolean original() {
            return allocator.equals("none");
        }

        /** The probe's word for what it may expect. */
        String mode() {
            if (original()) {
                return "original";
            }
            if (allocator.equals("pool")) {
                return "bounded";
            }
            return settings.contains("LargeBlockThresholdKB=0") ? "small" : "taken";
        }

        String ini() {
            return original() ? "[General]\nEnabled=0\n" : """
                    [Heap]
                    Allocator=%s
                    PoolMB=1024
                    ScrapHeap=1
                    %s""".formatted(allocator, settings);
        }
    }

    private static final List<Setup> SETUPS = List.of(
            new Setup("original", "none", ""),
            new Setup("rpmalloc", "rpmalloc", ""),
            new Setup("rp small", "rpmalloc", "LargeBlockThresholdKB=0\nQuarantineFrames=0\n"),
            new Setup("rp watch", "rpmalloc", "[Debug]\nCorruptionWatch=1\n"),
            new Setup("rp leaks", "rpmalloc", "[Debug]\nLeakTracking=1\n"),
            new Setup("jemalloc", "jemalloc", ""),
            new Setup("je watch", "jemalloc", "[Debug]\nCorruptionWatch=1\nLeakTracking=1\n"),
            new Setup("pool", "pool", ""),
            new Setup("po watch", "pool", "[Debug]\nCorruptionWatch=1\n"),
            new Setup("system", "system", ""),
            new Setup("sy watch", "system", "[Debug]\nCorruptionWatch=1\n"),
            new Setup("sy leaks", "system", "[Debug]\nLeakTracking=1\n"));

    private static final List<String> WAYS = List.of("engine", "engine, traced", "engine, objects", "crt", "crt, its own",
            "scrap heap", "msvcrt", "msvcr100", "msvcr110", "msvcr120", "ucrtbase", "apiset", "new, delete",
            "new[], delete[]", "exports", MIXED);

    @TempDir
    private Path temporary;

    private record Cell(int checks, int failed) {

        String text() {
            return failed == 0 ? Integer.toString(checks) : failed + " FAILED";
        }
    }

    private record Outcome(Setup setup, Map<String, Cell> cells, List<String> failures) {
    }

    @Test
    void everyWayIntoTheHeapKeepsWhatItPromises() throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        for (Setup setup : SETUPS) {
            outcomes.add(run(setup));
        }
        System.out.println(table(outcomes));
        SoftAssertions softly = new SoftAssertions();
        for (Outcome outcome : outcomes) {
            softly.assertThat(outcome.failures()).as(outcome.setup().name()).isEmpty();
            softly.assertThat(outcome.cells().values()).as(outcome.setup().name())
                    .allMatch(cell -> cell.checks() > 10 && cell.failed() == 0);
            List<String> expected = outcome.setup().original()
                    ? WAYS.stream().filter(way -> !way.equals("exports") && !way.equals(MIXED)).toList() : WAYS;
            softly.assertThat(outcome.cells().keySet()).as(outcome.setup().name())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        softly.assertAll();
    }

    private static String table(List<Outcome> outcomes) {
        StringBuilder table = new StringBuilder("\n  checks through  ");
        outcomes.forEach(outcome -> table.append(String.format(Locale.ROOT, " %9s", outcome.setup().name())));
        for (String way : WAYS) {
            table.append(String.format(Locale.ROOT, "%n  %-16s", way));
            for (Outcome outcome : outcomes) {
                Cell cell = outcome.cells().get(way);
                table.append(String.format(Locale.ROOT, " %9s", cell == null ? "-" : cell.text()));
            }
        }
        return table.append('\n').toString();
    }

    private Outcome run(Setup setup) throws Exception {
        PracticeInstall install = PracticeInstall.in(temporary.resolve(setup.name().replace(' ', '-')))
                .settings(setup.ini());
        Path practice = PracticeInstall.nativeBuild().resolve("practice");
        Files.copy(practice.resolve("paths").resolve(PROBE), install.plugins().resolve(PROBE));
        try (Stream<Path> makers = Files.list(practice.resolve("hooks"))) {
            for (Path maker : (Iterable<Path>) makers.filter(file -> file.getFileName().toString()
                    .matches("maker_\\w+\\.dll"))::iterator) {
                Files.copy(maker, install.folder().resolve(maker.getFileName()));
            }
        }
        Map<String, String> environment = Map.of("MEMORYPOOL_PROBE_OUT", "conformance.json", "MEMORYPOOL_PROBE_MODE",
                setup.mode(), "MEMORYPOOL_PROBE_SHARE", "24");
        try (PracticeGame game = install.start(environment, "--threads", "1", "--frames", "45", "--speed", "0",
                "--scale", "0.05"); ReadBlock block = ReadBlock.of(game.process())) {
            boolean ended = game.awaitEnd(Duration.ofSeconds(180));
            List<String> failures = failures(install);
            if (!ended || game.process().exitValue() != 0 || !game.hasTruth()) {
                failures.add("the game ended: " + ended + ", " + lastLine(install));
                return new Outcome(setup, Map.of(), failures);
            }
            assertThat(game.truth().blocksCorrupt()).isZero();
            assertThat(block.reader().status().mode()).as(setup.name())
                    .isEqualTo(setup.original() ? PluginMode.OBSERVE : PluginMode.ACTIVE);
            if (!setup.original()) {
                assertThat(block.property("allocator")).isEqualTo(setup.allocator());
                assertThat(block.snapshot().value("heap.corruption").orElse(0)).as(setup.name()).isZero();
            }
            assertThat(install.log()).as(setup.name()).doesNotContain("Corruption:");
            return new Outcome(setup, cells(install), failures);
        }
    }

    private static Map<String, Cell> cells(PracticeInstall install) throws Exception {
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (JsonNode row : JsonMapper.shared().readTree(install.folder().resolve("conformance.json").toFile())) {
            cells.put(row.get("name").asString(), new Cell(row.get("checks").asInt(), row.get("failed").asInt()));
        }
        return cells;
    }

    private static List<String> failures(PracticeInstall install) throws Exception {
        List<String> failures = new ArrayList<>();
        String way = "";
        for (String line : Files.readAllLines(install.folder().resolve("conformance.json.log"))) {
            if (line.startsWith("---")) {
                way = line.substring(4);
            } else if (line.startsWith("CHECK FAIL") || line.endsWith("do not pass")) {
                failures.add(way + ": " + line);
            }
        }
        return failures;
    }

    private static String lastLine(PracticeInstall install) throws Exception {
        List<String> lines = Files.readAllLines(install.folder().resolve("conformance.json.log"));
        return lines.isEmpty() ? "before any check" : "after " + lines.getLast();
    }
}
