package io.github.memorypoolnvse.ui.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a person arranged the dashboard.
 *
 * @param graphs the graphs shown, in their order, by id; empty for the standard ones
 * @param logarithmic the graphs whose scale is logarithmic, by id
 * @param span the range of time the Live page opens with
 * @param view what the Live page opens with
 */
public record DashboardLayout(List<String> graphs, Set<String> logarithmic, TimeView.Span span, Dashboard.View view) {

    /** As it is before anybody chose anything. */
    public static final DashboardLayout STANDARD =
            new DashboardLayout(List.of(), Set.of(), TimeView.Span.MINUTE, Dashboard.View.GRAPHS);

    public DashboardLayout {
        graphs = List.copyOf(graphs);
        logarithmic = Set.copyOf(logarithmic);
    }

    public DashboardLayout withGraphs(List<String> ids) {
        return new DashboardLayout(ids, logarithmic, span, view);
    }

    public DashboardLayout withSpan(TimeView.Span chosen) {
        return new DashboardLayout(graphs, logarithmic, chosen, view);
    }

    public DashboardLayout withView(Dashboard.View chosen) {
        return new DashboardLayout(graphs, logarithmic, span, chosen);
    }

    public DashboardLayout withLogarithmic(String graph, boolean on) {
        Set<String> changed = new TreeSet<>(logarithmic);
        if (on) {
            changed.add(graph);
        } else {
            changed.remove(graph);
        }
        return new DashboardLayout(graphs, changed, span, view);
    }

    /** The ids of the graphs shown, the standard ones by name too. */
    public List<String> shownGraphs() {
        return graphs.isEmpty() ? GraphCatalog.STANDARD.stream().map(GraphSpec::id).toList() : graphs;
    }

    /** Whether a graph can be moved by so many places. */
    public boolean canMove(String graph, int by) {
        List<String> shown = shownGraphs();
        int to = shown.indexOf(graph) + by;
        return shown.contains(graph) && to >= 0 && to < shown.size();
    }

    /** With a graph so many places later, or earlier below zero; as it is where there is no such place. */
    public DashboardLayout withMoved(String graph, int by) {
        if (!canMove(graph, by)) {
            return this;
        }
        List<String> moved = new ArrayList<>(shownGraphs());
        int from = moved.indexOf(graph);
        moved.add(from + by, moved.remove(from));
        return withGraphs(moved);
    }

    /** With a graph in another's place, which makes way. */
    public DashboardLayout withPlaced(String graph, String other) {
        return withMoved(graph, shownGraphs().indexOf(other) - shownGraphs().indexOf(graph));
    }
}
