package io.github.memorypoolnvse.platform;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The game's processes by what the Java platform says of every process. */
public final class HandleGameProcesses implements GameProcesses {

    @Override
    public List<RunningProcess> running() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> game(process).stream())
                .sorted(Comparator.comparingLong(RunningProcess::startToken).thenComparingLong(RunningProcess::pid))
                .toList();
    }

    @Override
    public ProcessState state(RunningProcess process) {
        boolean same = ProcessHandle.of(process.pid())
                .filter(ProcessHandle::isAlive)
                .filter(handle -> process.startToken() == 0 || startToken(handle) == process.startToken())
                .isPresent();
        return same ? ProcessState.RUNNING : ProcessState.ENDED;
    }

    private static Optional<RunningProcess> game(ProcessHandle process) {
        return process.info().command().map(Path::of).flatMap(executable -> {
            String name = executable.getFileName().toString();
            return PROGRAMS.stream().anyMatch(name::equalsIgnoreCase)
                    ? Optional.of(new RunningProcess(process.pid(), startToken(process), name, executable,
                            Stream.of(executable.toString()).toList()))
                    : Optional.empty();
        });
    }

    private static long startToken(ProcessHandle process) {
        return process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
    }
}
