package io.github.memorypoolnvse.platform;

import io.github.memorypoolnvse.platform.linux.LinuxGameProcesses;
import io.github.memorypoolnvse.platform.linux.LinuxSharedBlocks;
import io.github.memorypoolnvse.platform.linux.ProcFileSystem;
import io.github.memorypoolnvse.platform.windows.WindowsGameProcesses;
import io.github.memorypoolnvse.platform.windows.WindowsSharedBlocks;
import java.nio.file.Path;
import java.util.Locale;

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

    private static LivePlatform windows() {
        return new LivePlatform(new WindowsGameProcesses(), new WindowsSharedBlocks());
    }

    private static LivePlatform linux() {
        ProcFileSystem proc = new ProcFileSystem(Path.of("/proc"));
        return new LivePlatform(new LinuxGameProcesses(proc), new LinuxSharedBlocks(proc, Path.of("/dev/shm")));
    }
}
