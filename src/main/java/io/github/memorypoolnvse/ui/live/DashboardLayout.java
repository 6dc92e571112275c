package io.github.memorypoolnvse.ui.live;

import java.util.List;

/**
 * How a person arranged the dashboard.
 *
 * @param graphs the graphs shown, in their order, by id; empty for the standard ones
 */
public record DashboardLayout(List<String> graphs) {

    /** As it is before anybody chose anything. */
    public static final DashboardLayout STANDARD = new DashboardLayout(List.of());

    public DashboardLayout {
        graphs = List.copyOf(graphs);
    }

    public DashboardLayout withGraphs(List<String> ids) {
        return new DashboardLayout(ids);
    }

    /** The ids of the graphs shown, the standard ones by name too. */
    public List<String> shownGraphs() {
        return graphs.isEmpty() ? GraphCatalog.STANDARD.stream().map(GraphSpec::id).toList() : graphs;
    }
}
