package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployTarget;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts the folder back as it was before the manager first came. */
@Command(name = "uninstall", mixinStandardHelpOptions = true)
final class UninstallCommand implements Callable<Integer> {

    private final ManagerContext context;
    private final Console console;

    @Mixin
    private final TargetChoice choice = new TargetChoice();

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
        DeployTarget target = choice.choose(context);
        return new PlanApplication(context, console)
                .run(target, context.deployment().planUninstall(target), dryRun, yes, "cli.uninstall.done");
    }
}
