package io.github.memorypoolnvse.game;

import java.io.IOException;
import java.nio.file.Path;

/** The executable does not start xNVSE by itself and the program that does is not there. */
public final class LoaderMissingException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient Path folder;

    LoaderMissingException(Path folder) {
        super("there is no " + LaunchCommand.LOADER + " in " + folder);
        this.folder = folder;
    }

    /** Where it should be. */
    public Path folder() {
        return folder;
    }
}
