package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.platform.RunningProcess;
import io.github.memorypoolnvse.telemetry.Attachment;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.BlockIdentity;
import io.github.memorypoolnvse.telemetry.EventKind;
import io.github.memorypoolnvse.telemetry.GameInstance;
import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.MetricDirectory;
import io.github.memorypoolnvse.telemetry.MetricKind;
import io.github.memorypoolnvse.telemetry.Severity;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadCounts;
import io.github.memorypoolnvse.telemetry.ThreadRole;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A made-up run of a game as the watcher would hand it on, for tests of what records it. */
public final class RecordedRun {

    private static final long MEGABYTE = 1 << 20;
    private static final int SIZES = 32;
    private static final int THREADS = 24;

    private final Attachment attachment;
    private final List<long[]> samples = new ArrayList<>();
    private final int perSecond = 10;

    /** A run of so many samples at ten a second. */
    public RecordedRun(Instant started, String token, int count, long seed) {
        List<Metric> metrics = new ArrayList<>();
        add(metrics, "total.allocations", "count", MetricKind.COUNTER);
        add(metrics, "total.live_bytes", "bytes", MetricKind.GAUGE);
        add(metrics, "total.peak_bytes", "bytes", MetricKind.PEAK);
        add(metrics, "total.fallbacks", "count", MetricKind.COUNTER);
        add(metrics, "frame.average", "ns", MetricKind.GAUGE);
        add(metrics, "frame.slowest_1_percent", "ns", MetricKind.GAUGE);
        add(metrics, "address.free", "bytes", MetricKind.GAUGE);
        add(metrics, "address.largest_hole", "bytes", MetricKind.GAUGE);
        add(metrics, "pages.saved", "count", MetricKind.COUNTER);
        int width = metrics.size();
        for (int size = 0; size < SIZES; size++) {
            metrics.add(new Metric("size.%02d".formatted(size), "count", MetricKind.COUNTER, "Sizes",
                    "Size " + size, "", metrics.size(), Metric.NOT_SAMPLED));
        }
        attachment = new Attachment(
                new GameInstance(new RunningProcess(4711, 1, "FalloutNV.exe", null, List.of()), true),
                new BlockIdentity(token, 1, 0, 32, started, Duration.ofMillis(1000 / perSecond), Duration.ofSeconds(1)),
                new MetricDirectory(metrics, width));
        Random random = new Random(seed);
        long[] now = new long[width];
        now[1] = 400 * MEGABYTE;
        long target = now[1];
        now[7] = 600 * MEGABYTE;
        for (int i = 0; i < count; i++) {
            now[0] += 9_000 + random.nextInt(2_000);
            target = random.nextInt(400) == 0 ? (400 + random.nextInt(900)) * MEGABYTE : target;
            now[1] += (target - now[1]) / 40 + (random.nextInt(5) - 2) * MEGABYTE;
            now[2] = Math.max(now[2], now[1]);
            now[3] += random.nextInt(80) == 0 ? 1 : 0;
            now[4] = 16_700_000 + random.nextInt(1_500_000);
            now[5] = 26_000_000;
            now[6] = 2_800 * MEGABYTE - now[1];
            now[7] = Math.max(70 * MEGABYTE, now[7] - random.nextInt(60_000));
            now[8] += 20 + random.nextInt(9);
            samples.add(now.clone());
        }
    }

    private static void add(List<Metric> metrics, String id, String unit, MetricKind kind) {
        metrics.add(new Metric(id, unit, kind, "Totals", id, "About " + id + ".", metrics.size(), metrics.size()));
    }

    public Attachment attachment() {
        return attachment;
    }

    public List<long[]> samples() {
        return samples;
    }

    public long time(int index) {
        return (index + 1) * (1_000_000_000L / perSecond);
    }

    /** All live values after a sample: each size has a thirty-second of the allocations, and its own index more. */
    public Snapshot snapshot(int index) {
        long[] sample = samples.get(index);
        long[] values = Arrays.copyOf(sample, sample.length + SIZES);
        for (int size = 0; size < SIZES; size++) {
            values[sample.length + size] = sample[0] / SIZES + size;
        }
        return new Snapshot(attachment.directory(), index + 1, time(index), values);
    }

    /** What each thread did until a sample: the first is the main one, each does half of what the one before did. */
    public ThreadTable threads(int index) {
        List<ThreadCounts> threads = new ArrayList<>();
        long left = samples.get(index)[0];
        for (int i = 0; i < THREADS; i++) {
            left /= 2;
            threads.add(new ThreadCounts(100 + i, i == 0 ? ThreadRole.MAIN : ThreadRole.THREAD,
                    "FalloutNV.exe+0x" + Integer.toHexString(0x86A850 + i * 0x3310), 1, 1000, left, left * 9 / 10, 0, 0,
                    left * 64, left * 3, 0));
        }
        return new ThreadTable(true, time(index), threads);
    }

    public BlockDetails details() {
        return new BlockDetails(Map.of("budgets.preset", "Ultra", "allocator", "rpmalloc", "plugin.version", "1.0.0"),
                List.of(), List.of());
    }

    /** The game says that it is leaving, and is gone. */
    public void leave(SessionRecorder recorder) {
        recorder.event(new BlockEvent(2, time(samples.size()), EventKind.EXIT, Severity.INFO, 0, 0, "the game ends"));
        if (!samples.isEmpty()) {
            recorder.threads(threads(samples.size() - 1));
        }
        recorder.end(attachment);
    }

    /** Plays the run to a recorder, without its end. */
    public void playTo(SessionRecorder recorder) {
        recorder.begin(attachment);
        recorder.detailsChanged(attachment, details());
        for (int i = 0; i < samples.size(); i++) {
            recorder.sample(i + 1, time(i), samples.get(i));
            if (i % (perSecond / 2) == 0) {
                recorder.snapshot(snapshot(i));
                if (recorder.wantsThreads()) {
                    recorder.threads(threads(i));
                }
            }
            if (i == samples.size() / 2) {
                recorder.event(new BlockEvent(1, time(i), EventKind.OUT_OF_MEMORY, Severity.WARNING, 64, 1,
                        "The engine ran out of memory and cleaned up"));
            }
        }
    }
}
