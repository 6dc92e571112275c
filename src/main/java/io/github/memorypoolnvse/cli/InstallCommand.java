package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.plugin.Preset;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Installs, updates or repairs the plugin. */
@Command(name = "install", mixinStandardHelpOptions = true)
final class InstallCommand implements Callable<Integer> {

    private final ManagerContext context;
    private final Console console;

    @Mixin
    private final TargetChoice choice = new TargetChoice();

    @Option(names = "--preset", paramLabel = "NAME", descriptionKey = "cli.option.preset")
    private @Nullable String preset;

    @Option(names = "--dry-run", descriptionKey = "cli.option.dryRun")
    private boolean dryRun;

    @Option(names = "--yes", descriptionKey = "cli.option.yes")
    private boolean yes;

    InstallCommand(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        DeployTarget target = choice.choose(context);
        Plan plan = context.deployment().planInstall(target, preset(target));
        int status = new PlanApplication(context, console).run(target, plan, dryRun, yes, "cli.install.done");
        if (status == 0 && !dryRun && choice.typed() && !target.install().practice()) {
            context.chosenFolders().remember(target.install().folder());
        }
        return status;
    }

    /** The one asked for, else the one in place, else the one offered first. */
    private Preset preset(DeployTarget target) throws IOException, CommandException {
        if (preset != null) {
            return PresetCommand.named(context, preset);
        }
        return context.deployment().settings(target)
                .flatMap(settings -> settings.preset())
                .flatMap(context.presets()::find)
                .orElse(context.presets().recommended());
    }
}
