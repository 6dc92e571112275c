package io.github.memorypoolnvse.ui.live;

import java.util.List;

/**
 * What one graph shows.
 *
 * @param id names its texts: {@code ui.graph.ID} and {@code ui.graph.ID.help}
 * @param metrics of one unit, drawn in the colours of the series from firstColour on
 * @param unit of its values
 * @param firstColour 1 to 8
 */
public record GraphSpec(String id, List<String> metrics, Unit unit, int firstColour) {

    public GraphSpec {
        metrics = List.copyOf(metrics);
    }
}
