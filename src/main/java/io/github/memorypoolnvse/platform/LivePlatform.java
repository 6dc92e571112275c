package io.github.memorypoolnvse.platform;

import io.github.memorypoolnvse.platform.linux.LinuxGameProcesses;
import io.github.memorypoolnvse.platform.linux.LinuxSharedBlocks;
import io.github.memorypoolnvse.platform.linux.ProcFileSystem;
import io.github.memorypoolnvse.platform.windows.WindowsGameProcesses;
import io.github.memorypoolnvse.platform.windows.WindowsSharedBlocks;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;

/**
 * What watching a game takes of this operating system.
 *
 * @param processes finds the game
 * @param blocks finds and maps its block
 */
public record LivePlatform(GameProcesses processes, SharedBlocks blocks) {

    /** By the system this runs on; the Windows classes, and JNA with them, are loaded on Windows alone. */
    public static LivePlatform current() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows") ? windows() : linux();
    }

    /** The same with eyes for some processes alone, whatever else runs. */
    public LivePlatform only(LongPredicate pids) {
        GameProcesses allProcesses = processes;
        SharedBlocks allBlocks = blocks;
        return new LivePlatform(new GameProcesses() {
            @Override
            public List<RunningProcess> running() {
                return allProcesses.running().stream().filter(process -> pids.test(process.pid())).toList();
            }

            @Override
            public List<RunningProcess> launchers() {
                return allProcesses.launchers().stream().filter(process -> pids.test(process.pid())).toList();
            }

            @Override
            public ProcessState state(RunningProcess process) {
                return allProcesses.state(process);
            }
        }, new SharedBlocks() {
            @Override
            public List<BlockCandidate> candidates(List<RunningProcess> games) {
                return allBlocks.candidates(games).stream().filter(candidate -> owned(candidate, pids)).toList();
            }

            @Override
            public BlockOpening open(BlockCandidate candidate) {
                return allBlocks.open(candidate);
            }
        });
    }

    private static boolean owned(BlockCandidate candidate, LongPredicate pids) {
        RunningProcess owner = candidate.owner();
        return owner != null && pids.test(owner.pid());
    }

    private static LivePlatform windows() {
        return new LivePlatform(new WindowsGameProcesses(), new WindowsSharedBlocks());
    }

    private static LivePlatform linux() {
        ProcFileSystem proc = new ProcFileSystem(Path.of("/proc"));
        return new LivePlatform(new LinuxGameProcesses(proc), new LinuxSharedBlocks(proc, Path.of("/dev/shm")));
    }
}
