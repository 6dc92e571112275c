package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.telemetry.SampleHistory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What each part of the memory holds now, and the most it held in what is recorded. Used on one thread. */
final class MemoryParts {

    private static final List<String> METRICS = List.of(MetricNames.LIVE_BYTES, "engine.live_bytes", "crt.live_bytes",
            "import.live_bytes", "api.live_bytes", "scrap.live_bytes", "heap.live", "large.live", "quarantine.bytes",
            "address.ours", "address.private", "address.image", "address.mapped");

    /**
     * One part.
     *
     * @param name for people
     * @param now bytes; NaN where nothing is known
     * @param peak bytes; NaN where nothing is known
     */
    record Part(String name, double now, double peak) {
    }

    private final Texts texts;
    private List<Channel> channels = List.of();
    private double[] peaks = {};
    private @Nullable SampleHistory history;
    private long seen;

    MemoryParts(Texts texts) {
        this.texts = texts;
    }

    /** Looks at another run. */
    void show(@Nullable Feed feed) {
        history = feed == null ? null : feed.history();
        channels = feed == null ? List.of()
                : METRICS.stream().map(feed::channel).flatMap(Optional::stream).toList();
        peaks = new double[channels.size()];
        Arrays.fill(peaks, Double.NaN);
        seen = 0;
    }

    /** The parts the run has; each sample is looked at once, however often one asks. */
    List<Part> now() {
        SampleHistory recorded = history;
        if (recorded == null || recorded.isEmpty()) {
            return List.of();
        }
        long end = recorded.end();
        for (long sample = Math.max(seen, recorded.oldest()); sample < end; sample++) {
            for (int i = 0; i < peaks.length; i++) {
                float value = recorded.valueAt(channels.get(i).series(), sample);
                if (!Float.isNaN(value) && !(value <= peaks[i])) {
                    peaks[i] = value;
                }
            }
        }
        seen = end;
        return IntStream.range(0, peaks.length).mapToObj(i -> new Part(
                MetricWords.name(channels.get(i).name(), texts, channels.get(i).label()),
                recorded.valueAt(channels.get(i).series(), end - 1), peaks[i])).toList();
    }
}
