package io.github.memorypoolnvse.platform;

/** Whether a process can make progress. */
public enum ProcessState {
    RUNNING,
    /** Stopped from outside: by a signal or a debugger. Only some systems tell. */
    STOPPED,
    /** Gone, or a number that belongs to another run by now. */
    ENDED
}
