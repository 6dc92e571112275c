package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.game.Install;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a command puts the plugin: the options that say so, shared by the commands that change files. */
final class TargetChoice {

    @Parameters(arity = "0..1", paramLabel = "FOLDER", descriptionKey = "cli.option.folder")
    private @Nullable Path folder;

    @Option(names = "--mo2", paramLabel = "MODS", descriptionKey = "cli.option.mo2")
    private @Nullable Path mods;

    /** True when the game folder was named, so that it is worth remembering. */
    boolean typed() {
        return folder != null;
    }

    /** The words that mean {@code target} again. */
    List<String> words(DeployTarget target) {
        List<String> words = new ArrayList<>(List.of(target.install().folder().toString()));
        if (target instanceof DeployTarget.OrganizerMod mod) {
            words.addAll(List.of("--mo2", mod.root().toString()));
        }
        return words;
    }

    /** The target meant. */
    DeployTarget choose(ManagerContext context) throws CommandException {
        Install install = new InstallChoice(context).choose(folder);
        if (mods == null) {
            return new DeployTarget.GameFolder(install);
        }
        if (!Files.isDirectory(mods)) {
            throw new CommandException("cli.error.noMods", mods.toAbsolutePath());
        }
        return new DeployTarget.OrganizerMod(install, mods.toAbsolutePath().normalize());
    }
}
