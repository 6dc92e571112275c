package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployTarget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets the large-address flag of the game's executable, or takes it back. */
@Command(name = "large-address", mixinStandardHelpOptions = true)
final class LargeAddressCommand implements Callable<Integer> {

    private final ManagerContext context;
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", descriptionKey = "cli.option.folder")
    private @Nullable Path folder;

    @Option(names = "--clear", descriptionKey = "cli.option.clear")
    private boolean clear;

    @Mixin
    private final Consent consent = new Consent(false);

    LargeAddressCommand(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        DeployTarget.GameFolder target = new DeployTarget.GameFolder(new InstallChoice(context).choose(folder));
        List<String> words = new ArrayList<>(List.of("large-address", target.install().folder().toString()));
        if (clear) {
            words.add("--clear");
        }
        return new PlanApplication(context, console).run(target,
                context.deployment().planLargeAddress(target, !clear), consent, words,
                clear ? "cli.largeAddress.cleared" : "cli.largeAddress.set");
    }
}
