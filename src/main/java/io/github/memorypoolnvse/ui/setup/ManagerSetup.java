package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.DeployException;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.deploy.PluginArchive;
import io.github.memorypoolnvse.deploy.PluginCheck;
import io.github.memorypoolnvse.deploy.PluginState;
import io.github.memorypoolnvse.format.VersionedJsonFile;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.plugin.CustomPresets;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Preset;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.WeakHashMap;

/** The Setup page's work, done by the manager's parts. */
public final class ManagerSetup implements SetupWork {

    private final ManagerContext context;
    private final Map<Plan, Origin> origins = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * Where a plan is for, and the command that makes it again.
     *
     * @param settings what the command reads from {@link #handedOver}; empty when it reads nothing
     */
    private record Origin(DeployTarget target, List<String> command, Optional<PluginIni> settings) {
    }

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
        List<Path> chosen = context.chosenFolders().all();
        return context.detector().detect().installs().stream()
                .sorted(Comparator.comparingInt(install -> rank(chosen.indexOf(install.folder()))))
                .toList();
    }

    private static int rank(int index) {
        return index < 0 ? Integer.MAX_VALUE : index;
    }

    @Override
    public void remember(Install install) throws IOException {
        context.chosenFolders().remember(install.folder());
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
        return new PluginCheck(context.payload(), context::modFolders).state(install.folder());
    }

    @Override
    public Optional<Preset> presetInPlace(Install install) throws IOException {
        return context.deployment().settings(target(install))
                .flatMap(settings -> context.presets().inPlace(settings, context.shippedPresets()));
    }

    @Override
    public Plan planInstall(Install install, Preset preset) throws IOException {
        DeployTarget target = target(install);
        return noted(target, context.deployment().planInstall(target, preset), "install",
                install.folder().toString(), "--preset", preset.id());
    }

    @Override
    public Plan planPreset(Install install, Preset preset) throws IOException {
        DeployTarget target = target(install);
        return noted(target, context.deployment().planPreset(target, preset), "preset",
                install.folder().toString(), preset.id());
    }

    @Override
    public List<Path> modFolders(Install install) throws IOException {
        return context.modFolders(install);
    }

    @Override
    public Plan planOrganizerMod(Install install, Path mods, Preset preset) throws IOException {
        DeployTarget target = new DeployTarget.OrganizerMod(install, mods);
        return noted(target, context.deployment().planInstall(target, preset), "install",
                install.folder().toString(), "--mo2", mods.toString(), "--preset", preset.id());
    }

    @Override
    public void writeArchive(Path file, Preset preset) throws IOException {
        new PluginArchive(context.payload(), context.presets()).write(file, preset);
    }

    @Override
    public Plan planLargeAddress(Install install, boolean set) throws IOException {
        DeployTarget.GameFolder target = target(install);
        List<String> command = new ArrayList<>(List.of("large-address", install.folder().toString()));
        if (!set) {
            command.add("--clear");
        }
        return noted(target, context.deployment().planLargeAddress(target, set), command.toArray(String[]::new));
    }

    @Override
    public void unblock(Install install) throws IOException {
        context.unblock(install);
    }

    @Override
    public void makeWritable(Install install) throws IOException {
        context.makeWritable(install);
    }

    @Override
    public void openFolder(Path folder) throws IOException {
        context.openFolder(folder);
    }

    @Override
    public void openPage(URI page) throws IOException {
        context.openPage(page);
    }

    @Override
    public Optional<PluginIni> settings(Install install) throws IOException {
        return context.deployment().settings(target(install));
    }

    @Override
    public Plan planSettings(Install install, PluginIni settings) throws IOException {
        DeployTarget target = target(install);
        Plan plan = context.deployment().planSettings(target, settings);
        origins.put(plan, new Origin(target, List.of("settings", install.folder().toString(), "--from",
                handedOver().toString()), Optional.of(settings)));
        return plan;
    }

    @Override
    public Plan planUninstall(Install install) throws IOException {
        DeployTarget target = target(install);
        return noted(target, context.deployment().planUninstall(target), "uninstall", install.folder().toString());
    }

    @Override
    public void apply(Plan plan) throws IOException {
        Origin origin = origin(plan);
        try {
            context.deployment().apply(origin.target(), plan);
        } catch (DeployException refused) {
            if (refused.accessDenied() && context.elevated().available()) {
                throw new RightsNeededException(refused);
            }
            throw refused;
        }
    }

    @Override
    public void applyElevated(Plan plan) throws IOException {
        Origin origin = origin(plan);
        try {
            if (origin.settings().isPresent()) {
                VersionedJsonFile.replace(handedOver(), origin.settings().get().bytes());
            }
            if (!context.elevated().apply(plan, origin.command())) {
                throw new NotElevatedException();
            }
        } finally {
            Files.deleteIfExists(handedOver());
        }
    }

    /** Where the helper finds settings too long for its command line; it does what the plan's digest says or nothing. */
    private Path handedOver() {
        return context.folders().managerData().resolve("settings-for-administrator.ini");
    }

    private Origin origin(Plan plan) {
        return Objects.requireNonNull(origins.get(plan), "a plan of another setup");
    }

    private Plan noted(DeployTarget target, Plan plan, String... command) {
        origins.put(plan, new Origin(target, List.of(command), Optional.empty()));
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
