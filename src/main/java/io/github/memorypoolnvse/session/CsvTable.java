package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.Budget;
import io.github.memorypoolnvse.telemetry.Metric;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A session as comma-separated values, UTF-8: lines about the session that begin with #, one line of names with
 * units, then a line for each sample, and where samples were lost one that begins with # too. Times are seconds on
 * the plugin's clock, an unknown value is empty.
 */
final class CsvTable implements SessionVisitor {

    private static final long SECOND = 1_000_000_000L;

    private final Writer out;
    private final List<Metric> metrics;
    private final StringBuilder line = new StringBuilder();

    CsvTable(OutputStream stream, Session session, SessionOutline outline) throws IOException {
        out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
        metrics = outline.head().directory().sampled();
        about(session, outline);
        line.append("serial,time [s]");
        metrics.forEach(metric -> line.append(',').append(quoted(metric.id() + " [" + metric.unit() + "]")));
        endLine();
    }

    private void about(Session session, SessionOutline outline) throws IOException {
        remark("MemoryPoolNVSE session " + session.id());
        remark("name = " + session.name());
        session.notes().lines().forEach(note -> remark("notes = " + note));
        remark("started = " + session.summary().started());
        remark("sample period [ms] = " + outline.head().samplePeriodMillis());
        outline.details().properties().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(property -> remark(property.getKey() + " = " + property.getValue()));
        for (Budget budget : outline.details().budgets()) {
            remark("budget " + budget.name() + " [" + budget.unit() + "]: before = " + budget.before() + ", wanted = "
                    + budget.wanted() + ", now = " + budget.now());
        }
        for (BlockEvent event : outline.events()) {
            remark("event at " + seconds(event.timeNanos()) + " [s], " + event.kind() + ", " + event.severity() + ": "
                    + event.text());
        }
        for (SessionMark mark : outline.marks()) {
            remark("mark at " + seconds(mark.timeNanos()) + " [s], " + mark.kind() + ": " + mark.text());
        }
    }

    @Override
    public void sample(long serial, long timeNanos, long[] values) {
        line.append(serial).append(',').append(seconds(timeNanos));
        for (Metric metric : metrics) {
            line.append(',');
            long value = values[metric.ringSlot()];
            if (value != Metric.NO_VALUE) {
                line.append(value);
            }
        }
        endLine();
    }

    @Override
    public void gap(long lostSamples) {
        remark("gap: " + lostSamples + " samples were lost here");
    }

    /** Brings the last lines to the stream, which stays open. */
    void finish() throws IOException {
        out.flush();
    }

    private void remark(String words) {
        line.append("# ").append(words.replace('\r', ' ').replace('\n', ' '));
        endLine();
    }

    private void endLine() {
        try {
            out.append(line.append('\n'));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        line.setLength(0);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%d.%09d", nanos / SECOND, nanos % SECOND);
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(each -> each == ',' || each == '"' || each == '\n' || each == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
