package io.github.memorypoolnvse.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root command; each job is a subcommand of its own class. */
@Command(name = "memorypool", mixinStandardHelpOptions = true)
public final class MemoryPoolCommand {

    private MemoryPoolCommand() {
    }

    /** Runs the command line and returns the process's exit status. */
    public static int run(String... arguments) {
        return new CommandLine(new MemoryPoolCommand()).execute(arguments);
    }
}
