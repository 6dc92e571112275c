package io.github.memorypoolnvse.cli.practice;

import io.github.memorypoolnvse.cli.practice.PracticeTruth.PathTruth;
import io.github.memorypoolnvse.telemetry.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * One number as the plugin counted it and as the practice game did itself.
 *
 * @param metric id of the plugin's metric
 */
public record Comparison(String metric, long counted, long truth) {

    /** Entry paths the plugin owns whenever it owns the heap. */
    private static final List<String> PATHS = List.of("engine", "crt");

    private static final String SCRAP = "scrap";
    private static final PathTruth NOTHING = new PathTruth(0, 0, 0, 0, 0, 0, 0);

    /** Whether both are the same. */
    public boolean equal() {
        return counted == truth;
    }

    /**
     * Every number both know. Of the scrap heap the plugin must have counted everything when it took it over, else
     * nothing at all.
     *
     * @param scrapTaken whether the plugin serves the scrap heap
     */
    public static List<Comparison> of(Snapshot last, PracticeTruth truth, boolean scrapTaken) {
        List<Comparison> rows = new ArrayList<>();
        for (String path : PATHS) {
            if (truth.paths().containsKey(path)) {
                addPath(rows, last, path, truth.paths().get(path));
            }
        }
        addPath(rows, last, SCRAP, scrapTaken ? truth.paths().getOrDefault(SCRAP, NOTHING) : NOTHING);
        return List.copyOf(rows);
    }

    private static void addPath(List<Comparison> rows, Snapshot last, String path, PathTruth told) {
        rows.add(row(last, path + ".allocations", told.allocations()));
        rows.add(row(last, path + ".frees", told.frees()));
        rows.add(row(last, path + ".reallocations", told.reallocations()));
        rows.add(row(last, path + ".bytes_requested", told.bytesRequested()));
        rows.add(row(last, path + ".live_bytes", told.liveBytes()));
    }

    private static Comparison row(Snapshot last, String metric, long truth) {
        return new Comparison(metric, last.value(metric).orElse(-1), truth);
    }
}
