package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.deploy.Delivery;
import io.github.memorypoolnvse.deploy.DeployException;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.deploy.PluginArchive;
import io.github.memorypoolnvse.deploy.PluginCheck;
import io.github.memorypoolnvse.deploy.PluginState;
import io.github.memorypoolnvse.format.VersionedJsonFile;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.FolderCheck;
import io.github.memorypoolnvse.game.health.Severity;
import io.github.memorypoolnvse.plugin.CustomPresets;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Preset;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Setup page's work, done by the manager's parts. */
public final class ManagerSetup implements SetupWork {

    private static final Logger LOG = LoggerFactory.getLogger(ManagerSetup.class);

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
    public Examined examine(Install install) {
        List<Finding> findings = new ArrayList<>();
        List<Path> mods = answer(() -> context.modFolders(install), List.of(), failed -> findings.add(Finding.of(
                Severity.INFO, "unchecked", "organizer", String.valueOf(failed.getMessage()))));
        findings.addAll(context.examination(_ -> mods).examine(install));
        DeployTarget place = DeployTarget.inUse(install, mods, plugin());
        PluginState state = answer(() -> new PluginCheck(context.payload(), _ -> mods).state(place),
                PluginState.INCOMPLETE, _ -> { });
        Optional<PluginIni> settings = answer(() -> context.deployment().settings(place), Optional.empty(), _ -> { });
        return new Examined(findings, place, state,
                settings.flatMap(ini -> context.presets().inPlace(ini, context.shippedPresets())),
                settings.map(ini -> ini.budgets(context.shippedPresets())).orElse(Map.of()), mods,
                answer(() -> context.deployment().broughtNvse(new DeployTarget.GameFolder(install)), false, _ -> { }));
    }

    /** A question of its own; the findings tell what keeps it from being answered. */
    private static <T> T answer(SetupTasks.Work<T> question, T otherwise, Consumer<IOException> unanswered) {
        try {
            return question.run();
        } catch (IOException failed) {
            LOG.info("a part of the install is unknown: {}", failed.getMessage());
            unanswered.accept(failed);
            return otherwise;
        }
    }

    @Override
    public Plan planInstall(Install install, Preset preset) throws IOException {
        DeployTarget target = target(install);
        return noted(target, context.deployment().planInstall(target, preset),
                command(target, "install", "--preset", preset.id()));
    }

    @Override
    public Plan planPreset(Install install, Preset preset) throws IOException {
        DeployTarget target = target(install);
        return noted(target, context.deployment().planPreset(target, preset),
                command(target, "preset", preset.id()));
    }

    @Override
    public Plan planOrganizerMod(Install install, Path mods, Preset preset) throws IOException {
        DeployTarget target = new DeployTarget.OrganizerMod(install, mods);
        return noted(target, context.deployment().planInstall(target, preset),
                command(target, "install", "--preset", preset.id()));
    }

    @Override
    public void writeArchive(Path file, Preset preset) throws IOException {
        new PluginArchive(context.payload(), context.presets()).write(file, preset);
    }

    @Override
    public Delivery delivery(Path place) throws IOException {
        return Delivery.of(place, context.payload());
    }

    @Override
    public Plan planNvse(Install install, Path place, Delivery.Nvse delivery) throws IOException {
        DeployTarget.GameFolder target = new DeployTarget.GameFolder(install);
        return noted(target, context.deployment().planNvse(target, delivery),
                command(target, "xnvse", "--from", place.toAbsolutePath().toString()));
    }

    @Override
    public Plan planNvseBack(Install install) throws IOException {
        DeployTarget.GameFolder target = new DeployTarget.GameFolder(install);
        return noted(target, context.deployment().planNvseBack(target), command(target, "xnvse", "--back"));
    }

    @Override
    public Plan planLargeAddress(Install install, boolean set) throws IOException {
        DeployTarget.GameFolder target = new DeployTarget.GameFolder(install);
        return noted(target, context.deployment().planLargeAddress(target, set), set
                ? command(target, "large-address") : command(target, "large-address", "--clear"));
    }

    @Override
    public void unblock(Install install, boolean elevated) throws IOException {
        if (elevated) {
            elevated(install, "--unblock", () -> context.blocked(install));
        } else {
            plainly(() -> context.unblock(install));
        }
    }

    @Override
    public void makeWritable(Install install, boolean elevated) throws IOException {
        if (elevated) {
            elevated(install, "--make-writable", () -> FolderCheck.writeProtected(install));
        } else {
            plainly(() -> context.makeWritable(install));
        }
    }

    private void plainly(SetupTasks.Deed deed) throws IOException {
        try {
            deed.run();
        } catch (AccessDeniedException refused) {
            if (context.elevated().available()) {
                throw new RightsNeededException(refused);
            }
            throw refused;
        }
    }

    /** The helper's exit status tells of the game's health too, so the files themselves say whether it succeeded. */
    private void elevated(Install install, String option, Supplier<List<Path>> left) throws IOException {
        context.elevated().run(List.of("health", install.folder().toString(), option));
        if (!left.get().isEmpty()) {
            throw new NotElevatedException();
        }
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
        origins.put(plan, new Origin(target, command(target, "settings", "--from", handedOver().toString()),
                Optional.of(settings)));
        return plan;
    }

    @Override
    public Plan planUninstall(Install install) throws IOException {
        DeployTarget target = target(install);
        return noted(target, context.deployment().planUninstall(target), command(target, "uninstall"));
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

    private Plan noted(DeployTarget target, Plan plan, List<String> command) {
        origins.put(plan, new Origin(target, command, Optional.empty()));
        return plan;
    }

    /** A command for a place, as it is typed. */
    private static List<String> command(DeployTarget target, String name, String... options) {
        List<String> words = new ArrayList<>(List.of(name, target.install().folder().toString()));
        words.addAll(List.of(options));
        if (target instanceof DeployTarget.OrganizerMod mod) {
            words.addAll(List.of("--mo2", mod.root().toString()));
        }
        return words;
    }

    @Override
    public void openOrganizer(Install install) throws IOException {
        context.openOrganizer(install);
    }

    @Override
    public void launch(Install install) throws IOException {
        context.launch(install);
    }

    private DeployTarget target(Install install) throws IOException {
        return DeployTarget.inUse(install, context.modFolders(install), plugin());
    }

    private String plugin() {
        return context.payload().plugin().target();
    }
}
