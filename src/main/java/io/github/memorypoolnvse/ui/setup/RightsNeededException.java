package io.github.memorypoolnvse.ui.setup;

import java.io.IOException;

/** Windows lets only an administrator change a folder, and a helper with these rights can be started. */
public final class RightsNeededException extends IOException {

    public RightsNeededException(Throwable refusal) {
        super(refusal);
    }
}
