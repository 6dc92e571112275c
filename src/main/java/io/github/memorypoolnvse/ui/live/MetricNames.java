package io.github.memorypoolnvse.ui.live;

/** The metrics the Live page knows by name; every other one can be chosen for a graph all the same. */
public final class MetricNames {

    public static final String ALLOCATIONS = "total.allocations";
    public static final String FREES = "total.frees";
    public static final String LIVE_BYTES = "total.live_bytes";
    public static final String PEAK_BYTES = "total.peak_bytes";
    public static final String FALLBACKS = "total.fallbacks";
    public static final String FRAME_TIME = "frame.average";
    public static final String SLOW_FRAMES = "frame.slowest_1_percent";
    public static final String ADDRESS_FREE = "address.free";
    public static final String LARGEST_HOLE = "address.largest_hole";
    public static final String SAVED_CALLS = "pages.saved";

    private MetricNames() {
    }
}
