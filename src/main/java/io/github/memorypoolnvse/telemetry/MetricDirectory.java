package io.github.memorypoolnvse.telemetry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The metrics of one block, in the plugin's order. */
public final class MetricDirectory {

    private final List<Metric> metrics;
    private final List<Metric> sampled;
    private final Map<String, Metric> byId;
    private final int sampleWidth;

    /**
     * @param metrics with different ids
     * @param sampleWidth how many values a sample has; above every ring slot
     */
    public MetricDirectory(List<Metric> metrics, int sampleWidth) {
        this.metrics = List.copyOf(metrics);
        this.sampled = metrics.stream().filter(Metric::sampled).toList();
        this.sampleWidth = sampleWidth;
        Map<String, Metric> index = new LinkedHashMap<>();
        metrics.forEach(metric -> index.put(metric.id(), metric));
        this.byId = index;
    }

    public List<Metric> metrics() {
        return metrics;
    }

    /** The metrics that samples carry. */
    public List<Metric> sampled() {
        return sampled;
    }

    public Optional<Metric> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Index of a metric in a sample's values, or {@link Metric#NOT_SAMPLED} when it is not in them. */
    public int ringSlot(String id) {
        Metric metric = byId.get(id);
        return metric == null ? Metric.NOT_SAMPLED : metric.ringSlot();
    }

    /** How many values a sample has. */
    public int sampleWidth() {
        return sampleWidth;
    }
}
