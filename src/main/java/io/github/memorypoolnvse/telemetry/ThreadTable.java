package io.github.memorypoolnvse.telemetry;

import java.util.List;

/**
 * The threads of a game and what each did. All lines together are the totals of the sample of the same time.
 *
 * @param reported false for a block of a version that has no such table
 * @param timeNanos block time of the sample the counts belong to; 0 before the first
 */
public record ThreadTable(boolean reported, long timeNanos, List<ThreadCounts> threads) {

    /** Of a game whose plugin tells nothing of threads. */
    public static final ThreadTable NOT_REPORTED = new ThreadTable(false, 0, List.of());

    /** Of a game that has told nothing yet. */
    public static final ThreadTable EMPTY = new ThreadTable(true, 0, List.of());

    public ThreadTable {
        threads = List.copyOf(threads);
    }
}
