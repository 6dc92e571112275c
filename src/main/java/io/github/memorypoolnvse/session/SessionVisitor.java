package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadTable;

/** Takes a session's content in the order in which it happened. */
public interface SessionVisitor {

    /** Once, before everything else. */
    default void head(SessionHead head) {}

    /**
     * One sample.
     *
     * @param timeNanos on the block's clock
     * @param values by ring slot; the array is used again
     */
    default void sample(long serial, long timeNanos, long[] values) {}

    /** Samples were lost here. */
    default void gap(long lostSamples) {}

    default void event(BlockEvent event) {}

    /** Properties, patches and budgets as they were from here on. */
    default void details(BlockDetails details) {}

    /** Somebody marked an instant; it may be a little earlier than what came before. */
    default void mark(SessionMark mark) {}

    /** Values that samples do not carry, every few seconds; of the others it knows nothing. */
    default void snapshot(Snapshot values) {}

    /** What each thread did until here, every few seconds. */
    default void threads(ThreadTable table) {}

    /** The recording was ended in order; without it, manager or machine stopped first. */
    default void end() {}
}
