package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Where a command puts the plugin: the options that say so, shared by the commands that change files. */
final class TargetChoice {

    @Parameters(arity = "0..1", paramLabel = "FOLDER", descriptionKey = "cli.option.folder")
    private @Nullable Path folder;

    @Mixin
    private final ModsOption mods = new ModsOption();

    /** True when the game folder was named, so that it is worth remembering. */
    boolean typed() {
        return folder != null;
    }

    /** The words that mean {@code target} again. */
    List<String> words(DeployTarget target) {
        List<String> words = new ArrayList<>(List.of(target.install().folder().toString()));
        words.addAll(ModsOption.words(target));
        return words;
    }

    /** The target meant. */
    DeployTarget choose(ManagerContext context) throws CommandException {
        return mods.target(new InstallChoice(context).choose(folder));
    }
}
