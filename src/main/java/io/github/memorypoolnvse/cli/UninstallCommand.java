package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts the folder back as it was before the manager first came. */
@Command(name = "uninstall", mixinStandardHelpOptions = true)
final class UninstallCommand implements Callable<Integer> {

    private final ManagerContext context;
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", descriptionKey = "cli.option.folder")
    private @Nullable Path folder;

    @Option(names = "--dry-run", descriptionKey = "cli.option.dryRun")
    private boolean dryRun;

    @Option(names = "--yes", descriptionKey = "cli.option.yes")
    private boolean yes;

    UninstallCommand(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        DeployTarget target = new DeployTarget.GameFolder(new InstallChoice(context).choose(folder));
        return new PlanApplication(context, console)
                .run(target, context.deployment().planUninstall(target), dryRun, yes, "cli.uninstall.done");
    }
}
