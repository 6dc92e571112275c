package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.SampleHistory;
import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Works out what the tiles say from a feed. Keeps its own buffer; used on one thread. */
public final class KeyFigures {

    /** The tiles, in their order. */
    public enum Kind {
        ALLOCATIONS("allocations"),
        LIVE("memory"),
        PEAK("memory"),
        FALLBACKS("fallbacks"),
        FRAME_TIME("frameTime"),
        ADDRESS_FREE("addressFree"),
        LARGEST_HOLE("largestHole"),
        SAVED_CALLS("pages");

        private final String graph;

        Kind(String graph) {
            this.graph = graph;
        }

        /** The metric its small line shows. */
        public String metric() {
            return switch (this) {
                case ALLOCATIONS -> MetricNames.ALLOCATIONS;
                case LIVE -> MetricNames.LIVE_BYTES;
                case PEAK -> MetricNames.PEAK_BYTES;
                case FALLBACKS -> MetricNames.FALLBACKS;
                case FRAME_TIME -> MetricNames.FRAME_TIME;
                case ADDRESS_FREE -> MetricNames.ADDRESS_FREE;
                case LARGEST_HOLE -> MetricNames.LARGEST_HOLE;
                case SAVED_CALLS -> MetricNames.SAVED_CALLS;
            };
        }

        /** The graph a press on the tile leads to. */
        public String graph() {
            return graph;
        }

        /** Whether its small line shows amounts, from zero, and not changes of a state. */
        boolean fromZero() {
            return switch (this) {
                case ALLOCATIONS, FALLBACKS, FRAME_TIME, SAVED_CALLS -> true;
                case LIVE, PEAK, ADDRESS_FREE, LARGEST_HOLE -> false;
            };
        }

        /** Names its texts: {@code ui.tile.KEY}, {@code ui.tile.KEY.help}. */
        public String key() {
            return switch (this) {
                case ALLOCATIONS -> "allocations";
                case LIVE -> "live";
                case PEAK -> "peak";
                case FALLBACKS -> "fallbacks";
                case FRAME_TIME -> "frameTime";
                case ADDRESS_FREE -> "addressFree";
                case LARGEST_HOLE -> "largestHole";
                case SAVED_CALLS -> "savedCalls";
            };
        }
    }

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final double MEGABYTE = 1 << 20;
    /** Below these the game is near a failed allocation (engine facts 5). */
    private static final double HOLE_BAD = 64 * MEGABYTE;
    private static final double HOLE_WARN = 128 * MEGABYTE;
    private static final double FREE_BAD = 300 * MEGABYTE;
    private static final double FREE_WARN = 600 * MEGABYTE;
    /** Of what is not known. */
    static final KeyFigure NOTHING = new KeyFigure("–", "", "", Severity.INFO, Double.NaN);

    private final Texts texts;
    private final SampleHistory.Range range = new SampleHistory.Range();

    public KeyFigures(Texts texts) {
        this.texts = texts;
    }

    /** The tiles' figures in the order of {@link Kind}. */
    public List<KeyFigure> of(Feed feed) {
        return Arrays.stream(Kind.values()).map(kind -> of(kind, feed)).toList();
    }

    /** What a tile's small line showed until now, oldest first, as if it had been asked for at a steady pace. */
    public double[] past(Kind kind, Feed feed, int values, long periodNanos) {
        SampleHistory history = feed.history();
        return feed.channel(kind.metric()).map(channel -> {
            double[] past = new double[values];
            for (int i = 0; i < values; i++) {
                long to = history.newestTime() - (values - 1L - i) * periodNanos;
                long first = history.firstAtOrAfter(to - periodNanos + 1);
                past[i] = history.summarize(channel.series(), first, history.firstAtOrAfter(to + 1), range)
                        ? range.mean() : Double.NaN;
            }
            return past;
        }).orElse(new double[0]);
    }

    private KeyFigure of(Kind kind, Feed feed) {
        return switch (kind) {
            case ALLOCATIONS -> rate(feed, MetricNames.ALLOCATIONS);
            case LIVE -> gauge(feed, MetricNames.LIVE_BYTES);
            case PEAK -> peak(feed);
            case FALLBACKS -> fallbacks(feed);
            case FRAME_TIME -> frameTime(feed);
            case ADDRESS_FREE -> room(feed, MetricNames.ADDRESS_FREE, FREE_WARN, FREE_BAD);
            case LARGEST_HOLE -> room(feed, MetricNames.LARGEST_HOLE, HOLE_WARN, HOLE_BAD);
            case SAVED_CALLS -> rate(feed, MetricNames.SAVED_CALLS);
        };
    }

    private KeyFigure rate(Feed feed, String metric) {
        return feed.channel(metric).map(channel -> {
            double now = lastSecond(feed, channel);
            double total = feed.total(metric);
            String note = Double.isNaN(total) ? "" : texts.of("ui.tile.total", Unit.COUNT.text(total, texts.locale()));
            return figure(channel.unit(), now, note, Severity.INFO, now);
        }).orElse(NOTHING);
    }

    private KeyFigure gauge(Feed feed, String metric) {
        return feed.channel(metric).map(channel -> {
            SampleHistory history = feed.history();
            double now = history.newest(channel.series());
            long minuteAgo = history.firstAtOrAfter(history.newestTime() - MINUTE);
            String note = "";
            if (history.summarize(channel.series(), minuteAgo, history.end(), range)) {
                double change = now - history.valueAt(channel.series(), minuteAgo);
                note = Double.isNaN(change) ? "" : texts.of("ui.tile.change",
                        (change < 0 ? "−" : "+") + channel.unit().text(Math.abs(change), texts.locale()));
            }
            return figure(channel.unit(), now, note, Severity.INFO, now);
        }).orElse(NOTHING);
    }

    private KeyFigure peak(Feed feed) {
        return feed.channel(MetricNames.PEAK_BYTES).map(channel -> {
            double now = feed.history().newest(channel.series());
            double live = feed.channel(MetricNames.LIVE_BYTES)
                    .map(other -> (double) feed.history().newest(other.series())).orElse(Double.NaN);
            String note = Double.isNaN(live) || now <= 0 ? ""
                    : texts.of("ui.tile.ofPeak", Unit.SHARE.text(live / now, texts.locale()));
            return figure(channel.unit(), now, note, Severity.INFO, now);
        }).orElse(NOTHING);
    }

    private KeyFigure fallbacks(Feed feed) {
        return feed.channel(MetricNames.FALLBACKS).map(channel -> {
            double total = feed.total(MetricNames.FALLBACKS);
            boolean any = total > 0;
            return figure(Unit.COUNT, total, texts.of(any ? "ui.tile.fallbacks.some" : "ui.tile.fallbacks.none"),
                    any ? Severity.WARNING : Severity.GOOD, feed.history().newest(channel.series()));
        }).orElse(NOTHING);
    }

    private KeyFigure frameTime(Feed feed) {
        return feed.channel(MetricNames.FRAME_TIME).map(channel -> {
            double now = lastSecond(feed, channel);
            double slow = feed.channel(MetricNames.SLOW_FRAMES)
                    .map(other -> (double) feed.history().newest(other.series())).orElse(Double.NaN);
            String note = Double.isNaN(slow) || slow <= 0 ? ""
                    : texts.of("ui.tile.onePercentLow", Math.round(1e9 / slow));
            return figure(channel.unit(), now, note, Severity.INFO, now);
        }).orElse(NOTHING);
    }

    private KeyFigure room(Feed feed, String metric, double warn, double bad) {
        return feed.channel(metric).map(channel -> {
            double now = feed.history().newest(channel.series());
            Severity severity = Double.isNaN(now) ? Severity.INFO
                    : now < bad ? Severity.BAD : now < warn ? Severity.WARNING : Severity.GOOD;
            String note = switch (severity) {
                case BAD -> texts.of("ui.tile.room.bad");
                case WARNING -> texts.of("ui.tile.room.warn");
                case GOOD -> texts.of("ui.tile.room.good");
                case INFO -> "";
            };
            return figure(channel.unit(), now, note, severity, now);
        }).orElse(NOTHING);
    }

    private KeyFigure figure(Unit unit, double value, String note, Severity severity, double spark) {
        Unit.Figure figure = unit.figure(value, texts.locale());
        return new KeyFigure(figure.number(), figure.unit(), note, severity, spark);
    }

    private double lastSecond(Feed feed, Channel channel) {
        SampleHistory history = feed.history();
        long from = history.firstAtOrAfter(history.newestTime() - SECOND);
        return history.summarize(channel.series(), from, history.end(), range) ? range.mean() : Double.NaN;
    }
}
