package io.github.memorypoolnvse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockReaderTest {

    private final Arena arena = Arena.ofShared();
    private final RecordingSink sink = new RecordingSink();

    @AfterEach
    void unmap() {
        arena.close();
    }

    private static BlockReader open(TestBlock block) throws BlockLostException {
        BlockContent content = BlockReader.open(block.memory);
        assertThat(content).isInstanceOf(BlockContent.Readable.class);
        return ((BlockContent.Readable) content).reader();
    }

    @Test
    void tells_an_unfinished_block_from_a_foreign_one() throws BlockLostException {
        TestBlock block = new TestBlock(arena);
        assertThat(BlockReader.open(block.memory)).isInstanceOf(BlockContent.Unfinished.class);
        block.text(0, "something else");
        assertThat(BlockReader.open(block.memory)).isInstanceOf(BlockContent.Foreign.class);
        assertThat(BlockReader.open(arena.allocate(64, 8))).isInstanceOf(BlockContent.Foreign.class);
    }

    @Test
    void names_the_version_of_a_newer_block() throws BlockLostException {
        TestBlock block = TestBlock.live(arena);
        block.intAt(8, 2 | 7 << 16);
        assertThat(BlockReader.open(block.memory)).isEqualTo(new BlockContent.Newer(2, 7));
    }

    @Test
    void reads_a_newer_minor_version_with_parts_it_does_not_know() throws BlockLostException {
        TestBlock block = TestBlock.live(arena);
        block.intAt(8, 1 | 9 << 16);
        block.intAt(256 + 32 * 6, 99);
        BlockReader reader = open(block);
        assertThat(reader.identity().minor()).isEqualTo(9);
        assertThat(reader.budgets()).contains(List.of());
    }

    @Test
    void an_old_block_has_no_threads_and_says_so() throws BlockLostException {
        BlockReader reader = open(TestBlock.live(arena));
        assertThat(reader.identity().minor()).isZero();
        assertThat(reader.threads()).contains(ThreadTable.NOT_REPORTED);
    }

    @Test
    void reads_the_threads() throws BlockLostException {
        TestBlock block = TestBlock.live(arena).withThreads();
        BlockReader reader = open(block);
        assertThat(reader.identity().minor()).isEqualTo(1);
        assertThat(reader.threads()).contains(ThreadTable.EMPTY);
        block.thread(0, 7_000_000, 96, 1, 1, 5, "Hauptfaden ä", 10, 9, 8, 7, 6, -5, 4);
        block.thread(1, 7_000_000, 0, 2, 3, 0, "", 1, 2, 3, 0, 4, 5, 0);
        block.thread(2, 7_000_000, 5, 77, 1, 6, "new role", 0, 0, 0, 0, 0, 0, 0);
        ThreadTable table = reader.threads().orElseThrow();
        assertThat(table.timeNanos()).isEqualTo(7_000_000);
        assertThat(table.threads())
                .containsExactly(
                        new ThreadCounts(96, ThreadRole.MAIN, "Hauptfaden ä", 1, 5, 10, 9, 8, 7, 6, -5, 4),
                        new ThreadCounts(0, ThreadRole.ENDED, "", 3, 0, 1, 2, 3, 0, 4, 5, 0),
                        new ThreadCounts(5, ThreadRole.UNKNOWN, "new role", 1, 6, 0, 0, 0, 0, 0, 0, 0));
        assertThat(table.threads().getFirst().calls()).isEqualTo(27);
        block.beginWrite(TestBlock.threadsAt());
        assertThat(reader.threads()).isEmpty();
    }

    /** To a reader of version 1.0 the table of threads is a kind it does not know: it loses nothing else by it. */
    @Test
    void a_reader_that_does_not_know_threads_reads_the_rest() throws BlockLostException {
        TestBlock block = TestBlock.live(arena).withThreads();
        block.property(0, "plugin.version", "1.1.0");
        block.budget(0, "uTextureMemory", 1, 2, 3);
        block.intAt(256 + 32 * 7, 0x7000);
        BlockReader reader = open(block);
        assertThat(reader.threads()).contains(ThreadTable.NOT_REPORTED);
        assertThat(reader.properties().orElseThrow()).containsEntry("plugin.version", "1.1.0");
        assertThat(reader.budgets()).contains(List.of(new Budget("uTextureMemory", 1, 2, 3)));
        assertThat(reader.snapshot().orElseThrow().value("total.live_bytes")).hasValue(100);
        assertThat(reader.drainSamples(sink)).isEqualTo(1);
    }

    @Test
    void says_what_is_damaged() throws BlockLostException {
        TestBlock block = TestBlock.live(arena);
        block.intAt(16, TestBlock.SIZE + 1);
        assertThat(BlockReader.open(block.memory))
                .isEqualTo(new BlockContent.Damaged("The block claims more bytes than were mapped."));
        block.intAt(16, TestBlock.SIZE);
        block.intAt(256 + 32 + 20, 1 << 19);
        assertThat(BlockReader.open(block.memory))
                .isEqualTo(new BlockContent.Damaged("LIVE does not hold its entries."));
    }

    @Test
    void reads_identity_status_and_directory() throws BlockLostException {
        TestBlock block = TestBlock.live(arena);
        block.mode(2);
        BlockReader reader = open(block);
        assertThat(reader.identity())
                .isEqualTo(new BlockIdentity(
                        "00112233445566778899aabbccddeeff",
                        1,
                        0,
                        32,
                        Instant.parse("2022-06-18T04:26:40Z"),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1)));
        BlockStatus status = reader.status();
        assertThat(status.state()).isEqualTo(BlockState.LIVE);
        assertThat(status.mode()).isEqualTo(PluginMode.OBSERVE);
        assertThat(status.flags()).containsExactly(BlockFlag.WINE, BlockFlag.FILE);
        assertThat(reader.directory().metrics()).extracting(Metric::id).containsExactlyElementsOf(TestBlock.METRICS);
        assertThat(reader.directory().sampled()).extracting(Metric::ringSlot).containsExactly(0, 1, 2);
        Metric live = reader.directory().find("total.live_bytes").orElseThrow();
        assertThat(live)
                .isEqualTo(new Metric(
                        "total.live_bytes",
                        "count",
                        MetricKind.GAUGE,
                        "Group",
                        "Label of total.live_bytes",
                        "A sentence.",
                        1,
                        1));
    }

    @Test
    void reads_live_values_and_knows_which_are_unknown() throws BlockLostException {
        TestBlock block = TestBlock.live(arena);
        block.sample(2_000_000, 11, -1, 2, 5);
        Snapshot snapshot = open(block).snapshot().orElseThrow();
        assertThat(snapshot.serial()).isEqualTo(2);
        assertThat(snapshot.timeNanos()).isEqualTo(2_000_000);
        assertThat(snapshot.value("engine.allocations")).isEqualTo(OptionalLong.of(11));
        assertThat(snapshot.value("total.live_bytes")).isEmpty();
        assertThat(snapshot.value("no.such.metric")).isEmpty();
        assertThat(snapshot.byId()).containsOnlyKeys("engine.allocations", "frame.count", "size.00");
    }

    @Test
    void gives_up_on_a_writer_that_never_finishes() throws BlockLostException {
        TestBlock block = TestBlock.live(arena);
        BlockReader reader = open(block);
        block.beginWrite(TestBlock.liveAt());
        block.beginWrite(TestBlock.propertiesAt());
        assertThat(reader.snapshot()).isEmpty();
        assertThat(reader.properties()).isEmpty();
        block.endWrite(TestBlock.liveAt());
        assertThat(reader.snapshot()).isPresent();
    }

    @Test
    void a_late_reader_gets_the_past_the_ring_still_holds() throws BlockLostException {
        TestBlock block = TestBlock.live(arena);
        for (int i = 2; i <= 100; i++) {
            block.sample(i * 1_000_000L, i * 10L, i, i, 0);
        }
        BlockReader reader = open(block);
        int read = reader.drainSamples(sink);
        assertThat(read).isEqualTo(TestBlock.SAMPLES - 4);
        assertThat(sink.serials).containsExactlyElementsOf(LongStream.rangeClosed(73, 100).boxed().toList());
        assertThat(sink.times.getFirst()).isEqualTo(73_000_000L);
        assertThat(sink.values.getLast()).containsExactly(1000, 100, 100);
        assertThat(sink.gaps).isEmpty();
    }

    @Test
    void readers_from_the_start_and_late_ones_agree_on_history() throws BlockLostException {
        TestBlock block = TestBlock.live(arena);
        BlockReader early = open(block);
        for (int i = 2; i <= 20; i++) {
            early.drainSamples(sink);
            block.sample(i * 1_000_000L, i * 3L, i * 5L, i, 0);
        }
        early.drainSamples(sink);
        RecordingSink late = new RecordingSink();
        open(block).drainSamples(late);
        assertThat(late.serials).isEqualTo(sink.serials);
        assertThat(late.times).isEqualTo(sink.times);
        assertThat(late.values).usingRecursiveComparison().isEqualTo(sink.values);
        assertThat(early.drainSamples(sink)).isZero();
    }

    @Test
    void a_slow_reader_is_told_how_many_samples_it_missed() throws BlockLostException {
        TestBlock block = TestBlock.live(arena);
        BlockReader reader = open(block);
        reader.drainSamples(sink);
        for (int i = 2; i <= 60; i++) {
            block.sample(i * 1_000_000L, i, i, i, 0);
        }
        reader.drainSamples(sink);
        assertThat(sink.serials.getFirst()).isEqualTo(1);
        assertThat(sink.serials.get(1)).isEqualTo(33);
        assertThat(sink.gaps).containsExactly(31L);
        assertThat(sink.serials.size() + sink.gaps.getFirst()).isEqualTo(60);
    }

    @Test
    void reading_samples_allocates_nothing() throws BlockLostException {
        TestBlock block = TestBlock.live(arena);
        BlockReader reader = open(block);
        long[] read = new long[1];
        SampleSink counting = new SampleSink() {
            @Override
            public void sample(long serial, long timeNanos, long[] values) {
                read[0] += values.length;
            }
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] values = {1, 2, 3, 4};
        long allocated = 0;
        for (int i = 0; i < 40_000; i++) {
            block.sample(i, values);
            long before = threads.getCurrentThreadAllocatedBytes();
            reader.drainSamples(counting);
            if (i >= 20_000) { // compiled by then
                allocated += threads.getCurrentThreadAllocatedBytes() - before;
            }
        }
        assertThat(read[0]).isEqualTo(40_001 * TestBlock.SAMPLED);
        assertThat(allocated).as("bytes for 20,000 samples").isLessThan(20_000);
    }

    @Test
    void samples_that_are_not_what_their_serial_says_count_as_lost() throws BlockLostException {
        TestBlock block = TestBlock.live(arena);
        BlockReader reader = open(block);
        block.skipSamples(3);
        block.sample(9, 9, 9, 9, 9);
        reader.drainSamples(sink);
        assertThat(sink.serials).containsExactly(1L, 5L);
        assertThat(sink.gaps).containsExactly(3L);
    }

    @Test
    void reads_events_in_order_and_once() throws BlockLostException {
        TestBlock block = TestBlock.live(arena);
        BlockReader reader = open(block);
        block.event(5, 5, 1, 42, 7, "fallback für 42");
        block.event(6, 77, 2, 0, 0, "from the future");
        reader.drainEvents(sink);
        reader.drainEvents(sink);
        assertThat(sink.events)
                .containsExactly(
                        new BlockEvent(1, 5, EventKind.FALLBACK, Severity.WARNING, 42, 7, "fallback für 42"),
                        new BlockEvent(2, 6, EventKind.UNKNOWN, Severity.ERROR, 0, 0, "from the future"));
        for (int i = 0; i < 20; i++) {
            block.event(i, 0, 0, i, 0, "many");
        }
        sink.events.clear();
        reader.drainEvents(sink);
        assertThat(sink.events).extracting(BlockEvent::serial).containsExactly(15L, 16L, 17L, 18L, 19L, 20L, 21L, 22L);
    }

    @Test
    void reads_patches_properties_and_budgets() throws BlockLostException {
        TestBlock block = TestBlock.live(arena);
        block.patch(0, 0xAA3E40, 1, "engine heap", "Allocate", new byte[] {0x55, (byte) 0x8B}, new byte[0]);
        block.patch(1, 0xAA4060, 2, "engine heap", "Free", new byte[] {0x55}, new byte[] {(byte) 0x90});
        block.property(0, "plugin.version", "1.0.0");
        block.property(1, "mode.reason", "xNVSE is too old");
        block.budget(0, "uTextureMemory", 1, -1, 3);
        BlockReader reader = open(block);
        assertThat(reader.patches())
                .contains(List.of(
                        new Patch(0xAA3E40, "engine heap", "Allocate", PatchStatus.APPLIED, "558B", ""),
                        new Patch(0xAA4060, "engine heap", "Free", PatchStatus.MISMATCH, "55", "90")));
        assertThat(reader.properties().orElseThrow())
                .containsEntry("plugin.version", "1.0.0")
                .containsEntry("mode.reason", "xNVSE is too old");
        assertThat(reader.budgets()).contains(List.of(new Budget("uTextureMemory", 1, 4294967295L, 3)));
    }

    @Test
    void a_file_cut_short_under_the_reader_is_a_lost_block(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("block");
        TestBlock block = TestBlock.live(arena);
        Files.write(file, block.memory.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MemorySegment mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, TestBlock.SIZE, arena);
            BlockReader reader = ((BlockContent.Readable) BlockReader.open(mapped)).reader();
            assertThat(reader.snapshot()).isPresent();
            channel.truncate(0);
            assertThatThrownBy(reader::snapshot).isInstanceOf(BlockLostException.class);
            assertThatThrownBy(reader::status).isInstanceOf(BlockLostException.class);
            assertThatThrownBy(() -> reader.drainSamples(sink)).isInstanceOf(BlockLostException.class);
            assertThatThrownBy(() -> reader.drainEvents(sink)).isInstanceOf(BlockLostException.class);
        }
    }
}
