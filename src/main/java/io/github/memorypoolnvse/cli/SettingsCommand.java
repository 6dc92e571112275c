package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.plugin.PluginIni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the plugin's settings, or puts those of a file in their place. */
@Command(name = "settings", mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {

    /** Far more than all settings with their comments take; a larger file is another one named by mistake. */
    private static final long LARGEST = 1 << 20;

    private final ManagerContext context;
    private final Console console;

    @Mixin
    private final TargetChoice choice = new TargetChoice();

    @Option(names = "--from", paramLabel = "FILE", descriptionKey = "cli.option.from")
    private @Nullable Path from;

    @Mixin
    private final Consent consent = new Consent(false);

    SettingsCommand(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, CommandException {
        DeployTarget target = choice.choose(context);
        Optional<PluginIni> present = context.deployment().settings(target);
        if (present.isEmpty()) {
            throw new CommandException("cli.error.noSettings", target.install().folder());
        }
        if (from == null) {
            console.print(new String(present.get().bytes(), StandardCharsets.ISO_8859_1));
            return 0;
        }
        if (!Files.isRegularFile(from) || Files.size(from) > LARGEST) {
            throw new CommandException("cli.error.notSettings", from.toAbsolutePath());
        }
        PluginIni wanted = PluginIni.parse(Files.readAllBytes(from));
        List<String> again = new ArrayList<>(List.of("settings", "--from", from.toAbsolutePath().toString()));
        again.addAll(choice.words(target));
        return new PlanApplication(context, console).run(target, context.deployment().planSettings(target, wanted),
                consent, again, "cli.settings.done");
    }
}
