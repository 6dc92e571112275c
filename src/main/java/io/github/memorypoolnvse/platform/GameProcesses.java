package io.github.memorypoolnvse.platform;

import java.util.List;

/** The running processes of the game and its editor. Any thread. */
public interface GameProcesses {

    /** Programs that are looked for, compared without regard to case. */
    List<String> PROGRAMS = List.of("FalloutNV.exe", "GECK.exe");

    /** Programs that start the game in the next moment: xNVSE's loader and the game's own launcher. */
    List<String> LAUNCHERS = List.of("nvse_loader.exe", "FalloutNVLauncher.exe");

    /** Everything of {@link #PROGRAMS} that runs now, the newest last. Never fails: what cannot be seen is left out. */
    List<RunningProcess> running();

    /** The same for {@link #LAUNCHERS}. */
    default List<RunningProcess> launchers() {
        return List.of();
    }

    /** What became of a process; one that may not be looked at counts as running. */
    ProcessState state(RunningProcess process);
}
