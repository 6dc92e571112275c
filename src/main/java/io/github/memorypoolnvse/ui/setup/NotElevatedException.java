package io.github.memorypoolnvse.ui.setup;

import java.io.IOException;

/** The helper with an administrator's rights was declined by the person, or did not succeed; nothing was changed. */
public final class NotElevatedException extends IOException {

    private static final long serialVersionUID = 1;

    public NotElevatedException() {
        super("the helper with an administrator's rights did not succeed");
    }
}
