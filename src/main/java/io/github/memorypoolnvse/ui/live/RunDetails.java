package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.ThreadTable;

/** What a run tells beside its samples. Every method returns at once. */
public interface RunDetails {

    /** Properties, patches and budgets. */
    BlockDetails details();

    /** What each thread does, or did until the run ended. */
    ThreadTable threads();

    /** What each thread had done when a run that was recorded began; empty of one that runs. */
    default ThreadTable firstThreads() {
        return ThreadTable.EMPTY;
    }
}
