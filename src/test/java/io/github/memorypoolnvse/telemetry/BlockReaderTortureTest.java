package io.github.memorypoolnvse.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Damage of every kind, and a writer that never rests. */
class BlockReaderTortureTest {

    private static final int MUTANTS = Integer.getInteger("memorypool.fuzz", 20_000);
    private static final long[] EVIL = {
        0, 1, -1, 7, 8, 0x7FFFFFFF, 0x80000000L, 0xFFFFFFF8L, Long.MAX_VALUE, Long.MIN_VALUE, 0x100000000L
    };

    /** What lies outside of a mapped segment cannot be read: the segment throws, and that would fail the test. */
    @Test
    void no_damage_makes_it_throw_or_read_outside() throws BlockLostException {
        Random random = new Random(20260601);
        int readable = 0;
        try (Arena arena = Arena.ofConfined()) {
            byte[] sound = soundBlock(arena);
            MemorySegment memory = arena.allocate(sound.length, 64);
            for (int mutant = 0; mutant < MUTANTS; mutant++) {
                MemorySegment.copy(sound, 0, memory, ValueLayout.JAVA_BYTE, 0, sound.length);
                damage(memory, random);
                readable += readEverything(memory) ? 1 : 0;
            }
        }
        assertThat(readable).as("mutants that still opened").isBetween(MUTANTS / 20, MUTANTS * 19 / 20);
    }

    @Test
    void a_block_cut_at_any_length_is_named_not_thrown() throws BlockLostException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = TestBlock.live(arena).memory;
            for (int length = 0; length < TestBlock.SIZE; length++) {
                assertThat(BlockReader.open(memory.asSlice(0, length)))
                        .isNotInstanceOfAny(BlockContent.Readable.class, BlockContent.Newer.class);
            }
        }
    }

    private static byte[] soundBlock(Arena arena) {
        TestBlock block = TestBlock.live(arena);
        for (int i = 0; i < 70; i++) {
            block.sample(i, i, i, i, i);
            block.event(i, i % 13, i % 4, i, i, "event " + i);
        }
        block.property(0, "plugin.version", "1.0.0");
        block.patch(0, 0xAA3E40, 1, "engine heap", "Allocate", new byte[16], new byte[16]);
        block.budget(0, "uTextureMemory", 1, 2, 3);
        block.withThreads().thread(0, 5, 96, 1, 1, 5, "main", 10, 9, 8, 7, 6, -5, 4);
        return block.memory.toArray(ValueLayout.JAVA_BYTE);
    }

    private static void damage(MemorySegment memory, Random random) {
        int wounds = 1 + random.nextInt(4);
        for (int i = 0; i < wounds; i++) {
            // Most of the meaning is in the header, the part table and the heads of the parts.
            long reach = random.nextInt(3) == 0 ? memory.byteSize() : 480;
            switch (random.nextInt(3)) {
                case 0 -> memory.set(ValueLayout.JAVA_BYTE, random.nextLong(reach), (byte) random.nextInt());
                case 1 ->
                    memory.set(
                            ValueLayout.JAVA_INT,
                            random.nextLong(reach / 4) * 4,
                            (int) EVIL[random.nextInt(EVIL.length)]);
                default ->
                    memory.set(
                            ValueLayout.JAVA_LONG, random.nextLong(reach / 8) * 8, EVIL[random.nextInt(EVIL.length)]);
            }
        }
    }

    private static boolean readEverything(MemorySegment memory) throws BlockLostException {
        if (!(BlockReader.open(memory) instanceof BlockContent.Readable(BlockReader reader))) {
            return false;
        }
        RecordingSink sink = new RecordingSink();
        reader.status();
        reader.snapshot().ifPresent(Snapshot::byId);
        reader.drainSamples(sink);
        reader.drainSamples(sink);
        reader.drainEvents(sink);
        reader.details(BlockDetails.NONE);
        reader.threads();
        return true;
    }

    /** Every value of a sample follows from its serial, so a mixture of two samples shows. */
    @Test
    void a_writer_that_never_rests_is_never_seen_half_done() throws Exception {
        try (Arena arena = Arena.ofShared();
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            TestBlock block = new TestBlock(arena);
            block.finish();
            block.sample(3, 2, 3, 4, 5);
            AtomicBoolean stop = new AtomicBoolean();
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(checkingReader(block, stop)));
            }
            Future<?> writer = threads.submit(() -> {
                for (long serial = 2; serial <= 400_000; serial++) {
                    block.sample(serial * 3, serial * 2, serial * 3, serial * 4, serial * 5);
                }
                stop.set(true);
            });
            writer.get();
            for (Future<Long> reader : readers) {
                assertThat(reader.get()).as("samples checked").isPositive();
            }
        }
    }

    private static Callable<Long> checkingReader(TestBlock block, AtomicBoolean stop) {
        return () -> {
            BlockReader reader = ((BlockContent.Readable) BlockReader.open(block.memory)).reader();
            CheckingSink sink = new CheckingSink();
            while (!stop.get()) {
                reader.drainSamples(sink);
                reader.snapshot().ifPresent(snapshot -> {
                    check(snapshot.serial(), snapshot.timeNanos(), snapshot.values());
                });
            }
            return sink.checked;
        };
    }

    private static void check(long serial, long timeNanos, long[] values) {
        if (timeNanos != serial * 3) {
            throw new AssertionError("time " + timeNanos + " in sample " + serial);
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] != serial * (i + 2)) {
                throw new AssertionError("value " + i + " is " + values[i] + " in sample " + serial);
            }
        }
    }

    private static final class CheckingSink implements SampleSink {

        private long checked;
        private long last;
        private long missed;

        @Override
        public void sample(long serial, long timeNanos, long[] values) {
            check(serial, timeNanos, values);
            if (last != 0 && serial != last + missed + 1) {
                throw new AssertionError("sample " + serial + " after " + last + " with " + missed + " missed");
            }
            last = serial;
            missed = 0;
            checked++;
        }

        @Override
        public void gap(long lostSamples) {
            missed += lostSamples;
        }
    }
}
