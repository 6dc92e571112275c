package io.github.memorypoolnvse.deploy;

import java.util.List;

/** Knows the programs during whose life a target must not be changed: the game, the GECK, its mod manager. */
@FunctionalInterface
public interface RunningPrograms {

    /** Those that run now and use {@code target}. */
    List<RunningProgram> using(DeployTarget target);

    /** One of them, by its process id and the name people know. */
    record RunningProgram(long pid, String name) {
    }
}
