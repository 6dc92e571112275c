package io.github.memorypoolnvse.platform;

import io.github.memorypoolnvse.platform.windows.WindowsElevation;
import java.io.IOException;
import java.util.List;

/** Runs one command with an administrator's rights, after the system has asked the user. */
public interface Elevation {

    /** True where the system knows such a thing; elsewhere a folder's owner decides. */
    boolean available();

    /**
     * Runs {@code command} (program first) and waits for its end.
     *
     * @return its exit status
     * @throws IOException when the user declined or the program could not be started
     */
    int run(List<String> command) throws IOException;

    /** That of this machine. */
    static Elevation ofThisMachine() {
        return Host.current() == Host.WINDOWS ? new WindowsElevation() : none();
    }

    /** A system without. */
    static Elevation none() {
        return new Elevation() {
            @Override
            public boolean available() {
                return false;
            }

            @Override
            public int run(List<String> command) throws IOException {
                throw new IOException("this system has no elevated programs");
            }
        };
    }
}
