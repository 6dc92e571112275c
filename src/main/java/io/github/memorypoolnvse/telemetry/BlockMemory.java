package io.github.memorypoolnvse.telemetry;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Little-endian reads from memory that another process writes. Offsets are checked by the segment itself. */
final class BlockMemory {

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_HANDLE = INT.varHandle();
    private static final VarHandle LONG_HANDLE = LONG.varHandle();

    private final MemorySegment segment;

    BlockMemory(MemorySegment segment) {
        this.segment = segment;
    }

    long size() {
        return segment.byteSize();
    }

    int shortAt(long offset) {
        return Short.toUnsignedInt(segment.get(SHORT, offset));
    }

    int intAt(long offset) {
        return segment.get(INT, offset);
    }

    long unsignedIntAt(long offset) {
        return Integer.toUnsignedLong(intAt(offset));
    }

    int intAcquire(long offset) {
        return (int) INT_HANDLE.getAcquire(segment, offset);
    }

    long longAt(long offset) {
        return segment.get(LONG, offset);
    }

    long longAcquire(long offset) {
        return (long) LONG_HANDLE.getAcquire(segment, offset);
    }

    void copy(long offset, long[] into, int count) {
        MemorySegment.copy(segment, LONG, offset, into, 0, count);
    }

    byte[] bytes(long offset, int count) {
        byte[] copied = new byte[count];
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, copied, 0, count);
        return copied;
    }

    /** UTF-8 up to the first zero or the field's end; bytes that are none become the replacement character. */
    String text(long offset, int fieldSize) {
        byte[] field = bytes(offset, fieldSize);
        int length = 0;
        while (length < fieldSize && field[length] != 0) {
            length++;
        }
        return new String(field, 0, length, StandardCharsets.UTF_8);
    }
}
