package io.github.memorypoolnvse.telemetry;

import io.github.memorypoolnvse.telemetry.BlockParts.Part;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** Follows the ring of events: each one once and in order, as far back as the ring goes. */
final class EventRing {

    private final BlockMemory memory;
    private final Part part;
    private long last;

    EventRing(BlockMemory memory, Part part) {
        this.memory = memory;
        this.part = part;
    }

    /** Hands on what is new since the last call. */
    void drain(SampleSink sink) {
        long newest = memory.longAcquire(part.head() + BlockLayout.RING_NEWEST);
        last = Math.max(last, newest - part.count());
        while (last < newest) {
            BlockEvent event = read(++last);
            if (event != null) {
                sink.event(event);
            }
        }
    }

    private @Nullable BlockEvent read(long serial) {
        long at = part.entry((int) ((serial - 1) % part.count()));
        if (memory.longAcquire(at + BlockLayout.EVENT_SERIAL) != serial) {
            return null;
        }
        BlockEvent event = new BlockEvent(
                serial,
                memory.longAt(at + BlockLayout.EVENT_TIME),
                EventKind.of(memory.intAt(at + BlockLayout.EVENT_KIND)),
                Severity.of(memory.intAt(at + BlockLayout.EVENT_SEVERITY)),
                memory.longAt(at + BlockLayout.EVENT_A),
                memory.longAt(at + BlockLayout.EVENT_B),
                memory.text(at + BlockLayout.EVENT_TEXT, BlockLayout.EVENT_SIZE - BlockLayout.EVENT_TEXT));
        VarHandle.acquireFence();
        return memory.longAcquire(at + BlockLayout.EVENT_SERIAL) == serial ? event : null;
    }
}
