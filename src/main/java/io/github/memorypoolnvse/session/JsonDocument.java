package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.Budget;
import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadCounts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A session as one JSON object: everything about it, then its samples as rows whose columns are declared with their
 * units. An unknown value is null. Closing ends the object and closes the stream.
 */
final class JsonDocument implements SessionVisitor, AutoCloseable {

    private final JsonGenerator out;
    private final List<Metric> metrics;

    JsonDocument(OutputStream stream, Session session, SessionOutline outline) throws IOException {
        out = JsonMapper.shared().createGenerator(stream);
        metrics = outline.head().directory().sampled();
        out.writeStartObject();
        about(session, outline);
        columns("columns", metrics);
        out.writeArrayPropertyStart("samples");
    }

    private void about(Session session, SessionOutline outline) throws IOException {
        out.writeStringProperty("id", session.id());
        out.writeStringProperty("name", session.name());
        out.writeStringProperty("notes", session.notes());
        out.writeStringProperty("started", session.summary().started().toString());
        out.writeNumberProperty("samplePeriodMillis", outline.head().samplePeriodMillis());
        out.writeObjectPropertyStart("properties");
        outline.details().properties().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(property -> out.writeStringProperty(property.getKey(), property.getValue()));
        out.writeEndObject();
        objects("budgets", outline.details().budgets(), this::writeBudget);
        objects("events", outline.events(), this::writeEvent);
        objects("marks", outline.marks(), this::writeMark);
        objects("gaps", outline.gaps(), this::writeGap);
        out.writeNumberProperty("threadsTimeNanos", outline.threads().timeNanos());
        objects("threads", outline.threads().threads(), this::writeThread);
        objects("metrics", outline.head().metrics(), this::writeMetric);
        columns("slowColumns", outline.unsampled());
        out.writeArrayPropertyStart("slowSamples");
        for (Snapshot slow : outline.snapshots()) {
            row(slow.serial(), slow.timeNanos(), outline.unsampled(),
                    metric -> slow.value(metric).orElse(Metric.NO_VALUE));
        }
        out.writeEndArray();
    }

    private void writeBudget(Budget budget) {
        out.writeStringProperty("name", budget.name());
        out.writeStringProperty("unit", budget.unit());
        out.writeNumberProperty("before", budget.before());
        out.writeNumberProperty("wanted", budget.wanted());
        out.writeNumberProperty("now", budget.now());
    }

    private void writeEvent(BlockEvent event) {
        out.writeNumberProperty("timeNanos", event.timeNanos());
        out.writeStringProperty("kind", event.kind().name());
        out.writeStringProperty("severity", event.severity().name());
        out.writeStringProperty("text", event.text());
    }

    private void writeMark(SessionMark mark) {
        out.writeNumberProperty("timeNanos", mark.timeNanos());
        out.writeStringProperty("kind", mark.kind().name());
        out.writeStringProperty("text", mark.text());
    }

    private void writeGap(SessionOutline.Gap gap) {
        out.writeNumberProperty("afterSerial", gap.afterSerial());
        out.writeNumberProperty("lostSamples", gap.lostSamples());
    }

    private void writeThread(ThreadCounts thread) {
        out.writeNumberProperty("threadId", thread.threadId());
        out.writeStringProperty("role", thread.role().name());
        out.writeStringProperty("name", thread.name());
        out.writeNumberProperty("threads", thread.threads());
        out.writeNumberProperty("sinceNanos", thread.sinceNanos());
        out.writeNumberProperty("allocations", thread.allocations());
        out.writeNumberProperty("frees", thread.frees());
        out.writeNumberProperty("reallocations", thread.reallocations());
        out.writeNumberProperty("failures", thread.failures());
        out.writeNumberProperty("bytesRequested", thread.bytesRequested());
        out.writeNumberProperty("balanceBytes", thread.balance());
        out.writeNumberProperty("pageCalls", thread.pageCalls());
    }

    private void writeMetric(Metric metric) {
        out.writeStringProperty("id", metric.id());
        out.writeStringProperty("unit", metric.unit());
        out.writeStringProperty("kind", metric.kind().name());
        out.writeStringProperty("description", metric.description());
    }

    private <T> void objects(String name, List<T> values, Consumer<T> write) {
        out.writeArrayPropertyStart(name);
        for (T value : values) {
            out.writeStartObject();
            write.accept(value);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void columns(String name, List<Metric> of) {
        out.writeArrayPropertyStart(name);
        column("serial", "count");
        column("time", "ns");
        of.forEach(metric -> column(metric.id(), metric.unit()));
        out.writeEndArray();
    }

    private void column(String name, String unit) {
        out.writeStartObject();
        out.writeStringProperty("name", name);
        out.writeStringProperty("unit", unit);
        out.writeEndObject();
    }

    /** A metric's value in a row. */
    @FunctionalInterface
    private interface Values {
        long of(Metric metric);
    }

    private void row(long serial, long timeNanos, List<Metric> of, Values values) {
        out.writeStartArray();
        out.writeNumber(serial);
        out.writeNumber(timeNanos);
        for (Metric metric : of) {
            long value = values.of(metric);
            if (value == Metric.NO_VALUE) {
                out.writeNull();
            } else {
                out.writeNumber(value);
            }
        }
        out.writeEndArray();
    }

    @Override
    public void sample(long serial, long timeNanos, long[] values) {
        try {
            row(serial, timeNanos, metrics, metric -> values[metric.ringSlot()]);
        } catch (JacksonIOException failed) {
            throw new UncheckedIOException(failed.getCause());
        }
    }

    @Override
    public void close() {
        out.writeEndArray();
        out.writeEndObject();
        out.close();
    }
}
