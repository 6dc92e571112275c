package io.github.memorypoolnvse.platform.linux;

import io.github.memorypoolnvse.platform.ProcessState;
import io.github.memorypoolnvse.platform.RunningProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc} tells about processes. A process can go away between two looks, so everything here answers
 * "nothing" rather than failing.
 */
public final class ProcFileSystem {

    /** The kernel keeps 15 bytes of a program's name. */
    private static final int COMMAND_LENGTH = 15;
    /** How the kernel ends the path of a folder that is gone. */
    private static final String DELETED = " (deleted)";
    /** Field numbers of {@code stat} as its manual counts, less the three up to and including the state. */
    private static final int START_TIME_AFTER_STATE = 22 - 3;

    /** The permissions of such a mapping; a program that runs without data-execution prevention has "x" in it. */
    private static final Pattern WRITABLE_AND_SHARED = Pattern.compile("^\\S+ rw[x-]s ");

    private final Path root;

    /** @param root {@code /proc}, or a tree like it in tests */
    public ProcFileSystem(Path root) {
        this.root = root;
    }

    public Path root() {
        return root;
    }

    static String shortened(String program) {
        return program.length() <= COMMAND_LENGTH ? program : program.substring(0, COMMAND_LENGTH);
    }

    public List<Long> processIds() {
        List<Long> ids = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "[0-9]*")) {
            for (Path entry : entries) {
                ids.add(Long.parseLong(entry.getFileName().toString()));
            }
        } catch (IOException | RuntimeException unreadable) {
            return List.copyOf(ids);
        }
        return ids;
    }

    /** The name the kernel shows, at most 15 bytes; empty when there is no such process. */
    public String command(long pid) {
        return read(pid, "comm").strip();
    }

    public Optional<RunningProcess> process(long pid) {
        Stat stat = stat(pid);
        if (stat == null || stat.ended()) {
            return Optional.empty();
        }
        List<String> commandLine = commandLine(pid);
        return Optional.of(new RunningProcess(
                pid, stat.startTime(), fullName(command(pid), commandLine), executable(pid, commandLine), commandLine));
    }

    public ProcessState state(RunningProcess process) {
        Stat stat = stat(process.pid());
        if (stat == null || stat.ended() || stat.startTime() != process.startToken()) {
            return ProcessState.ENDED;
        }
        return stat.stopped() ? ProcessState.STOPPED : ProcessState.RUNNING;
    }

    /**
     * Whether a process has a file of that name mapped writable and shared, as the plugin has and a reader has not.
     *
     * @return empty when the process may not be looked at
     */
    public Optional<Boolean> writes(long pid, String fileName) {
        try {
            for (String line : Files.readAllLines(root.resolve(pid + "/maps"), StandardCharsets.ISO_8859_1)) {
                if (line.contains(fileName) && WRITABLE_AND_SHARED.matcher(line).find()) {
                    return Optional.of(true);
                }
            }
            return Optional.of(false);
        } catch (NoSuchFileException gone) {
            return Optional.of(false);
        } catch (IOException | RuntimeException denied) {
            return Files.exists(root.resolve(Long.toString(pid))) ? Optional.empty() : Optional.of(false);
        }
    }

    private List<String> commandLine(long pid) {
        String line = read(pid, "cmdline");
        return line.isEmpty() ? List.of() : Arrays.asList(line.split("\0"));
    }

    /** A Windows program's own name when the kernel has cut it. */
    private static String fullName(String command, List<String> commandLine) {
        if (commandLine.isEmpty() || command.length() < COMMAND_LENGTH) {
            return command;
        }
        String first = commandLine.getFirst();
        String name = first.substring(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1);
        return name.startsWith(command) ? name : command;
    }

    /**
     * The program's file. Under Wine {@code exe} is Wine's own loader, so the first argument is followed instead:
     * a Unix path as it is, {@code Z:} as the root, any other as a path of the process's working directory.
     */
    private @Nullable Path executable(long pid, List<String> commandLine) {
        if (commandLine.isEmpty()) {
            return null;
        }
        try {
            String program = commandLine.getFirst().replace('\\', '/');
            if (program.regionMatches(true, 0, "z:/", 0, 3)) {
                program = program.substring(2);
            }
            if (program.matches("[A-Za-z]:/.*")) {
                program = program.substring(program.lastIndexOf('/') + 1);
            }
            Path path = Path.of(program);
            if (!path.isAbsolute()) {
                Path directory = Files.readSymbolicLink(root.resolve(pid + "/cwd"));
                if (directory.toString().endsWith(DELETED)) {
                    return directory.resolve(path); // it ran from a folder that is gone, so from no other
                }
                path = directory.resolve(path);
            }
            return Files.isRegularFile(path) ? path : null;
        } catch (IOException | RuntimeException unknown) {
            return null;
        }
    }

    private String read(long pid, String file) {
        try {
            return new String(Files.readAllBytes(root.resolve(pid + "/" + file)), StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException gone) {
            return "";
        }
    }

    private record Stat(char state, long startTime) {

        boolean ended() {
            return state == 'Z' || state == 'X' || state == 'x';
        }

        boolean stopped() {
            return state == 'T' || state == 't';
        }
    }

    private @Nullable Stat stat(long pid) {
        String line = read(pid, "stat");
        int afterName = line.lastIndexOf(')') + 2; // the name may hold spaces and brackets
        if (afterName < 2 || afterName >= line.length()) {
            return null;
        }
        String[] fields = line.substring(afterName).strip().split(" ");
        try {
            return new Stat(fields[0].charAt(0), Long.parseLong(fields[START_TIME_AFTER_STATE]));
        } catch (RuntimeException malformed) {
            return null;
        }
    }
}
