package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.cli.practice.Dashboard;
import io.github.memorypoolnvse.cli.practice.PracticeCommand;
import io.github.memorypoolnvse.deploy.DeployException;
import io.github.memorypoolnvse.platform.KnownFolders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root command; each job is a subcommand of its own class. Exit status: 0 done, 1 failed, 2 wrongly called. */
@Command(name = "memorypool", mixinStandardHelpOptions = true)
public final class MemoryPoolCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryPoolCommand.class);

    @Spec
    private CommandSpec spec;

    private MemoryPoolCommand() {
        this.spec = CommandSpec.create();
    }

    /**
     * Runs the command line and returns the process's exit status.
     *
     * @param dashboard makes the dashboard of commands that draw one
     */
    public static int run(Function<Texts, Dashboard> dashboard, String... arguments) {
        Charset terminal = Charset.forName(System.getProperty("stdout.encoding", "UTF-8"), StandardCharsets.UTF_8);
        PrintWriter out = new PrintWriter(System.out, true, terminal);
        PrintWriter err = new PrintWriter(System.err, true, terminal);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, terminal));
        try {
            String[] words = withoutManagerData(arguments);
            ManagerContext context = ManagerContext.ofThisUser();
            context.start();
            Console console = new Console(context.texts(), in, out, err);
            CommandLine line = commandLine(context, console);
            line.addSubcommand(new PracticeCommand(context, dashboard.apply(context.texts()), console));
            return words(line, console).execute(words);
        } catch (IOException incomplete) {
            err.println(new Texts(Locale.getDefault()).of("cli.error.incomplete", message(incomplete)));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** Where the manager keeps its data is settled before any command is read. */
    private static String[] withoutManagerData(String[] arguments) {
        for (String word : arguments) {
            if (word.startsWith(KnownFolders.MANAGER_DATA_OPTION)) {
                System.setProperty(KnownFolders.MANAGER_HOME,
                        word.substring(KnownFolders.MANAGER_DATA_OPTION.length()));
            }
        }
        return Stream.of(arguments)
                .filter(word -> !word.startsWith(KnownFolders.MANAGER_DATA_OPTION))
                .toArray(String[]::new);
    }

    /** The whole command line over {@code context}. */
    static CommandLine commandLine(ManagerContext context, Console console) {
        CommandLine line = new CommandLine(new MemoryPoolCommand());
        line.addSubcommand(new DetectCommand(context, console));
        line.addSubcommand(new HealthCommand(context, console));
        line.addSubcommand(new InstallCommand(context, console));
        line.addSubcommand(new UninstallCommand(context, console));
        line.addSubcommand(new PresetCommand(context, console));
        line.addSubcommand(new SettingsCommand(context, console));
        line.addSubcommand(new LaunchCommand(context, console));
        line.addSubcommand(new LargeAddressCommand(context, console));
        line.addSubcommand(new NvseCommand(context, console));
        line.addSubcommand(new ArchiveCommand(context, console));
        line.addSubcommand(new AttachCommand(context, console));
        return words(line, console);
    }

    /** Texts and manners of all subcommands that are there. */
    private static CommandLine words(CommandLine line, Console console) {
        line.setResourceBundle(ResourceBundle.getBundle(Texts.BUNDLE, console.texts().locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(console.out());
        line.setErr(console.err());
        line.setExecutionExceptionHandler((failure, _, _) -> explain(failure, console));
        return line;
    }

    private static int explain(Exception failure, Console console) {
        Texts texts = console.texts();
        console.complain(switch (failure) {
            case CommandException known -> texts.of(known.textKey(), known.arguments());
            case DeployException refused -> texts.of(refused.textKey(), refused.arguments());
            case IOException unreadable -> texts.of("cli.error.file", message(unreadable));
            default -> {
                LOG.error("a command failed", failure);
                yield texts.of("cli.error.unexpected", message(failure));
            }
        });
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String message(Exception failure) {
        return failure.getClass().getSimpleName() + ": " + Objects.toString(failure.getMessage(), "");
    }

    /** Without a subcommand: how to call it. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
