package io.github.memorypoolnvse.game.health;

import io.github.memorypoolnvse.game.Install;
import java.io.IOException;
import java.util.List;

/** Answers one question about an install. */
public interface HealthCheck {

    /** A short, stable name such as {@code nvse}. */
    String id();

    /**
     * What there is to say; nothing when the question does not arise.
     *
     * @throws IOException when the files cannot be read
     */
    List<Finding> check(Install install) throws IOException;
}
