package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The graphs that can be shown: those made by hand, and one for every metric the block has. */
public final class GraphCatalog {

    private static final String SINGLE = "metric.";

    /** The graphs the page opens with. */
    public static final List<GraphSpec> STANDARD = List.of(
            new GraphSpec("allocations", List.of(MetricNames.ALLOCATIONS), Unit.PER_SECOND, 1),
            new GraphSpec("memory", List.of(MetricNames.LIVE_BYTES, MetricNames.PEAK_BYTES), Unit.BYTES, 2),
            new GraphSpec("frameTime", List.of(MetricNames.FRAME_TIME), Unit.NANOSECONDS, 6),
            new GraphSpec("addressFree", List.of(MetricNames.ADDRESS_FREE), Unit.BYTES, 3),
            new GraphSpec("largestHole", List.of(MetricNames.LARGEST_HOLE), Unit.BYTES, 5),
            new GraphSpec("fallbacks", List.of(MetricNames.FALLBACKS), Unit.PER_SECOND, 8));

    /** More graphs made by hand. */
    private static final List<GraphSpec> MORE = List.of(
            new GraphSpec("rates", List.of(MetricNames.ALLOCATIONS, MetricNames.FREES), Unit.PER_SECOND, 1),
            new GraphSpec("parts", List.of("engine.live_bytes", "crt.live_bytes", "import.live_bytes",
                    "api.live_bytes"), Unit.BYTES, 1),
            new GraphSpec("frames", List.of("frame.average", "frame.longest", "frame.slowest_1_percent"),
                    Unit.NANOSECONDS, 6),
            new GraphSpec("pages", List.of("pages.calls", MetricNames.SAVED_CALLS), Unit.PER_SECOND, 4),
            new GraphSpec("heap", List.of("heap.reserved", "heap.committed", "heap.live"), Unit.BYTES, 1),
            new GraphSpec("large", List.of("large.reserved", "large.committed", "large.live"), Unit.BYTES, 4),
            new GraphSpec("address", List.of("address.private", "address.ours", "address.image", "address.mapped"),
                    Unit.BYTES, 1),
            new GraphSpec("quarantine", List.of("quarantine.bytes"), Unit.BYTES, 7),
            new GraphSpec("threads", List.of("threads.live"), Unit.COUNT, 6));

    private GraphCatalog() {
    }

    /** The graphs made by hand, in the order they are offered. */
    public static List<GraphSpec> all() {
        List<GraphSpec> all = new ArrayList<>(STANDARD);
        all.addAll(MORE);
        return all;
    }

    /** The graph of one metric alone. */
    public static GraphSpec of(Metric metric) {
        return new GraphSpec(SINGLE + metric.id(), List.of(metric.id()), Unit.of(metric), 1);
    }

    /** The graph of an id, as far as it can be told without the block: its unit then follows from the feed. */
    public static Optional<GraphSpec> find(String id, Optional<Feed> feed) {
        if (id.startsWith(SINGLE)) {
            String metric = id.substring(SINGLE.length());
            Unit unit = feed.flatMap(source -> source.channel(metric)).map(Channel::unit).orElse(Unit.COUNT);
            return Optional.of(new GraphSpec(id, List.of(metric), unit, 1));
        }
        return all().stream().filter(spec -> spec.id().equals(id)).findFirst();
    }

    /** Whether a graph is of one metric alone, so that the block names it. */
    static boolean isSingle(GraphSpec spec) {
        return spec.id().startsWith(SINGLE);
    }
}
