package io.github.memorypoolnvse.platform.linux;

import io.github.memorypoolnvse.platform.GameProcesses;
import io.github.memorypoolnvse.platform.ProcessState;
import io.github.memorypoolnvse.platform.RunningProcess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The game's processes by {@code /proc}: a program under Wine or Proton shows there under its Windows name. */
public final class LinuxGameProcesses implements GameProcesses {

    private final ProcFileSystem proc;

    public LinuxGameProcesses(ProcFileSystem proc) {
        this.proc = proc;
    }

    @Override
    public List<RunningProcess> running() {
        return named(PROGRAMS);
    }

    @Override
    public List<RunningProcess> launchers() {
        return named(LAUNCHERS);
    }

    private List<RunningProcess> named(List<String> programs) {
        List<RunningProcess> found = new ArrayList<>();
        for (long pid : proc.processIds()) {
            String name = proc.command(pid);
            if (programs.stream().anyMatch(program -> ProcFileSystem.shortened(program).equalsIgnoreCase(name))) {
                proc.process(pid).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparingLong(RunningProcess::startToken).thenComparingLong(RunningProcess::pid));
        return found;
    }

    @Override
    public ProcessState state(RunningProcess process) {
        return proc.state(process);
    }
}
