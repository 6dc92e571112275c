package io.github.memorypoolnvse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.Budget;
import io.github.memorypoolnvse.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SessionExportTest {

    @TempDir
    Path folder;

    private final RecordedRun run = new RecordedRun(Instant.parse("2026-11-20T18:30:00Z"), "0123456789abcdef", 605, 1);
    private Session session;

    @BeforeEach
    void recordOne() throws IOException {
        SessionStore store = new SessionStore(folder.resolve("sessions"));
        SessionRecorder recorder = new SessionRecorder(store, true);
        run.playTo(recorder);
        recorder.detailsChanged(run.attachment(), new BlockDetails(run.details().properties(), List.of(),
                List.of(new Budget("uTextureMemory", 20, 200, 200), new Budget("uLightCount", 10, 20, 20))));
        recorder.mark(new SessionMark(run.time(300), SessionMark.Kind.HAND, "Mark 1"));
        recorder.gap(7);
        long[] unknown = run.samples().getFirst().clone();
        unknown[4] = Metric.NO_VALUE;
        recorder.sample(613, run.time(612), unknown);
        run.leave(recorder);
        store.describe(store.all().getFirst().id(), "Freeside, at night", "stutters\nat the gate");
        session = store.all().getFirst();
    }

    private Path out(String name) {
        return folder.resolve(name);
    }

    private void export(Path file, ExportFormat format) throws IOException {
        new SessionExport(session).write(file, format);
    }

    @Test
    void aTableSaysWhatItIsBeforeItsRows() throws IOException {
        export(out("a.csv"), ExportFormat.CSV);

        List<String> lines = Files.readAllLines(out("a.csv"));
        assertThat(lines).startsWith("# MemoryPoolNVSE session " + session.id(), "# name = Freeside, at night",
                "# notes = stutters", "# notes = at the gate", "# started = 2026-11-20T18:30:00Z",
                "# sample period [ms] = 100").contains("# budgets.preset = Ultra",
                "# budget uTextureMemory [bytes]: before = 20, wanted = 200, now = 200",
                "# budget uLightCount [count]: before = 10, wanted = 20, now = 20",
                "# event at 30.300000000 [s], OUT_OF_MEMORY, WARNING: The engine ran out of memory and cleaned up",
                "# mark at 30.100000000 [s], HAND: Mark 1");
        List<String> rows = lines.stream().filter(line -> !line.startsWith("#")).toList();
        assertThat(rows.getFirst()).startsWith("serial,time [s],total.allocations [count],total.live_bytes [bytes]");
        assertThat(rows).hasSize(607);
        assertThat(rows.get(1)).startsWith("1,0.100000000," + run.samples().getFirst()[0] + ",");
        assertThat(rows.getLast().split(",", -1)).hasSize(11).startsWith("613", "61.300000000").satisfies(
                cells -> assertThat(cells[6]).as("not known").isEmpty());
        assertThat(lines.get(lines.size() - 2)).isEqualTo("# gap: 7 samples were lost here");
    }

    @Test
    void aDocumentDeclaresItsColumns() throws IOException {
        export(out("a.json"), ExportFormat.JSON);

        JsonNode tree = JsonMapper.shared().readTree(Files.readAllBytes(out("a.json")));
        assertThat(tree.get("notes").asString()).isEqualTo("stutters\nat the gate");
        assertThat(tree.get("samplePeriodMillis").asInt()).isEqualTo(100);
        assertThat(tree.get("budgets").get(1).get("unit").asString()).isEqualTo("count");
        assertThat(tree.get("events")).hasSize(2);
        assertThat(tree.get("marks").get(0).get("text").asString()).isEqualTo("Mark 1");
        assertThat(tree.get("gaps").get(0).get("afterSerial").asLong()).isEqualTo(605);
        assertThat(tree.get("gaps").get(0).get("lostSamples").asLong()).isEqualTo(7);
        assertThat(tree.get("threads")).hasSize(24);
        JsonNode columns = tree.get("columns");
        assertThat(columns.get(0).get("name").asString()).isEqualTo("serial");
        assertThat(columns.get(1).get("unit").asString()).isEqualTo("ns");
        assertThat(columns.get(3).get("name").asString()).isEqualTo("total.live_bytes");
        assertThat(columns.get(3).get("unit").asString()).isEqualTo("bytes");
        assertThat(tree.get("samples")).hasSize(606).allSatisfy(row -> assertThat(row).hasSize(columns.size()));
        assertThat(tree.get("samples").get(604).get(0).asLong()).isEqualTo(605);
        assertThat(tree.get("samples").get(604).get(1).asLong()).isEqualTo(run.time(604));
        assertThat(tree.get("samples").get(604).get(2).asLong()).isEqualTo(run.samples().getLast()[0]);
        assertThat(tree.get("samples").get(605).get(6).isNull()).isTrue();
        assertThat(tree.get("slowSamples")).hasSize(13)
                .allSatisfy(row -> assertThat(row).hasSize(tree.get("slowColumns").size()));
        assertThat(tree.get("slowSamples").get(1).get(9).asLong())
                .isEqualTo(run.snapshot(50).value("size.07").orElseThrow());
    }

    @Test
    void numbersLookTheSameInEveryLanguage() throws IOException {
        Locale before = Locale.getDefault();
        try {
            export(out("a.csv"), ExportFormat.CSV);
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            export(out("b.csv"), ExportFormat.CSV);
        } finally {
            Locale.setDefault(before);
        }

        assertThat(out("b.csv")).hasSameTextualContentAs(out("a.csv"));
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void whatFailsOrIsGivenUpLeavesEverythingAsItWas(ExportFormat format) throws IOException {
        Path file = out("kept" + format.extension());
        Files.writeString(file, "what was there");
        int[] readings = {0};
        Session broken = new Session("x", "", "", session.summary(), visitor -> {
            session.source().read(visitor);
            if (++readings[0] == SessionExport.READINGS) {
                throw new IOException("the disk went away");
            }
        });
        Session givenUp = new Session("x", "", "", session.summary(), visitor -> {
            session.source().read(visitor);
            throw new CancellationException("given up");
        });

        assertThatThrownBy(() -> new SessionExport(broken).write(file, format)).hasMessage("the disk went away");
        assertThatThrownBy(() -> new SessionExport(givenUp).write(file, format)).hasMessage("given up");

        assertThat(file).hasContent("what was there");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @CsvSource({"a.csv,JSON,CSV,a.csv", "a.JSON,CSV,JSON,a.JSON", "a,JSON,JSON,a.json", "a.txt,CSV,CSV,a.txt.csv",
        "taken,CSV,CSV,taken 2.csv", "taken.csv,JSON,CSV,taken.csv"})
    void theTypedExtensionDecidesAndElseTheChosenKind(String typed, ExportFormat chosen, ExportFormat format,
            String named) throws IOException {
        Files.writeString(out("taken.csv"), "nobody agreed to replace this");

        assertThat(ExportFormat.of(out(typed), chosen)).isEqualTo(format);
        assertThat(format.named(out(typed))).isEqualTo(out(named));
    }
}
