package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A metric an alert can watch, as a person sets it up.
 *
 * @param id the metric's name in the block
 * @param label its name for people; the id where nobody knows a better one
 * @param unit in which its thresholds are given; empty for a plain count
 * @param factor how much of the metric's own unit one of these is
 */
public record AlertMetric(String id, String label, String unit, double factor) {

    private static final double MEGABYTE = 1 << 20;
    private static final double MILLISECOND = 1e6;

    /** A metric by its id, whether or not a game that knows it runs. */
    public static AlertMetric of(String id, Optional<Feed> feed, Texts texts) {
        Optional<Channel> channel = feed.flatMap(source -> source.channel(id));
        String label = MetricWords.name(id, texts, channel.map(Channel::label).orElse(id));
        Unit unit = channel.map(Channel::unit).or(() -> GraphCatalog.all().stream()
                .filter(spec -> spec.metrics().contains(id)).map(GraphSpec::unit).findFirst()).orElse(Unit.COUNT);
        return switch (unit) {
            case BYTES -> new AlertMetric(id, label, "MB", MEGABYTE);
            case NANOSECONDS -> new AlertMetric(id, label, "ms", MILLISECOND);
            case BYTES_PER_SECOND, COUNT, PER_SECOND, SHARE -> new AlertMetric(id, label, "", 1);
        };
    }

    /** Every metric known by name: those of the standard alerts and graphs, and what a running game reports. */
    public static Collection<AlertMetric> known(Optional<Feed> feed, Texts texts) {
        Map<String, AlertMetric> known = new LinkedHashMap<>();
        Stream.of(AlertRule.STANDARD.stream().map(AlertRule::metric),
                        GraphCatalog.all().stream().flatMap(spec -> spec.metrics().stream()),
                        feed.map(Feed::channels).orElse(List.of()).stream().map(Channel::name))
                .flatMap(ids -> ids)
                .forEach(id -> known.computeIfAbsent(id, each -> of(each, feed, texts)));
        return known.values();
    }
}
