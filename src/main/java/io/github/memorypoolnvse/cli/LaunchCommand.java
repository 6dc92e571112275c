package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.LoaderMissingException;
import io.github.memorypoolnvse.game.health.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Starts an install with xNVSE. */
@Command(name = "launch", mixinStandardHelpOptions = true)
final class LaunchCommand implements Callable<Integer> {

    private final ManagerContext context;
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", descriptionKey = "cli.option.folder")
    private @Nullable Path folder;

    LaunchCommand(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    @Override
    public Integer call() throws CommandException {
        Install install = new InstallChoice(context).choose(folder);
        try {
            Process process = context.launch(install);
            console.say("cli.launch.done", install.folder(), Long.toString(process.pid()));
            for (Finding finding : context.launchFindings(install)) {
                console.say("cli.health.finding", console.texts().of("health.severity."
                        + finding.severity().name().toLowerCase(Locale.ROOT)),
                        console.texts().of(finding.textKey(), finding.arguments()));
                console.say("cli.health.why", console.texts().of(finding.whyKey(), finding.arguments()));
            }
            return 0;
        } catch (LoaderMissingException missing) {
            throw new CommandException("ui.fault.noLoader", missing.folder());
        } catch (IOException failed) {
            throw new CommandException("cli.error.launch", install.folder(), String.valueOf(failed.getMessage()));
        }
    }
}
