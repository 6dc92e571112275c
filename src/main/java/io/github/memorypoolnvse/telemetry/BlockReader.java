package io.github.memorypoolnvse.telemetry;

import io.github.memorypoolnvse.telemetry.BlockParts.DamageException;
import io.github.memorypoolnvse.telemetry.BlockParts.Part;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one shared block (docs/telemetry-block.md). Nothing in it is trusted: every offset and count was checked
 * against the mapped size when the block was opened and is not read again, retries are bounded, texts end with
 * their field. One thread at a time.
 *
 * <p>Memory that vanishes under the reader shows as a {@link BlockLostException}, and nothing else is thrown.
 */
public final class BlockReader {

    /** Tries before a table or the live values count as busy. The writer needs microseconds. */
    private static final int ATTEMPTS = 64;

    private static final long FILETIME_1970 = 116_444_736_000_000_000L;
    private static final long FILETIME_SECOND = 10_000_000L;
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final BlockMemory memory;
    private final BlockIdentity identity;
    private final MetricDirectory directory;
    private final Part live;
    private final @Nullable Part patches;
    private final @Nullable Part properties;
    private final @Nullable Part budgets;
    private final @Nullable Part threads;
    private final SampleRing samples;
    private final @Nullable EventRing events;

    private BlockReader(BlockMemory memory) throws DamageException {
        this.memory = memory;
        BlockParts parts = BlockParts.read(memory);
        this.live = parts.require(BlockLayout.Kind.LIVE);
        Part ring = parts.require(BlockLayout.Kind.SAMPLES);
        this.directory = DirectoryReader.read(memory, parts.require(BlockLayout.Kind.METRICS), live, ring);
        this.samples = new SampleRing(memory, ring);
        Part eventPart = parts.find(BlockLayout.Kind.EVENTS);
        this.events = eventPart == null ? null : new EventRing(memory, eventPart);
        this.patches = parts.find(BlockLayout.Kind.PATCHES);
        this.properties = parts.find(BlockLayout.Kind.PROPERTIES);
        this.budgets = parts.find(BlockLayout.Kind.BUDGETS);
        this.threads = parts.find(BlockLayout.Kind.THREADS);
        this.identity = readIdentity();
    }

    /** Looks at a piece of memory and says what it is. */
    public static BlockContent open(MemorySegment segment) throws BlockLostException {
        return guarded(() -> inspect(new BlockMemory(segment)));
    }

    private static BlockContent inspect(BlockMemory memory) {
        if (memory.size() < BlockLayout.HEADER_SIZE) {
            return new BlockContent.Foreign("It has only " + memory.size() + " bytes.");
        }
        long magic = memory.longAcquire(0);
        if (magic == 0) {
            return new BlockContent.Unfinished();
        }
        if (magic != BlockLayout.MAGIC) {
            return new BlockContent.Foreign("It does not begin as a block does.");
        }
        int major = memory.shortAt(BlockLayout.HEADER_MAJOR);
        int minor = memory.shortAt(BlockLayout.HEADER_MINOR);
        if (major > BlockLayout.MAJOR) {
            return new BlockContent.Newer(major, minor);
        }
        if (major < BlockLayout.MAJOR) {
            return new BlockContent.Damaged("There never was a version " + major + ".");
        }
        try {
            return new BlockContent.Readable(new BlockReader(memory));
        } catch (DamageException damage) {
            return new BlockContent.Damaged(String.valueOf(damage.getMessage()));
        }
    }

    public BlockIdentity identity() {
        return identity;
    }

    public MetricDirectory directory() {
        return directory;
    }

    public BlockStatus status() throws BlockLostException {
        return guarded(() -> new BlockStatus(
                BlockState.of(memory.intAcquire(BlockLayout.HEADER_STATE)),
                PluginMode.of(memory.intAcquire(BlockLayout.HEADER_MODE)),
                BlockFlag.of(memory.intAcquire(BlockLayout.HEADER_FLAGS)),
                memory.longAcquire(BlockLayout.HEADER_HEARTBEAT),
                memory.longAt(BlockLayout.HEADER_HEARTBEAT_NS),
                memory.longAt(BlockLayout.HEADER_CLOSED_NS)));
    }

    /** The live values; empty when the writer was in the way at every attempt. */
    public Optional<Snapshot> snapshot() throws BlockLostException {
        return underSequence(live.head() + BlockLayout.LIVE_SEQUENCE, () -> {
            long serial = memory.longAt(live.head() + BlockLayout.LIVE_SERIAL);
            long time = memory.longAt(live.head() + BlockLayout.LIVE_TIME);
            long[] values = new long[live.count()];
            if (live.stride() == Long.BYTES) {
                memory.copy(live.first(), values, values.length);
            } else {
                Arrays.setAll(values, i -> memory.longAt(live.entry(i)));
            }
            return new Snapshot(directory, serial, time, values);
        });
    }

    /**
     * Hands on the samples that are new since the last call, the first time the whole past the ring still holds,
     * and reports what was overwritten before it could be read. Allocates nothing.
     *
     * @return how many samples there were
     */
    public int drainSamples(SampleSink sink) throws BlockLostException {
        try {
            return samples.drain(sink);
        } catch (InternalError lost) {
            throw new BlockLostException(lost);
        }
    }

    /** Hands on the events that are new since the last call. */
    public void drainEvents(SampleSink sink) throws BlockLostException {
        try {
            if (events != null) {
                events.drain(sink);
            }
        } catch (InternalError lost) {
            throw new BlockLostException(lost);
        }
    }

    /** The patch table; empty when the writer was in the way at every attempt. */
    public Optional<List<Patch>> patches() throws BlockLostException {
        return table(patches, this::patch);
    }

    /** The budgets; empty when the writer was in the way at every attempt. */
    public Optional<List<Budget>> budgets() throws BlockLostException {
        return table(budgets, at -> new Budget(
                memory.text(at + BlockLayout.BUDGET_NAME, BlockLayout.BUDGET_BEFORE - BlockLayout.BUDGET_NAME),
                memory.unsignedIntAt(at + BlockLayout.BUDGET_BEFORE),
                memory.unsignedIntAt(at + BlockLayout.BUDGET_WANTED),
                memory.unsignedIntAt(at + BlockLayout.BUDGET_NOW)));
    }

    /** The text properties, such as {@code plugin.version}; empty when the writer was in the way at every attempt. */
    public Optional<Map<String, String>> properties() throws BlockLostException {
        return table(properties, at -> Map.entry(
                        memory.text(
                                at + BlockLayout.PROPERTY_KEY,
                                BlockLayout.PROPERTY_VALUE - BlockLayout.PROPERTY_KEY),
                        memory.text(
                                at + BlockLayout.PROPERTY_VALUE,
                                BlockLayout.PROPERTY_SIZE - BlockLayout.PROPERTY_VALUE)))
                .map(entries -> {
                    Map<String, String> map = new LinkedHashMap<>();
                    entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
                    return map;
                });
    }

    /** The threads and what each did; empty when the writer was in the way at every attempt. */
    public Optional<ThreadTable> threads() throws BlockLostException {
        Part part = threads;
        if (part == null) {
            return Optional.of(ThreadTable.NOT_REPORTED);
        }
        return underSequence(part.head() + BlockLayout.TABLE_SEQUENCE, () -> new ThreadTable(
                true, memory.longAt(part.head() + BlockLayout.TABLE_TIME), entries(part, this::thread)));
    }

    /** Properties, patches and budgets; a table whose writer was in the way at every attempt comes from {@code before}. */
    BlockDetails details(BlockDetails before) throws BlockLostException {
        return new BlockDetails(
                properties().orElse(before.properties()),
                patches().orElse(before.patches()),
                budgets().orElse(before.budgets()));
    }

    private Patch patch(long at) {
        int present = memory.intAt(at + BlockLayout.PATCH_BYTES);
        int length = Math.clamp(memory.intAt(at + BlockLayout.PATCH_LENGTH), 0, BlockLayout.PATCH_MAX_BYTES);
        return new Patch(
                memory.unsignedIntAt(at + BlockLayout.PATCH_ADDRESS),
                memory.text(at + BlockLayout.PATCH_GROUP, BlockLayout.PATCH_NAME - BlockLayout.PATCH_GROUP),
                memory.text(at + BlockLayout.PATCH_NAME, BlockLayout.PATCH_SIZE - BlockLayout.PATCH_NAME),
                PatchStatus.of(memory.intAt(at + BlockLayout.PATCH_STATUS)),
                hex(present & BlockLayout.PATCH_HAS_EXPECTED, at + BlockLayout.PATCH_EXPECTED, length),
                hex(present & BlockLayout.PATCH_HAS_FOUND, at + BlockLayout.PATCH_FOUND, length));
    }

    private ThreadCounts thread(long at) {
        return new ThreadCounts(
                memory.unsignedIntAt(at + BlockLayout.THREAD_ID),
                ThreadRole.of(memory.intAt(at + BlockLayout.THREAD_ROLE)),
                memory.text(at + BlockLayout.THREAD_NAME, BlockLayout.THREAD_SIZE - BlockLayout.THREAD_NAME),
                memory.unsignedIntAt(at + BlockLayout.THREAD_THREADS),
                memory.longAt(at + BlockLayout.THREAD_SINCE),
                memory.longAt(at + BlockLayout.THREAD_ALLOCATIONS),
                memory.longAt(at + BlockLayout.THREAD_FREES),
                memory.longAt(at + BlockLayout.THREAD_REALLOCATIONS),
                memory.longAt(at + BlockLayout.THREAD_FAILURES),
                memory.longAt(at + BlockLayout.THREAD_BYTES_REQUESTED),
                memory.longAt(at + BlockLayout.THREAD_BALANCE),
                memory.longAt(at + BlockLayout.THREAD_PAGE_CALLS));
    }

    private String hex(int present, long at, int length) {
        return present == 0 ? "" : HexFormat.of().withUpperCase().formatHex(memory.bytes(at, length));
    }

    private interface EntryReader<T> {
        T read(long offset);
    }

    private <T> Optional<List<T>> table(@Nullable Part part, EntryReader<T> reader) throws BlockLostException {
        if (part == null) {
            return Optional.of(List.of());
        }
        return underSequence(part.head() + BlockLayout.TABLE_SEQUENCE, () -> entries(part, reader));
    }

    private <T> List<T> entries(Part part, EntryReader<T> reader) {
        long used = memory.unsignedIntAt(part.head() + BlockLayout.TABLE_USED);
        List<T> entries = new ArrayList<>();
        for (int i = 0; i < Math.min(used, part.count()); i++) {
            entries.add(reader.read(part.entry(i)));
        }
        return List.copyOf(entries);
    }

    private interface Read<T> {
        T read();
    }

    private <T> Optional<T> underSequence(long sequenceAt, Read<T> read) throws BlockLostException {
        return guarded(() -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                int before = memory.intAcquire(sequenceAt);
                if ((before & 1) == 0) {
                    T result = read.read();
                    VarHandle.acquireFence();
                    if (memory.intAcquire(sequenceAt) == before) {
                        return Optional.of(result);
                    }
                }
                Thread.yield();
            }
            return Optional.empty();
        });
    }

    /** A cut-short file shows as an InternalError, memory unmapped meanwhile as an IllegalStateException. */
    private static <T> T guarded(Read<T> read) throws BlockLostException {
        try {
            return read.read();
        } catch (InternalError | IllegalStateException lost) {
            throw new BlockLostException(lost);
        }
    }

    private BlockIdentity readIdentity() {
        return new BlockIdentity(
                HexFormat.of().formatHex(memory.bytes(BlockLayout.HEADER_TOKEN, BlockLayout.TOKEN_SIZE)),
                memory.shortAt(BlockLayout.HEADER_MAJOR),
                memory.shortAt(BlockLayout.HEADER_MINOR),
                memory.unsignedIntAt(BlockLayout.HEADER_PROCESS_ID),
                instant(memory.longAt(BlockLayout.HEADER_START_FILETIME)),
                Duration.ofMillis(memory.unsignedIntAt(BlockLayout.HEADER_SAMPLE_PERIOD)),
                Duration.ofMillis(memory.unsignedIntAt(BlockLayout.HEADER_ADDRESS_PERIOD)));
    }

    private static Instant instant(long filetime) {
        long since1970 = filetime < 0 ? 0 : filetime - FILETIME_1970;
        Instant instant = Instant.ofEpochSecond(
                Math.floorDiv(since1970, FILETIME_SECOND), Math.floorMod(since1970, FILETIME_SECOND) * 100);
        return instant.isAfter(LATEST) ? LATEST : instant;
    }
}
