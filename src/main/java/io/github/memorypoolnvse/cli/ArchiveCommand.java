package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.deploy.GuidedArchive;
import io.github.memorypoolnvse.deploy.PluginArchive;
import io.github.memorypoolnvse.plugin.Preset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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

    @ArgGroup
    private @Nullable Choice choice;

    /** The preset is chosen now, or by whoever installs. */
    private static final class Choice {

        @Option(names = "--preset", paramLabel = "NAME", descriptionKey = "cli.option.preset")
        private @Nullable String preset;

        @Option(names = "--guided", descriptionKey = "cli.option.guided")
        private boolean guided;
    }

    ArchiveCommand(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        Path archive = Objects.requireNonNull(file);
        if (choice != null && choice.guided) {
            new GuidedArchive(context.payload(), context.shippedPresets()).write(archive, words());
            console.say("cli.archive.guided", archive.toAbsolutePath());
            return 0;
        }
        Preset chosen = choice == null || choice.preset == null
                ? context.presets().recommended()
                : PresetCommand.named(context, choice.preset);
        new PluginArchive(context.payload(), context.presets()).write(archive, chosen);
        console.say("cli.archive.done", archive.toAbsolutePath(), chosen.id());
        return 0;
    }

    private GuidedArchive.Words words() {
        Texts texts = context.texts();
        return new GuidedArchive.Words(texts.of("archive.description"), texts.of("archive.question"),
                GuidedArchive.offered(context.shippedPresets()).stream()
                        .collect(Collectors.toMap(Preset::id, preset -> texts.of("preset." + preset.id()))));
    }
}
