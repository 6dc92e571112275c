package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.platform.RunningProcess;
import io.github.memorypoolnvse.telemetry.Attachment;
import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.BlockIdentity;
import io.github.memorypoolnvse.telemetry.Budget;
import io.github.memorypoolnvse.telemetry.EventKind;
import io.github.memorypoolnvse.telemetry.GameInstance;
import io.github.memorypoolnvse.telemetry.GameState;
import io.github.memorypoolnvse.telemetry.Metric;
import io.github.memorypoolnvse.telemetry.MetricDirectory;
import io.github.memorypoolnvse.telemetry.MetricKind;
import io.github.memorypoolnvse.telemetry.Patch;
import io.github.memorypoolnvse.telemetry.PatchStatus;
import io.github.memorypoolnvse.telemetry.PluginMode;
import io.github.memorypoolnvse.telemetry.Severity;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadCounts;
import io.github.memorypoolnvse.telemetry.ThreadRole;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * A made-up run with every metric the plugin has, driven sample by sample: what a block would say, for looking at
 * pages and for measuring them.
 */
public final class FullRun implements Watch {

    public static final int PER_SECOND = 10;

    private static final long MB = 1 << 20;
    private static final List<String> PATTERNS = List.of("pages.pool_arena", "pages.media_buffers",
            "pages.heap_growth", "pages.scrap_extent", "pages.crt_blocks");

    private final List<Metric> metrics = new ArrayList<>();
    private final MetricDirectory directory;
    private final Attachment attachment;
    private final FeedRecorder recorder;
    private final long[] values;
    private final Random random = new Random(11);
    private final List<BlockEvent> events = new ArrayList<>();
    private long serial;
    private int loading;
    private double live = 430 * MB;
    private double target = live;
    private double walk;

    public FullRun() {
        this(new FeedRecorder());
    }

    /** A run that is recorded there. */
    public FullRun(FeedRecorder recorder) {
        this.recorder = recorder;
        for (String path : List.of("engine", "crt", "import", "api", "scrap", "total")) {
            counter(path + ".allocations", "count");
            counter(path + ".frees", "count");
            counter(path + ".reallocations", "count");
            gauge(path + ".live_bytes", "bytes");
        }
        counter("total.fallbacks", "count");
        gauge("total.peak_bytes", "bytes");
        for (String frame : List.of("last", "average", "longest", "slowest_1_percent")) {
            gauge("frame." + frame, "ns");
        }
        for (String part : List.of("free", "largest_hole", "image", "mapped", "private", "ours", "committed")) {
            gauge("address." + part, "bytes");
        }
        for (String heap : List.of("heap", "large")) {
            for (String part : List.of("reserved", "committed", "live", "free", "largest_free")) {
                gauge(heap + "." + part, "bytes");
            }
        }
        gauge("quarantine.bytes", "bytes");
        counter("pages.calls", "count");
        counter("pages.saved", "count");
        gauge("threads.live", "count");
        int width = metrics.size();
        for (int size = 0; size < 32; size++) {
            metrics.add(new Metric("size.%02d".formatted(size), "count", MetricKind.COUNTER, "Sizes", "Size " + size,
                    "", metrics.size(), Metric.NOT_SAMPLED));
        }
        for (String pattern : PATTERNS) {
            for (String member : List.of("calls", "saved", "system")) {
                metrics.add(new Metric(pattern + "." + member, "count", MetricKind.COUNTER, "Pages", pattern, "",
                        metrics.size(), Metric.NOT_SAMPLED));
            }
        }
        directory = new MetricDirectory(metrics, width);
        attachment = new Attachment(
                new GameInstance(new RunningProcess(4711, 1, "FalloutNV.exe", null, List.of()), true),
                new BlockIdentity("0123456789abcdef0123456789abcdef", 1, 0, 32, Instant.parse("2026-11-20T18:00:00Z"),
                        Duration.ofMillis(1000 / PER_SECOND), Duration.ofSeconds(1)), directory);
        recorder.begin(attachment);
        values = new long[metrics.size()];
        event(EventKind.MODE, Severity.INFO, "active: the heap is the plugin's");
    }

    private void counter(String id, String unit) {
        metrics.add(new Metric(id, unit, MetricKind.COUNTER, "", id, "What " + id + " says.", metrics.size(),
                metrics.size()));
    }

    private void gauge(String id, String unit) {
        metrics.add(new Metric(id, unit, MetricKind.GAUGE, "", id, "What " + id + " says.", metrics.size(),
                metrics.size()));
    }

    /** Plays so many seconds at once. */
    public FullRun play(int seconds) {
        for (int i = 0; i < seconds * PER_SECOND; i++) {
            step();
        }
        return this;
    }

    /** Plays one sample. */
    public void step() {
        if (loading == 0 && random.nextInt(PER_SECOND * 40) == 0) {
            loading = PER_SECOND * (2 + random.nextInt(4));
            target = (420 + random.nextInt(1000)) * (double) MB;
            event(EventKind.LOAD_BEGIN, Severity.INFO, "a cell is being loaded");
        }
        boolean busy = loading > 0;
        loading -= busy ? 1 : 0;
        if (busy && loading == 0) {
            event(EventKind.LOAD_END, Severity.INFO, "loaded");
        }
        walk = walk * 0.97 + random.nextGaussian() * 0.03;
        live += busy ? (target - live) * 0.06 : random.nextGaussian() * MB * 0.6;
        long rate = (long) ((busy ? 41_000 : 9_600) * (1 + walk + random.nextGaussian() * 0.05));
        add("total.allocations", rate);
        add("total.frees", rate - random.nextInt(200) + 90);
        add("engine.allocations", rate * 6 / 10);
        add("crt.allocations", rate * 4 / 10);
        set("total.live_bytes", live);
        set("engine.live_bytes", live * 0.62);
        set("crt.live_bytes", live * 0.3);
        set("import.live_bytes", live * 0.06);
        set("api.live_bytes", live * 0.02);
        set("total.peak_bytes", Math.max(get("total.peak_bytes"), live));
        add("total.fallbacks", busy && random.nextInt(300) == 0 ? 1 : 0);
        double frame = busy ? 33e6 + Math.abs(random.nextGaussian()) * 25e6 : 16.6e6 + Math.abs(random.nextGaussian()) * 1e6;
        set("frame.last", frame);
        set("frame.average", frame);
        set("frame.longest", frame * 1.4);
        set("frame.slowest_1_percent", 27e6);
        double ours = live * 1.18;
        set("address.image", 141 * MB);
        set("address.mapped", 96 * MB);
        set("address.ours", ours);
        set("address.private", ours + 620 * MB);
        set("address.free", 4096.0 * MB - ours - 857 * MB);
        set("address.largest_hole", 610 * MB - serial * 9_000.0);
        set("address.committed", live * 1.1 + 500 * MB);
        set("heap.reserved", live * 0.5);
        set("heap.committed", live * 0.45);
        set("heap.live", live * 0.4);
        set("large.reserved", live * 0.68);
        set("large.committed", live * 0.64);
        set("large.live", live * 0.6);
        set("quarantine.bytes", 6 * MB + random.nextInt((int) MB));
        add("pages.calls", busy ? 400 : 30);
        add("pages.saved", (busy ? 380 : 27) + random.nextInt(4));
        for (int i = 0; i < PATTERNS.size(); i++) {
            add(PATTERNS.get(i) + ".calls", (busy ? 120 : 9) >> i);
            add(PATTERNS.get(i) + ".saved", (busy ? 110 : 8) >> i);
            add(PATTERNS.get(i) + ".system", i == 0 ? 1 : 0);
        }
        set("threads.live", 11 + random.nextInt(3));
        for (int size = 0; size < 26; size++) {
            double share = Math.exp(-Math.pow((size - 5.2) / 2.4, 2)) + (busy && size > 15 && size < 21 ? 0.02 : 0);
            add("size.%02d".formatted(size), (long) (rate * share * (0.8 + random.nextDouble() * 0.4)));
        }
        serial++;
        recorder.sample(serial, time(), values);
        if (serial % PER_SECOND == 0) {
            snapshot().ifPresent(recorder::snapshot);
        }
    }

    private void event(EventKind kind, Severity severity, String text) {
        BlockEvent event = new BlockEvent(events.size() + 1, time(), kind, severity, 0, 0, text);
        events.add(event);
        recorder.event(event);
    }

    private long time() {
        return serial * 1_000_000_000L / PER_SECOND;
    }

    private void add(String id, long amount) {
        values[directory.find(id).orElseThrow().liveSlot()] += amount;
    }

    private void set(String id, double value) {
        values[directory.find(id).orElseThrow().liveSlot()] = (long) value;
    }

    private double get(String id) {
        return values[directory.find(id).orElseThrow().liveSlot()];
    }

    /** Where the run is recorded. */
    public FeedRecorder recorder() {
        return recorder;
    }

    public LiveFeed feed() {
        return Objects.requireNonNull(recorder.feed());
    }

    @Override
    public GameState state() {
        return new GameState.Attached(attachment, PluginMode.ACTIVE);
    }

    @Override
    public List<GameInstance> instances() {
        return List.of();
    }

    @Override
    public void select(long processId) {
    }

    @Override
    public Optional<Snapshot> snapshot() {
        return Optional.of(new Snapshot(directory, serial, time(), values.clone()));
    }

    @Override
    public BlockDetails details() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("plugin.version", "1.0.0");
        properties.put("game.version", "1.4.0.525");
        properties.put("nvse.version", "6.4.8");
        properties.put("allocator", "rpmalloc");
        properties.put("budgets.preset", "Ultra");
        List<Patch> patches = new ArrayList<>();
        String[] names = {"MemoryManager::Allocate", "MemoryManager::Free", "MemoryManager::Realloc",
            "MemoryManager::Size", "malloc", "free", "realloc", "calloc", "_msize", "operator new"};
        for (int i = 0; i < names.length; i++) {
            patches.add(new Patch(0xAA3E40L + i * 0x220L, i < 4 ? "engine heap" : "C runtime", names[i],
                    PatchStatus.APPLIED, "558bec51", "558bec51"));
        }
        patches.add(new Patch(0xAA4200L, "engine heap", "MemoryManager::Dump", PatchStatus.SKIPPED, "", "558bec83"));
        return new BlockDetails(properties, patches, List.of(
                new Budget("uTextureMemoryInterior", 100 * MB, 384 * MB, 384 * MB),
                new Budget("uTextureMemory", 20 * MB, 192 * MB, 192 * MB),
                new Budget("uActorMemoryBudgetCap", 10 * MB, 128 * MB, 128 * MB)));
    }

    @Override
    public ThreadTable threads() {
        if (serial < PER_SECOND) {
            return ThreadTable.EMPTY;
        }
        long allocations = (long) get("total.allocations");
        String[] names = {"FalloutNV.exe+0xACC46B", "FalloutNV.exe+0x86A850", "FalloutNV.exe+0xC42EA0", "AudioCache",
            "BSTaskThread 1", "BSTaskThread 2", "d3d9.dll+0x1F20", "FalloutNV.exe+0xEDE17B", "dsound.dll+0x9A40", "",
            "ShaderCompiler", "xaudio2_7.dll+0x3310"};
        double[] shares = {0.52, 0.14, 0.11, 0.07, 0.05, 0.04, 0.02, 0.015, 0.01, 0.006, 0.004, 0.001};
        List<ThreadCounts> threads = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            long mine = (long) (allocations * shares[i]);
            double held = live * (i == 0 ? 0.82 : i == 2 ? 0.31 : i == 3 ? -0.22 : 0.09 / i);
            threads.add(new ThreadCounts(0x24 + 8L * i, i == 0 ? ThreadRole.MAIN : ThreadRole.THREAD, names[i], 1,
                    i * 400_000_000L + 1, mine, (long) (mine * (i == 3 ? 1.6 : 0.97)), mine / 40, 0, mine * 180,
                    (long) held, i == 0 ? serial * 3 : 0));
        }
        threads.add(new ThreadCounts(0, ThreadRole.ENDED, "", 17, 0, 84_210, 83_990, 1204, 0, 15_000_000, 2_400_000, 0));
        return new ThreadTable(true, time() / 1_000_000_000L * 1_000_000_000L, threads);
    }
}
