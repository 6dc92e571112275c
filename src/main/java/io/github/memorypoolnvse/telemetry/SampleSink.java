package io.github.memorypoolnvse.telemetry;

/**
 * Takes what is read from a running game, in order. Called on the reading thread alone; a sink that needs long
 * holds up the next samples, which then wait in the block for about two minutes.
 */
public interface SampleSink {

    /** A game was attached; what follows is its, oldest sample first. */
    default void begin(Attachment attachment) {}

    /**
     * One sample.
     *
     * @param serial 1 for the game's first sample, then without holes unless {@link #gap} says so
     * @param timeNanos since the plugin's start, on its own clock
     * @param values by {@link Metric#ringSlot}; {@link Metric#NO_VALUE} where nothing is known. The array is used
     *     again for the next sample
     */
    default void sample(long serial, long timeNanos, long[] values) {}

    /** The next samples were overwritten before they were read. */
    default void gap(long lostSamples) {}

    default void event(BlockEvent event) {}

    /** All live values, about twice a second. */
    default void snapshot(Snapshot values) {}

    /** Whether the threads are wanted now; asked about twice a second, for reading them costs more than the rest. */
    default boolean wantsThreads() {
        return false;
    }

    /** What each thread did: for a sink that wanted it, and as the game ends. */
    default void threads(ThreadTable table) {}

    /** No more of this game. */
    default void end(Attachment attachment) {}
}
