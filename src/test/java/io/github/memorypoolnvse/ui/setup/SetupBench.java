package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.deploy.Delivery;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.Deployment;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.deploy.PluginArchive;
import io.github.memorypoolnvse.deploy.PluginState;
import io.github.memorypoolnvse.deploy.RunningPrograms.RunningProgram;
import io.github.memorypoolnvse.format.FileVersion;
import io.github.memorypoolnvse.format.TestExecutable;
import io.github.memorypoolnvse.game.ExecutableFacts;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.InstallInspector;
import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.game.Variant;
import io.github.memorypoolnvse.game.WinePrefix;
import io.github.memorypoolnvse.game.health.Examination;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.game.health.LargeAddressCheck;
import io.github.memorypoolnvse.game.health.Severity;
import io.github.memorypoolnvse.plugin.CustomPresets;
import io.github.memorypoolnvse.plugin.Payload;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.Presets;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real deployment over a made-up game folder and a small payload, with everything else as a test wants it. */
public final class SetupBench implements SetupWork {

    private static final byte[] PLUGIN = "the plugin".getBytes(StandardCharsets.UTF_8);
    private static final String TARGET = "Data/NVSE/Plugins/MemoryPoolNVSE.dll";

    private final Presets presets = Presets.bundled();
    private final CustomPresets custom;
    private final Payload payload;
    private final Deployment deployment;
    private final List<Install> installs = new ArrayList<>();
    private final List<Install> launched = new ArrayList<>();
    private final List<Install> organizers = new ArrayList<>();
    private final List<Install> madeWritable = new ArrayList<>();
    private final List<Install> unblocked = new ArrayList<>();
    private final List<Path> opened = new ArrayList<>();
    private final List<URI> pages = new ArrayList<>();
    private final List<Finding> found = new ArrayList<>();
    private final List<Plan> elevated = new ArrayList<>();
    private final List<Install> remembered = new ArrayList<>();
    private final Map<Plan, DeployTarget> planned = new IdentityHashMap<>();
    private final List<Path> modFolders = new ArrayList<>();
    private boolean refusing;
    private boolean nothingOpens;
    private final List<RunningProgram> running = new ArrayList<>();
    private PluginState installed = PluginState.CURRENT;

    /** A bench with a small plugin that keeps everything below a folder. */
    public SetupBench(Path folder) throws IOException {
        this(folder, Payload.load(name -> switch (name) {
            case "manifest.json" -> new ByteArrayInputStream(manifest().getBytes(StandardCharsets.UTF_8));
            case "plugin.dll" -> new ByteArrayInputStream(PLUGIN);
            default -> throw new FileNotFoundException(name);
        }));
    }

    /** A bench that keeps everything below a folder. */
    public SetupBench(Path folder, Payload payload) throws IOException {
        this.payload = payload;
        custom = new CustomPresets(folder.resolve("manager/presets.json"), presets);
        deployment = new Deployment(payload, presets, _ -> List.copyOf(running), folder.resolve("manager"));
    }

    /** Makes a game folder and the install in it. */
    public Install addInstall(Path game) throws IOException {
        Files.createDirectories(game);
        Path executable = game.resolve("FalloutNV.exe");
        Files.write(executable, new byte[4096]);
        Install install = new Install(game, Store.STEAM, Optional.of("22380"),
                new ExecutableFacts(executable, Variant.STEAM_WRAPPED, Optional.of(new FileVersion(1, 4, 0, 525)), true,
                        4096),
                Optional.of(new WinePrefix(game.resolve("../../compatdata/22380/pfx").normalize(),
                        WinePrefix.Runner.PROTON)),
                new LinkedHashSet<>(List.of("steam")));
        installs.add(install);
        return install;
    }

    /** Makes a game folder whose executable has a flag that can be set, and the install in it. */
    public Install addPlainInstall(Path game) throws IOException {
        TestExecutable.game().write(game.resolve("FalloutNV.exe"));
        Install install = new Install(game, Store.GOG, Optional.empty(), facts(game), Optional.empty(),
                new LinkedHashSet<>(List.of("gog")));
        installs.add(install);
        return install;
    }

    private static ExecutableFacts facts(Path game) {
        return new InstallInspector().executable(game).orElseThrow();
    }

    /** Examination says this too from now on. */
    public void find(Finding finding) {
        found.add(finding);
    }

    /** Examination says this no more. */
    public void mended(Finding finding) {
        found.remove(finding);
    }

    /** Windows refuses every folder from now on; a helper with more rights does not. */
    public void refuseTheFolder() {
        refusing = true;
    }

    /** There is neither a browser nor a file manager from now on. */
    public void openNothing() {
        nothingOpens = true;
    }

    /** The plans that the helper with more rights carried out. */
    public List<Plan> elevated() {
        return elevated;
    }

    /** An instance of Mod Organizer 2 that keeps its mods there manages every install. */
    public void addModFolder(Path mods) throws IOException {
        modFolders.add(Files.createDirectories(mods));
    }

    public List<Install> remembered() {
        return remembered;
    }

    /** What the folder counts as once the plugin's files lie there. */
    public void installedCountsAs(PluginState state) {
        installed = state;
    }

    /** The game runs now. */
    public void start() {
        running.add(new RunningProgram(4711, "FalloutNV.exe"));
    }

    public List<Install> unblocked() {
        return unblocked;
    }

    public List<Path> opened() {
        return opened;
    }

    public List<URI> pages() {
        return pages;
    }

    public List<Install> launched() {
        return launched;
    }

    @Override
    public String shippedVersion() {
        return "1.0.0";
    }

    @Override
    public List<Preset> presets() {
        return custom.offered().presets();
    }

    @Override
    public CustomPresets customPresets() {
        return custom;
    }

    @Override
    public Map<String, Long> engineBudgets() {
        return presets.engineDefaults();
    }

    @Override
    public List<Install> installs() {
        return installs.stream().map(SetupBench::seenAnew).toList();
    }

    private static Install seenAnew(Install install) {
        return install.store() == Store.GOG
                ? new Install(install.folder(), install.store(), install.storeId(), facts(install.folder()),
                        install.prefix(), install.foundBy())
                : install;
    }

    @Override
    public void remember(Install install) {
        remembered.add(install);
    }

    @Override
    public Optional<Install> choose(Path folder) throws IOException {
        return Files.exists(folder.resolve("FalloutNV.exe")) ? Optional.of(addInstall(folder)) : Optional.empty();
    }

    @Override
    public Examined examine(Install install) {
        Optional<PluginIni> settings = settingsIn(install);
        return new Examined(findings(install), target(install), state(install),
                settings.flatMap(ini -> custom.offered().inPlace(ini, presets)),
                settings.map(ini -> ini.budgets(presets)).orElse(Map.of()), modFolders, broughtNvse(install));
    }

    private boolean broughtNvse(Install install) {
        try {
            return deployment.broughtNvse(new DeployTarget.GameFolder(install));
        } catch (IOException unknown) {
            return false;
        }
    }

    @Override
    public Delivery delivery(Path place) throws IOException {
        return Delivery.of(place, payload);
    }

    @Override
    public Plan planNvse(Install install, Path place, Delivery.Nvse delivery) throws IOException {
        DeployTarget.GameFolder game = new DeployTarget.GameFolder(install);
        return noted(game, deployment.planNvse(game, delivery));
    }

    @Override
    public Plan planNvseBack(Install install) throws IOException {
        DeployTarget.GameFolder game = new DeployTarget.GameFolder(install);
        return noted(game, deployment.planNvseBack(game));
    }

    private Optional<PluginIni> settingsIn(Install install) {
        try {
            return settings(install);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private List<Finding> findings(Install install) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.of(Severity.GOOD, install.store() == Store.STEAM ? "game.steam" : "game.plain", "1.4.0.525"));
        if (found.stream().noneMatch(each -> each.id().startsWith("nvse."))) {
            findings.add(Finding.of(Severity.GOOD, "nvse.early", "6.4.8"));
        }
        findings.addAll(new Examination(List.of(new LargeAddressCheck(_ -> List.of()))).examine(seenAnew(install)));
        findings.add(switch (state(install)) {
            case ABSENT -> Finding.of(Severity.INFO, "plugin.absent", "1.0.0").mendedBy(Fix.INSTALL_PLUGIN);
            case CURRENT -> Finding.of(Severity.GOOD, "plugin.current", "1.0.0");
            case OLDER -> Finding.of(Severity.WARNING, "plugin.older", "0.9.0", "1.0.0").mendedBy(Fix.INSTALL_PLUGIN);
            case NEWER -> Finding.of(Severity.INFO, "plugin.newer", "2.0.0", "1.0.0");
            case ALTERED -> Finding.of(Severity.WARNING, "plugin.altered", TARGET).mendedBy(Fix.INSTALL_PLUGIN);
            case INCOMPLETE -> Finding.of(Severity.PROBLEM, "plugin.incomplete").mendedBy(Fix.INSTALL_PLUGIN);
        });
        findings.addAll(found);
        return findings;
    }

    private PluginState state(Install install) {
        return target(install).holds(TARGET) ? installed : PluginState.ABSENT;
    }

    @Override
    public Plan planInstall(Install install, Preset preset) throws IOException {
        return noted(install, deployment.planInstall(target(install), preset));
    }

    @Override
    public Plan planPreset(Install install, Preset preset) throws IOException {
        return noted(install, deployment.planPreset(target(install), preset));
    }

    @Override
    public Optional<PluginIni> settings(Install install) throws IOException {
        return deployment.settings(target(install));
    }

    @Override
    public Plan planSettings(Install install, PluginIni settings) throws IOException {
        return noted(install, deployment.planSettings(target(install), settings));
    }

    @Override
    public Plan planLargeAddress(Install install, boolean set) throws IOException {
        DeployTarget.GameFolder game = new DeployTarget.GameFolder(install);
        return noted(game, deployment.planLargeAddress(game, set));
    }

    @Override
    public Plan planOrganizerMod(Install install, Path mods, Preset preset) throws IOException {
        DeployTarget target = new DeployTarget.OrganizerMod(install, mods);
        return noted(target, deployment.planInstall(target, preset));
    }

    @Override
    public void writeArchive(Path file, Preset preset) throws IOException {
        new PluginArchive(payload, presets).write(file, preset);
    }

    private Plan noted(Install install, Plan plan) {
        return noted(target(install), plan);
    }

    private Plan noted(DeployTarget target, Plan plan) {
        planned.put(plan, target);
        return plan;
    }

    @Override
    public void unblock(Install install, boolean elevated) throws IOException {
        if (refusing && !elevated) {
            throw new RightsNeededException(new AccessDeniedException(install.folder().toString()));
        }
        unblocked.add(install);
    }

    @Override
    public void makeWritable(Install install, boolean elevated) {
        madeWritable.add(install);
    }

    @Override
    public void openFolder(Path folder) throws IOException {
        open();
        opened.add(folder);
    }

    @Override
    public void openPage(URI page) throws IOException {
        open();
        pages.add(page);
    }

    @Override
    public Plan planUninstall(Install install) throws IOException {
        return noted(install, deployment.planUninstall(target(install)));
    }

    @Override
    public void apply(Plan plan) throws IOException {
        if (refusing) {
            throw new RightsNeededException(new AccessDeniedException(plan.root().toString()));
        }
        deployment.apply(planned.get(plan), plan);
    }

    @Override
    public void applyElevated(Plan plan) throws IOException {
        deployment.apply(planned.get(plan), plan);
        elevated.add(plan);
    }

    @Override
    public void openOrganizer(Install install) {
        organizers.add(install);
    }

    /** The installs whose organizer was opened. */
    public List<Install> organizers() {
        return organizers;
    }

    @Override
    public void launch(Install install) {
        launched.add(install);
    }

    private void open() throws IOException {
        if (nothingOpens) {
            throw new IOException("no browser, no file manager");
        }
    }

    private DeployTarget target(Install install) {
        return DeployTarget.inUse(install, modFolders, TARGET);
    }

    private static String manifest() {
        return """
                {"schema": 1, "version": "1.0.0", "files": [
                  {"resource": "plugin.dll", "target": "%s", "size": %d, "sha256": "%s"}]}
                """.formatted(TARGET, PLUGIN.length, sha256());
    }

    private static String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PLUGIN));
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
