package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.PluginArchive;
import io.github.memorypoolnvse.plugin.Preset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the plugin as an archive for Vortex or Mod Organizer 2. */
@Command(name = "archive", mixinStandardHelpOptions = true)
final class ArchiveCommand implements Callable<Integer> {

    private final ManagerContext context;
    private final Console console;

    @Parameters(paramLabel = "FILE", descriptionKey = "cli.option.archive")
    private @Nullable Path file;

    @Option(names = "--preset", paramLabel = "NAME", descriptionKey = "cli.option.preset")
    private @Nullable String preset;

    ArchiveCommand(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        Path archive = Objects.requireNonNull(file);
        Preset chosen = preset == null ? context.presets().recommended() : PresetCommand.named(context, preset);
        new PluginArchive(context.payload(), context.presets()).write(archive, chosen);
        console.say("cli.archive.done", archive.toAbsolutePath(), chosen.id());
        return 0;
    }
}
