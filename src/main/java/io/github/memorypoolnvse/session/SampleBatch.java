package io.github.memorypoolnvse.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Samples packed for the file: each value as its distance from the one before it, in as few bytes as it takes. A
 * batch stands on its own.
 */
final class SampleBatch {

    private final int width;
    private final long[] before;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    private int count;
    private long serial;
    private long time;

    SampleBatch(int width) {
        this.width = width;
        this.before = new long[width];
    }

    void add(long sampleSerial, long timeNanos, long[] values) {
        put(sampleSerial - serial);
        put(timeNanos - time);
        serial = sampleSerial;
        time = timeNanos;
        for (int i = 0; i < width; i++) {
            put(values[i] - before[i]);
            before[i] = values[i];
        }
        count++;
    }

    int count() {
        return count;
    }

    /** What was packed so far; the batch is empty after it. */
    byte[] take() {
        byte[] packed = bytes.toByteArray();
        bytes.reset();
        Arrays.fill(before, 0);
        count = 0;
        serial = 0;
        time = 0;
        return packed;
    }

    private void put(long value) {
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    /** Unpacks a batch. */
    static void read(byte[] packed, int width, SessionVisitor visitor) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(packed);
        long[] values = new long[width];
        long serial = 0;
        long time = 0;
        while (in.hasRemaining()) {
            serial += get(in);
            time += get(in);
            for (int i = 0; i < width; i++) {
                values[i] += get(in);
            }
            visitor.sample(serial, time, values);
        }
    }

    private static long get(ByteBuffer in) throws IOException {
        long rest = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!in.hasRemaining()) {
                throw new IOException("A batch of samples ends in the middle of one");
            }
            byte next = in.get();
            rest |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return rest >>> 1 ^ -(rest & 1);
            }
        }
        throw new IOException("A packed number is too long");
    }
}
