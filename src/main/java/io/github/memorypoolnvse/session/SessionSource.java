package io.github.memorypoolnvse.session;

import java.io.IOException;

/** Something a session can be read from: a recording of the manager's, or a box the plugin wrote. */
@FunctionalInterface
public interface SessionSource {

    /**
     * Hands everything readable to a visitor. What follows a damaged place is left out.
     *
     * @throws IOException when it cannot be read at all, or is of a newer manager
     */
    void read(SessionVisitor visitor) throws IOException;
}
