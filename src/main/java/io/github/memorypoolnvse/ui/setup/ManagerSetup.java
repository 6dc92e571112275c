package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployException;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.deploy.PluginCheck;
import io.github.memorypoolnvse.deploy.PluginState;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.plugin.CustomPresets;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Preset;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** The Setup page's work, done by the manager's parts. */
public final class ManagerSetup implements SetupWork {

    private final ManagerContext context;
    private final Map<Plan, List<String>> commands = Collections.synchronizedMap(new WeakHashMap<>());

    public ManagerSetup(ManagerContext context) {
        this.context = context;
    }

    @Override
    public String shippedVersion() {
        return context.payload().version();
    }

    @Override
    public List<Preset> presets() {
        return context.presets().presets();
    }

    @Override
    public CustomPresets customPresets() {
        return context.customPresets();
    }

    @Override
    public Map<String, Long> engineBudgets() {
        return context.presets().engineDefaults();
    }

    @Override
    public List<Install> installs() {
        return context.detector().detect().installs();
    }

    @Override
    public Optional<Install> choose(Path folder) throws IOException {
        Optional<Install> install = context.detector().inspect(folder);
        if (install.isPresent()) {
            context.chosenFolders().remember(install.get().folder());
        }
        return install;
    }

    @Override
    public List<Finding> examine(Install install) {
        return context.examination().examine(install);
    }

    @Override
    public PluginState state(Install install) throws IOException {
        return new PluginCheck(context.payload()).state(install.folder());
    }

    @Override
    public Optional<Preset> presetInPlace(Install install) throws IOException {
        return context.deployment().settings(target(install))
                .flatMap(settings -> context.presets().inPlace(settings, context.shippedPresets()));
    }

    @Override
    public Plan planInstall(Install install, Preset preset) throws IOException {
        return noted(context.deployment().planInstall(target(install), preset), "install",
                install.folder().toString(), "--preset", preset.id());
    }

    @Override
    public Plan planPreset(Install install, Preset preset) throws IOException {
        return noted(context.deployment().planPreset(target(install), preset), "preset",
                install.folder().toString(), preset.id());
    }

    @Override
    public Plan planLargeAddress(Install install) throws IOException {
        return noted(context.deployment().planLargeAddress(target(install), true), "large-address",
                install.folder().toString());
    }

    @Override
    public void unblock(Install install) throws IOException {
        context.unblock(install);
    }

    @Override
    public void openFolder(Path folder) {
        context.openFolder(folder);
    }

    @Override
    public void openPage(URI page) {
        context.openPage(page);
    }

    @Override
    public Optional<PluginIni> settings(Install install) throws IOException {
        return context.deployment().settings(target(install));
    }

    @Override
    public Plan planSettings(Install install, PluginIni settings) throws IOException {
        return context.deployment().planSettings(target(install), settings);
    }

    @Override
    public Plan planUninstall(Install install) throws IOException {
        return noted(context.deployment().planUninstall(target(install)), "uninstall", install.folder().toString());
    }

    @Override
    public void apply(Install install, Plan plan) throws IOException {
        try {
            context.deployment().apply(target(install), plan);
        } catch (DeployException refused) {
            List<String> command = commands.get(plan);
            boolean denied = refused.getCause() instanceof AccessDeniedException;
            if (!denied || command == null || !context.elevated().available()
                    || !context.elevated().apply(plan, command)) {
                throw refused;
            }
        }
    }

    /** Remembers the command that makes a plan again, for a manager with more rights. */
    private Plan noted(Plan plan, String... command) {
        commands.put(plan, List.of(command));
        return plan;
    }

    @Override
    public void launch(Install install) throws IOException {
        context.launch(install);
    }

    private static DeployTarget.GameFolder target(Install install) {
        return new DeployTarget.GameFolder(install);
    }
}
