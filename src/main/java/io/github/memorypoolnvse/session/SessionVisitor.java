package io.github.memorypoolnvse.session;

import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.BlockEvent;

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

    /** The recording was ended in order; without it, manager or machine stopped first. */
    default void end() {}
}
