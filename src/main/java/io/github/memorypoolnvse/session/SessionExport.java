package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes a session for other programs: a table of every sample, or everything as JSON. Both name every unit. */
public final class SessionExport {

    private final Session session;

    public SessionExport(Session session) {
        this.session = session;
    }

    /**
     * Comma-separated values, UTF-8: lines of settings that begin with #, one line of names with units, then a line
     * for each sample. Times are seconds, an unknown value is empty.
     */
    public void toCsv(Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("# MemoryPoolNVSE session " + session.id() + "\n");
            out.write("# started " + session.summary().started() + "\n");
            for (Map.Entry<String, String> property : sorted()) {
                out.write("# " + property.getKey() + " = " + property.getValue().replace('\n', ' ') + "\n");
            }
            read(new CsvVisitor(out));
        }
    }

    /** One JSON object: settings, metrics with units, samples as rows in the metrics' order, events. */
    public void toJson(Path file) throws IOException {
        try (JsonGenerator out = JsonMapper.shared().createGenerator(Files.newOutputStream(file))) {
            out.writeStartObject();
            out.writeStringProperty("id", session.id());
            out.writeStringProperty("name", session.name());
            out.writeStringProperty("started", session.summary().started().toString());
            out.writeObjectPropertyStart("properties");
            sorted().forEach(property -> out.writeStringProperty(property.getKey(), property.getValue()));
            out.writeEndObject();
            JsonVisitor visitor = new JsonVisitor(out);
            read(visitor);
            visitor.finish();
            out.writeEndObject();
        }
    }

    private List<Map.Entry<String, String>> sorted() {
        return session.summary().properties().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    }

    private void read(SessionVisitor visitor) throws IOException {
        try {
            session.source().read(visitor);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static final class CsvVisitor implements SessionVisitor {

        private final Writer out;
        private List<Metric> metrics = List.of();

        CsvVisitor(Writer out) {
            this.out = out;
        }

        @Override
        public void head(SessionHead head) {
            metrics = head.directory().sampled();
            StringBuilder line = new StringBuilder("serial,time [s]");
            metrics.forEach(metric -> line.append(',').append(metric.id()).append(" [").append(metric.unit()).append(']'));
            write(line.append('\n'));
        }

        @Override
        public void sample(long serial, long timeNanos, long[] values) {
            StringBuilder line = new StringBuilder();
            line.append(serial).append(',').append(timeNanos / 1_000_000_000L).append('.');
            line.append(String.format("%09d", timeNanos % 1_000_000_000L));
            for (Metric metric : metrics) {
                line.append(',');
                long value = values[metric.ringSlot()];
                if (value != Metric.NO_VALUE) {
                    line.append(value);
                }
            }
            write(line.append('\n'));
        }

        private void write(CharSequence line) {
            try {
                out.append(line);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private static final class JsonVisitor implements SessionVisitor {

        private final JsonGenerator out;
        private final List<BlockEvent> events = new ArrayList<>();
        private BlockDetails details = BlockDetails.NONE;
        private List<Metric> metrics = List.of();

        JsonVisitor(JsonGenerator out) {
            this.out = out;
        }

        @Override
        public void head(SessionHead head) {
            metrics = head.directory().sampled();
            out.writeNumberProperty("samplePeriodMillis", head.samplePeriodMillis());
            out.writeArrayPropertyStart("metrics");
            for (Metric metric : metrics) {
                out.writeStartObject();
                out.writeStringProperty("id", metric.id());
                out.writeStringProperty("unit", metric.unit());
                out.writeStringProperty("kind", metric.kind().name());
                out.writeStringProperty("description", metric.description());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayPropertyStart("samples");
        }

        @Override
        public void sample(long serial, long timeNanos, long[] values) {
            out.writeStartArray();
            out.writeNumber(timeNanos);
            for (Metric metric : metrics) {
                long value = values[metric.ringSlot()];
                if (value == Metric.NO_VALUE) {
                    out.writeNull();
                } else {
                    out.writeNumber(value);
                }
            }
            out.writeEndArray();
        }

        @Override
        public void event(BlockEvent event) {
            events.add(event);
        }

        @Override
        public void details(BlockDetails newest) {
            details = newest;
        }

        void finish() {
            out.writeEndArray();
            out.writeArrayPropertyStart("events");
            for (BlockEvent event : events) {
                out.writeStartObject();
                out.writeNumberProperty("timeNanos", event.timeNanos());
                out.writeStringProperty("kind", event.kind().name());
                out.writeStringProperty("severity", event.severity().name());
                out.writeStringProperty("text", event.text());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayPropertyStart("budgets");
            details.budgets().forEach(budget -> {
                out.writeStartObject();
                out.writeStringProperty("name", budget.name());
                out.writeNumberProperty("before", budget.before());
                out.writeNumberProperty("wanted", budget.wanted());
                out.writeNumberProperty("now", budget.now());
                out.writeEndObject();
            });
            out.writeEndArray();
        }
    }
}
