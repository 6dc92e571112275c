package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Puts the folder back as it was before the manager first came. */
@Command(name = "uninstall", mixinStandardHelpOptions = true)
final class UninstallCommand implements Callable<Integer> {

    private final ManagerContext context;
    private final Console console;

    @Mixin
    private final TargetChoice choice = new TargetChoice();

    @Mixin
    private final Consent consent = new Consent(false);

    UninstallCommand(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        DeployTarget target = choice.choose(context);
        List<String> words = new ArrayList<>(List.of("uninstall"));
        words.addAll(choice.words(target));
        return new PlanApplication(context, console)
                .run(target, context.deployment().planUninstall(target), consent, words, "cli.uninstall.done");
    }
}
