package io.github.memorypoolnvse.platform;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process as the operating system names it.
 *
 * @param pid the operating system's own number; on Linux not the one Wine tells the program
 * @param startToken tells two processes with the same number apart; 0 when the system would not say
 * @param name file name of the program, such as {@code FalloutNV.exe}
 * @param executable the program's file, as this system spells it; null when it cannot be told
 * @param commandLine empty when the system would not say
 */
public record RunningProcess(
        long pid, long startToken, String name, @Nullable Path executable, List<String> commandLine) {

    public RunningProcess {
        commandLine = List.copyOf(commandLine);
    }

    /** Whether both are the same run of the same program. */
    public boolean sameRun(RunningProcess other) {
        return pid == other.pid && startToken == other.startToken;
    }
}
