package io.github.memorypoolnvse.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.Estimate;
import io.github.memorypoolnvse.session.Session;
import io.github.memorypoolnvse.session.SessionComparison;
import io.github.memorypoolnvse.session.SessionComparison.Column;
import io.github.memorypoolnvse.session.SessionSummary;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonWordsTest {

    private static final Estimate NOTHING = new Estimate(Double.NaN, Double.NaN, Double.NaN);

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final ComparisonWords words = new ComparisonWords(texts, new SessionWords(texts, ZoneOffset.UTC));

    private static Estimate millis(double value, double low, double high) {
        return new Estimate(value * 1e6, low * 1e6, high * 1e6);
    }

    private static Column column(String name, Estimate longer) {
        SessionSummary summary = new SessionSummary(Instant.EPOCH, 600_000_000_000L, 1, 512 << 20, -1, 3, 0, true, true,
                Map.of("budgets.preset", "Ultra"));
        return new Column(new Session(name, name, "", summary, _ -> { }), millis(16, 15.5, 16.5), NOTHING, longer);
    }

    private String conclusion(Estimate... longer) {
        List<Column> columns = new ArrayList<>(List.of(column("A", NOTHING)));
        for (int i = 0; i < longer.length; i++) {
            columns.add(column(Character.toString('B' + i), longer[i]));
        }
        return words.conclusion(new SessionComparison(columns)).text().replace('\u00a0', ' ');
    }

    @Test
    void aClearDifferenceIsSaidWithItsInterval() {
        assertThat(conclusion(millis(1.5, 1.2, 1.8))).isEqualTo("In “B” a frame took 1.50 ms longer on average than in “A”; "
                + "with 95 % certainty between 1.20 ms and 1.80 ms.");
        assertThat(conclusion(millis(-1.5, -1.8, -1.2))).isEqualTo("In “B” a frame took 1.50 ms less on average than in "
                + "“A”; with 95 % certainty between 1.20 ms and 1.80 ms.");
        assertThat(conclusion(millis(1, 0.5, 1.5), millis(-3, -4, -2))).startsWith("In “C” a frame took 3.00 ms less");
    }

    @Test
    void nothingIsClaimedThatTheIntervalDoesNotHold() {
        assertThat(conclusion(millis(0.2, -0.3, 0.7))).isEqualTo("The frame times do not clearly differ: what a "
                + "frame took in “B” less what it took in “A” lies between \u22120.30 ms and +0.70 ms (95 %).");
        assertThat(conclusion(millis(0.1, 0.05, 0.15))).startsWith("The frame times are alike");
        assertThat(conclusion(millis(0.15, 0.05, 0.25))).endsWith("lies between +0.05 ms and +0.25 ms (95 %).");
        assertThat(conclusion(millis(0.2, -0.3, 0.7), millis(0.1, -0.3, 0.7)))
                .isEqualTo("None of these sessions clearly differs from “A” in its frame times.");
        assertThat(conclusion(new Estimate(14e6, Double.NaN, Double.NaN))).startsWith("These sessions are too short");
    }

    @Test
    void theTableSaysWhatIsKnownAndWhatIsNot() {
        List<ComparisonWords.Row> rows = words.rows(new SessionComparison(
                List.of(column("A", NOTHING), column("B", millis(-0.5, -0.8, 0.2)))));

        assertThat(cells(rows, "Frame time, mean").getFirst()).isEqualTo("16.0 ms (15.5 ms to 16.5 ms)");
        assertThat(cells(rows, "Longer than in the oldest"))
                .containsExactly("–", "\u22120.50 ms (\u22120.80 ms to +0.20 ms)");
        assertThat(cells(rows, "Smallest hole")).containsExactly("–", "–");
        assertThat(cells(rows, "Allocator")).containsExactly("–", "–");
        assertThat(cells(rows, "Preset")).containsExactly("Ultra", "Ultra");
        assertThat(cells(rows, "Most memory")).containsExactly("512 MB", "512 MB");
        assertThat(words.conclusion(new SessionComparison(List.of(column("A", NOTHING), column("B", NOTHING)))).severity())
                .isEqualTo(Severity.INFO);
    }

    private static List<String> cells(List<ComparisonWords.Row> rows, String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow().cells().stream()
                .map(cell -> cell.replace('\u00a0', ' ')).toList();
    }
}
