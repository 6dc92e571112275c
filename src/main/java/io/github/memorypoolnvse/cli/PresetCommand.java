package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.Presets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the presets and the one in place, or puts another in place. */
@Command(name = "preset", mixinStandardHelpOptions = true)
final class PresetCommand implements Callable<Integer> {

    private static final long MEGABYTE = 1 << 20;

    private final ManagerContext context;
    private final Console console;

    @Parameters(arity = "0..2", paramLabel = "FOLDER|NAME", descriptionKey = "cli.option.folderAndPreset")
    private List<String> words = List.of();

    @Mixin
    private final ModsOption mods = new ModsOption();

    @Mixin
    private final Consent consent = new Consent(true);

    PresetCommand(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    /** The preset of that name. */
    static Preset named(ManagerContext context, String name) throws CommandException {
        return context.presets().find(name).orElseThrow(() -> new CommandException("cli.error.noPreset", name,
                context.presets().presets().stream().map(Preset::id).collect(Collectors.joining(", "))));
    }

    @Override
    public Integer call() throws IOException, CommandException {
        boolean onlyName = words.size() == 1 && context.presets().find(words.getFirst()).isPresent();
        Path folder = words.isEmpty() || onlyName ? null : Path.of(words.getFirst());
        DeployTarget target = mods.target(new InstallChoice(context).choose(folder));
        if (words.isEmpty() || words.size() == 1 && !onlyName) {
            show(target);
            return 0;
        }
        Preset preset = named(context, words.getLast());
        List<String> again = new ArrayList<>(List.of("preset", target.install().folder().toString(), preset.id()));
        again.addAll(ModsOption.words(target));
        return new PlanApplication(context, console).run(target, context.deployment().planPreset(target, preset),
                consent, again, "cli.preset.done");
    }

    private void show(DeployTarget target) throws IOException {
        Optional<PluginIni> settings = context.deployment().settings(target);
        String current = settings.flatMap(PluginIni::preset).orElse(Preset.VANILLA);
        Presets presets = context.presets();
        for (Preset preset : presets.presets()) {
            String mark = preset.id().equalsIgnoreCase(current) ? "*" : " ";
            console.say("cli.preset.line", mark, preset.id(),
                    console.texts().orElse("preset." + preset.id(), console.texts().of("preset.own")));
            Map<String, Long> budgets = preset.keepsValues() && preset.id().equalsIgnoreCase(current)
                    ? settings.map(ini -> ini.budgets(presets)).orElse(Map.of())
                    : preset.budgets();
            budgets.forEach((name, bytes) -> console.say("cli.preset.budget", name,
                    presets.engineDefaults().get(name) / MEGABYTE, bytes / MEGABYTE));
        }
    }
}
