package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.Delivery;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.ZipException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import org.jspecify.annotations.Nullable;

/** Puts the files of xNVSE beside the game's executable, or takes them back. */
@Command(name = "xnvse", mixinStandardHelpOptions = true)
final class NvseCommand implements Callable<Integer> {

    private final ManagerContext context;
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", descriptionKey = "cli.option.folder")
    private @Nullable Path folder;

    @ArgGroup(multiplicity = "1")
    private Way way = new Way();

    @Mixin
    private final Consent consent = new Consent(false);

    /** One of the two. */
    private static final class Way {

        @Option(names = "--from", required = true, paramLabel = "ZIP", descriptionKey = "cli.option.nvseFrom")
        private @Nullable Path from;

        @Option(names = "--back", required = true, descriptionKey = "cli.option.nvseBack")
        private boolean back;
    }

    NvseCommand(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        DeployTarget.GameFolder target = new DeployTarget.GameFolder(new InstallChoice(context).choose(folder));
        String game = target.install().folder().toString();
        Path from = way.from;
        if (from == null) {
            return run(target, context.deployment().planNvseBack(target), List.of("xnvse", game, "--back"),
                    "cli.xnvse.back");
        }
        return run(target, context.deployment().planNvse(target, delivery(from)),
                List.of("xnvse", game, "--from", from.toAbsolutePath().toString()), "cli.xnvse.done");
    }

    private int run(DeployTarget target, Plan plan, List<String> again, String done)
            throws IOException, CommandException {
        return new PlanApplication(context, console).run(target, plan, consent, again, done);
    }

    private Delivery.Nvse delivery(Path from) throws IOException, CommandException {
        try {
            if (Delivery.of(from, context.payload()) instanceof Delivery.Nvse nvse) {
                return nvse;
            }
        } catch (ZipException packedOtherwise) {
            throw new CommandException("cli.error.noNvse", from.toAbsolutePath());
        }
        throw new CommandException("cli.error.noNvse", from.toAbsolutePath());
    }
}
