package io.github.memorypoolnvse.telemetry;

import io.github.memorypoolnvse.telemetry.BlockParts.Part;
import java.lang.invoke.VarHandle;

/**
 * Follows the ring of samples: each one once and in order, as far back as the ring goes. A sample is copied
 * between two looks at its serial; when the writer came by meanwhile, the copy is thrown away and counted as lost.
 */
final class SampleRing {

    /** The oldest entries are left alone: the writer is about to take them. */
    private static final int MARGIN = 4;

    private final BlockMemory memory;
    private final Part part;
    private final long[] values;
    private long time;
    private long last;
    private boolean joined;

    SampleRing(BlockMemory memory, Part part) {
        this.memory = memory;
        this.part = part;
        this.values = new long[(part.stride() - BlockLayout.SAMPLE_SIZE) / Long.BYTES];
    }

    /** Hands on what is new since the last call, at most one ringful. Returns the number of samples read. */
    int drain(SampleSink sink) {
        long newest = memory.longAcquire(part.head() + BlockLayout.RING_NEWEST);
        if (newest <= last) {
            return 0;
        }
        long oldest = Math.max(1, newest - Math.max(1, part.count() - MARGIN) + 1);
        long lost = 0;
        if (last + 1 < oldest) {
            lost = joined ? oldest - last - 1 : 0;
            last = oldest - 1;
        }
        joined = true;
        int read = 0;
        while (last < newest) {
            long serial = ++last;
            long at = part.entry((int) ((serial - 1) % part.count()));
            if (!copy(at, serial)) {
                lost++;
                continue;
            }
            if (lost > 0) {
                sink.gap(lost);
                lost = 0;
            }
            sink.sample(serial, time, values);
            read++;
        }
        if (lost > 0) {
            sink.gap(lost);
        }
        return read;
    }

    private boolean copy(long at, long serial) {
        if (memory.longAcquire(at + BlockLayout.SAMPLE_SERIAL) != serial) {
            return false;
        }
        time = memory.longAt(at + BlockLayout.SAMPLE_TIME);
        memory.copy(at + BlockLayout.SAMPLE_VALUES, values, values.length);
        VarHandle.acquireFence();
        return memory.longAcquire(at + BlockLayout.SAMPLE_SERIAL) == serial;
    }
}
