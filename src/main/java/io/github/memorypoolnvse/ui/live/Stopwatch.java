package io.github.memorypoolnvse.ui.live;

/** How long something has lasted, on whatever clock it is asked by. */
final class Stopwatch {

    private boolean runs;
    private long since;

    /** The time since the first question after {@link #stop}, in the clock's unit. */
    long at(long now) {
        if (!runs) {
            runs = true;
            since = now;
        }
        return now - since;
    }

    void stop() {
        runs = false;
    }
}
