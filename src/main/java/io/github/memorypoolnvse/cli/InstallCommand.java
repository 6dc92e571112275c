package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.plugin.Preset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    @Mixin
    private final Consent consent = new Consent(false);

    InstallCommand(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        DeployTarget target = choice.choose(context);
        Preset chosen = preset(target);
        Plan plan = context.deployment().planInstall(target, chosen);
        List<String> words = new ArrayList<>(List.of("install", "--preset", chosen.id()));
        words.addAll(choice.words(target));
        int status = new PlanApplication(context, console).run(target, plan, consent, words, "cli.install.done");
        if (status == 0 && !consent.dryRun() && choice.typed() && !target.install().practice()) {
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
                .flatMap(settings -> context.presets().inPlace(settings, context.shippedPresets()))
                .orElse(context.presets().recommended());
    }
}
