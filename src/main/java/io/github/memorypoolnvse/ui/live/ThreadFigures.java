package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.ThreadCounts;

/**
 * What a line of the list of threads says.
 *
 * @param name who it is, for people
 * @param allocationsPerSecond over the last second or so; NaN where that means nothing
 * @param freesPerSecond the same
 * @param share of all calls since the game began, 0 to 1
 */
record ThreadFigures(ThreadCounts counts, String name, double allocationsPerSecond, double freesPerSecond,
        double share) {
}
