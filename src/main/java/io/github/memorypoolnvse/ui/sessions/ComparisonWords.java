package io.github.memorypoolnvse.ui.sessions;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.session.Estimate;
import io.github.memorypoolnvse.session.SessionComparison;
import io.github.memorypoolnvse.session.SessionComparison.Column;
import io.github.memorypoolnvse.session.SessionSummary;
import io.github.memorypoolnvse.ui.live.Unit;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A comparison in a person's words. */
final class ComparisonWords {

    private final Texts texts;
    private final SessionWords words;

    ComparisonWords(Texts texts, SessionWords words) {
        this.texts = texts;
        this.words = words;
    }

    /**
     * A row of the table.
     *
     * @param name what it tells
     * @param cells of each session, the oldest first
     */
    record Row(String name, List<String> cells) {
    }

    /** What comes of it, in a sentence. */
    Notice conclusion(SessionComparison comparison) {
        String first = words.title(comparison.first().session());
        Optional<Column> clearest = comparison.clearest();
        if (clearest.isPresent()) {
            Estimate longer = clearest.get().frameLonger();
            String other = words.title(clearest.get().session());
            return longer.value() > 0
                    ? new Notice(Severity.WARNING, texts.of("ui.compare.longer", other, time(longer.value()), first,
                            time(longer.low()), time(longer.high())))
                    : new Notice(Severity.GOOD, texts.of("ui.compare.shorter", other, time(-longer.value()), first,
                            time(-longer.high()), time(-longer.low())));
        }
        if (!comparison.telling()) {
            return new Notice(Severity.INFO, texts.of("ui.compare.short"));
        }
        if (comparison.alike()) {
            return new Notice(Severity.INFO, texts.of("ui.compare.alike"));
        }
        if (comparison.columns().size() > 2) {
            return new Notice(Severity.INFO, texts.of("ui.compare.noneClear", first));
        }
        Column other = comparison.columns().getLast();
        return new Notice(Severity.INFO, texts.of("ui.compare.notClear", words.title(other.session()), first,
                signed(other.frameLonger().low()), signed(other.frameLonger().high())));
    }

    /** The figures, a row for each. */
    List<Row> rows(SessionComparison comparison) {
        return List.of(
                row("ui.compare.row.date", comparison, column -> words.date(column.session())),
                row("ui.compare.row.length", comparison, column -> words.length(summary(column).lengthNanos())),
                row("ui.compare.row.preset", comparison, column -> orNone(summary(column).property("budgets.preset"))),
                row("ui.compare.row.allocator", comparison, column -> orNone(summary(column).property("allocator"))),
                row("ui.compare.row.frame", comparison, column -> estimate(column.frame())),
                row("ui.compare.row.longer", comparison, column -> difference(column.frameLonger())),
                row("ui.compare.row.slowest", comparison, column -> estimate(column.slowest())),
                row("ui.compare.row.peak", comparison, column -> figure(Unit.BYTES, summary(column).peakBytes())),
                row("ui.compare.row.hole", comparison, column -> figure(Unit.BYTES, summary(column).smallestHole())),
                row("ui.compare.row.fallbacks", comparison, column -> figure(Unit.COUNT, summary(column).fallbacks())),
                row("ui.compare.row.warnings", comparison, column -> figure(Unit.COUNT, summary(column).warnings())));
    }

    private Row row(String key, SessionComparison comparison, Function<Column, String> cell) {
        return new Row(texts.of(key), comparison.columns().stream().map(cell).toList());
    }

    private static SessionSummary summary(Column column) {
        return column.session().summary();
    }

    private String estimate(Estimate estimate) {
        return estimate.bounded() ? texts.of("ui.compare.interval", time(estimate.value()), time(estimate.low()),
                time(estimate.high())) : time(estimate.value());
    }

    private String difference(Estimate longer) {
        return longer.bounded() ? texts.of("ui.compare.interval", signed(longer.value()), signed(longer.low()),
                signed(longer.high())) : signed(longer.value());
    }

    private String signed(double nanos) {
        return nanos > 0 ? "+" + time(nanos) : nanos < 0 ? "\u2212" + time(-nanos) : time(nanos);
    }

    private String time(double nanos) {
        return Unit.NANOSECONDS.text(nanos, texts.locale());
    }

    private String figure(Unit unit, long value) {
        return orNone(value < 0 ? "" : unit.text(value, texts.locale()));
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "–" : text;
    }
}
