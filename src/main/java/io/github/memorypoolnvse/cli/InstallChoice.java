package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.game.Install;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The install a command works on: the folder that was typed, or the only one on the machine. */
final class InstallChoice {

    private final ManagerContext context;

    InstallChoice(ManagerContext context) {
        this.context = context;
    }

    /**
     * The install meant.
     *
     * @param folder as typed; null looks for installs
     * @throws CommandException when there is none, or more than one
     */
    Install choose(@Nullable Path folder) throws CommandException {
        if (folder != null) {
            return context.detector().inspect(folder)
                    .orElseThrow(() -> new CommandException("cli.error.noGameIn", folder.toAbsolutePath()));
        }
        List<Install> installs = context.detector().detect().installs();
        return switch (installs.size()) {
            case 0 -> throw new CommandException("cli.error.noInstall");
            case 1 -> installs.getFirst();
            default -> throw new CommandException("cli.error.manyInstalls", installs.stream()
                    .map(install -> "  " + install.folder())
                    .collect(Collectors.joining(System.lineSeparator())));
        };
    }
}
