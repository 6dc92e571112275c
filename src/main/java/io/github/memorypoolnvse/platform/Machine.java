package io.github.memorypoolnvse.platform;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything the manager asks of the operating system it runs on.
 *
 * @param host      which one it is
 * @param live      what watching a game takes
 * @param programs  starts other programs
 * @param registry  its registry, empty where there is none
 * @param drives    the roots of its drives
 * @param marks     its marks on downloaded files
 * @param elevation runs a command with more rights
 */
public record Machine(Host host, LivePlatform live, Programs programs, Registry registry, List<Path> drives,
        FileMarks marks, Elevation elevation) {

    public Machine {
        drives = List.copyOf(drives);
    }

    /** The one this program runs on. */
    public static Machine current() {
        return with(Host.current(), LivePlatform.current(), Programs.ofThisMachine());
    }

    /** The one this program runs on, but for what may do harm; for tests. */
    public static Machine with(Host host, LivePlatform live, Programs programs) {
        List<Path> drives = new ArrayList<>();
        FileSystems.getDefault().getRootDirectories().forEach(drives::add);
        return new Machine(host, live, programs, Registry.ofThisMachine(), drives, FileMarks.ofThisMachine(),
                Elevation.ofThisMachine());
    }
}
