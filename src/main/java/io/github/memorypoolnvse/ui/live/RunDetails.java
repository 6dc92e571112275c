package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.telemetry.BlockDetails;
import io.github.memorypoolnvse.telemetry.Snapshot;
import io.github.memorypoolnvse.telemetry.ThreadTable;
import java.util.Optional;

/** What a run tells beside its samples. Every method returns at once. */
public interface RunDetails {

    /** All values as they are now; nothing for a run that was recorded. */
    default Optional<Snapshot> snapshot() {
        return Optional.empty();
    }

    /** Properties, patches and budgets. */
    BlockDetails details();

    /** What each thread does; empty for a run that was recorded. */
    default ThreadTable threads() {
        return ThreadTable.EMPTY;
    }
}
