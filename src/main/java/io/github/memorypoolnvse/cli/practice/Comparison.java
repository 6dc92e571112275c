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

    /** Whether both are the same. */
    public boolean equal() {
        return counted == truth;
    }

    /** Every number both know, of the paths the plugin owns. */
    public static List<Comparison> of(Snapshot last, PracticeTruth truth) {
        List<Comparison> rows = new ArrayList<>();
        for (String path : PATHS) {
            PathTruth told = truth.paths().get(path);
            if (told == null) {
                continue;
            }
            rows.add(row(last, path + ".allocations", told.allocations()));
            rows.add(row(last, path + ".frees", told.frees()));
            rows.add(row(last, path + ".reallocations", told.reallocations()));
            rows.add(row(last, path + ".bytes_requested", told.bytesRequested()));
            rows.add(row(last, path + ".live_bytes", told.liveBytes()));
        }
        return List.copyOf(rows);
    }

    private static Comparison row(Snapshot last, String metric, long truth) {
        return new Comparison(metric, last.value(metric).orElse(-1), truth);
    }
}
