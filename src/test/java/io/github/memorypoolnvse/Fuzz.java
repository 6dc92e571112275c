package io.github.memorypoolnvse;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Feeds a parser damaged inputs: seeds with bytes changed, cut, repeated and mixed. Nothing but the declared
 * exceptions may come out, no input may take long, and none may need much more memory than it has bytes. A seed and
 * a round name every input again. The longer run: {@code -Dmemorypool.fuzz=1000000}, inputs a parser.
 */
public final class Fuzz {

    private static final int SLICE = 4_000;
    /** Writing each input to a disk takes ten times as long as reading it. */
    private static final int SLICE_OF_FILES = 1_000;
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final long MEMORY_BASE = 8L << 20;
    private static final long MEMORY_FOR_A_BYTE = 4_096;
    private static final int LARGEST = 1 << 16;

    private Fuzz() {
    }

    /** What is fed. */
    @FunctionalInterface
    public interface Parser {
        void parse(byte[] input) throws Exception;
    }

    /** Feeds {@code parser} and returns how many inputs it refused. */
    public static int feed(Parser parser, Set<Class<? extends Exception>> declared, List<byte[]> seeds) {
        return feed(parser, declared, seeds, Integer.getInteger("memorypool.fuzz", SLICE));
    }

    /** The same for a parser that reads its input from a file. */
    public static int feedFiles(Parser parser, Set<Class<? extends Exception>> declared, List<byte[]> seeds) {
        return feed(parser, declared, seeds, Integer.getInteger("memorypool.fuzz", SLICE_OF_FILES));
    }

    private static int feed(Parser parser, Set<Class<? extends Exception>> declared, List<byte[]> seeds, int rounds) {
        Random random = new Random(20_101_019);
        int refused = 0;
        loadClasses(parser, seeds.getFirst());
        for (int round = 0; round < rounds; round++) {
            byte[] input = round < seeds.size() ? seeds.get(round) : damaged(seeds, random);
            if (!accepts(parser, declared, input, round)) {
                refused++;
            }
        }
        return refused;
    }

    /** What the first input alone needs, the classes of a parser, is not the input's fault. */
    private static void loadClasses(Parser parser, byte[] seed) {
        try {
            parser.parse(seed);
        } catch (Exception again) {
            assertThat(again).isNotInstanceOf(InterruptedException.class);
        }
    }

    private static boolean accepts(Parser parser, Set<Class<? extends Exception>> declared, byte[] input, int round) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long memory = thread.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        boolean accepted = true;
        try {
            parser.parse(input);
        } catch (Exception refused) {
            accepted = false;
            if (declared.stream().noneMatch(type -> type.isInstance(refused))) {
                throw new AssertionError("round " + round + ", " + input.length + " bytes", refused);
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("time of round %d", round).isLessThan(LONGEST);
        assertThat(thread.getCurrentThreadAllocatedBytes() - memory).as("memory of round %d", round)
                .isLessThan(MEMORY_BASE + input.length * MEMORY_FOR_A_BYTE);
        return accepted;
    }

    private static byte[] damaged(List<byte[]> seeds, Random random) {
        byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
        int changes = 1 + random.nextInt(8);
        for (int change = 0; change < changes; change++) {
            input = switch (random.nextInt(7)) {
                case 0 -> flipped(input, random);
                case 1 -> Arrays.copyOf(input, random.nextInt(input.length + 1));
                case 2 -> repeated(input, random);
                case 3 -> joined(input, seeds.get(random.nextInt(seeds.size())), random);
                case 4 -> inserted(input, random);
                case 5 -> removed(input, random);
                default -> extreme(input, random);
            };
        }
        return input.length > LARGEST ? Arrays.copyOf(input, LARGEST) : input;
    }

    private static byte[] flipped(byte[] input, Random random) {
        if (input.length > 0) {
            input[random.nextInt(input.length)] = (byte) random.nextInt(256);
        }
        return input;
    }

    private static byte[] repeated(byte[] input, Random random) {
        if (input.length == 0) {
            return input;
        }
        int start = random.nextInt(input.length);
        int length = 1 + random.nextInt(Math.min(64, input.length - start));
        int times = 1 + random.nextInt(50);
        byte[] longer = Arrays.copyOf(input, input.length + length * times);
        for (int time = 0; time < times; time++) {
            System.arraycopy(input, start, longer, input.length + time * length, length);
        }
        return longer;
    }

    private static byte[] joined(byte[] first, byte[] second, Random random) {
        int head = random.nextInt(first.length + 1);
        int tail = random.nextInt(second.length + 1);
        byte[] both = Arrays.copyOf(first, head + second.length - tail);
        System.arraycopy(second, tail, both, head, second.length - tail);
        return both;
    }

    private static byte[] inserted(byte[] input, Random random) {
        byte[] bytes = "{}[]\"\\;=:#\r\n\t \0/".getBytes(StandardCharsets.US_ASCII);
        int at = random.nextInt(input.length + 1);
        byte[] longer = new byte[input.length + 1];
        System.arraycopy(input, 0, longer, 0, at);
        longer[at] = bytes[random.nextInt(bytes.length)];
        System.arraycopy(input, at, longer, at + 1, input.length - at);
        return longer;
    }

    private static byte[] removed(byte[] input, Random random) {
        if (input.length < 2) {
            return input;
        }
        int at = random.nextInt(input.length);
        int length = 1 + random.nextInt(Math.min(16, input.length - at));
        byte[] shorter = new byte[input.length - length];
        System.arraycopy(input, 0, shorter, 0, at);
        System.arraycopy(input, at + length, shorter, at, input.length - at - length);
        return shorter;
    }

    /** Four bytes that are a length or an offset at its worst. */
    private static byte[] extreme(byte[] input, Random random) {
        int[] values = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xFFFF, 0x10000, input.length, 1};
        int value = values[random.nextInt(values.length)];
        for (int at = random.nextInt(input.length + 1), shift = 0; at < input.length && shift < 32; at++, shift += 8) {
            input[at] = (byte) (value >>> shift);
        }
        return input;
    }
}
