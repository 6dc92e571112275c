package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.platform.Elevation;
import io.github.memorypoolnvse.platform.FileMarks;
import io.github.memorypoolnvse.platform.GameProcesses;
import io.github.memorypoolnvse.platform.Host;
import io.github.memorypoolnvse.platform.KnownFolders;
import io.github.memorypoolnvse.platform.BlockOpening;
import io.github.memorypoolnvse.platform.BlockCandidate;
import io.github.memorypoolnvse.platform.SharedBlocks;
import io.github.memorypoolnvse.platform.LivePlatform;
import io.github.memorypoolnvse.platform.Machine;
import io.github.memorypoolnvse.platform.ProcessState;
import io.github.memorypoolnvse.platform.RunningProcess;
import io.github.memorypoolnvse.plugin.TestPayload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A manager of a Linux user whose home is a folder of the test, driven by its command line. */
public final class CommandLineFixture {

    public final Path home;
    public final List<RunningProcess> processes = new ArrayList<>();
    public final List<RunningProcess> launchers = new ArrayList<>();
    public final List<List<String>> started = new ArrayList<>();
    public Elevation elevation = Elevation.none();
    public FileMarks marks = FileMarks.ofThisMachine();
    private final Locale locale;
    private String output = "";
    private String errors = "";

    public CommandLineFixture(Path folder) throws IOException {
        this(folder, Locale.ENGLISH);
    }

    public CommandLineFixture(Path folder, Locale locale) throws IOException {
        this.home = Files.createDirectories(folder.resolve("home")).toRealPath();
        this.locale = locale;
    }

    /** Runs one command and returns its exit status. */
    public int run(String answer, String... arguments) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ManagerContext context = context();
        Console console = new Console(context.texts(), new BufferedReader(new StringReader(answer)),
                new PrintWriter(out), new PrintWriter(err));
        int status = MemoryPoolCommand.commandLine(context, console).execute(arguments);
        output = out.toString();
        errors = err.toString();
        return status;
    }

    public ManagerContext context() throws IOException {
        KnownFolders folders = KnownFolders.of(Host.LINUX, Map.of(), home, Optional.empty());
        Machine machine = Machine.with(Host.LINUX, new LivePlatform(new Processes(), new NoBlocks()),
                (command, directory, environment) -> {
                    started.add(command);
                    return new ProcessBuilder("true").directory(directory.toFile()).start();
                });
        return ManagerContext.of(new Machine(machine.host(), machine.live(), machine.programs(), machine.registry(),
                machine.drives(), marks, elevation), folders, Map.of(), locale, TestPayload.version("1.0.0"));
    }

    public String output() {
        return output;
    }

    public String errors() {
        return errors;
    }

    /** No game publishes anything. */
    private static final class NoBlocks implements SharedBlocks {

        @Override
        public List<BlockCandidate> candidates(List<RunningProcess> games) {
            return List.of();
        }

        @Override
        public BlockOpening open(BlockCandidate candidate) {
            return new BlockOpening.Absent();
        }
    }

    private final class Processes implements GameProcesses {

        @Override
        public List<RunningProcess> running() {
            return processes;
        }

        @Override
        public List<RunningProcess> launchers() {
            return launchers;
        }

        @Override
        public ProcessState state(RunningProcess process) {
            return ProcessState.RUNNING;
        }
    }
}
