package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.game.Install;
import java.util.List;

/** Knows the programs during whose life an install must not be changed: the game, the GECK, a mod manager's launch. */
@FunctionalInterface
public interface RunningPrograms {

    /** Those that run now and use {@code install}. */
    List<RunningProgram> using(Install install);

    /** One of them, by its process id and the name people know. */
    record RunningProgram(long pid, String name) {
    }
}
