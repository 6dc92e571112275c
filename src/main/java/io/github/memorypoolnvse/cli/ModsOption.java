package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.game.Install;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that means a mod of Mod Organizer 2 instead of the game folder. */
final class ModsOption {

    @Option(names = "--mo2", paramLabel = "MODS", descriptionKey = "cli.option.mo2")
    private @Nullable Path mods;

    /** The place meant. */
    DeployTarget target(Install install) throws CommandException {
        if (mods == null) {
            return new DeployTarget.GameFolder(install);
        }
        if (!Files.isDirectory(mods)) {
            throw new CommandException("cli.error.noMods", mods.toAbsolutePath());
        }
        return new DeployTarget.OrganizerMod(install, mods.toAbsolutePath().normalize());
    }

    /** The words that mean {@code target} again, beside its install. */
    static List<String> words(DeployTarget target) {
        return target instanceof DeployTarget.OrganizerMod mod ? List.of("--mo2", mod.root().toString()) : List.of();
    }
}
