package io.github.memorypoolnvse;

import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.Deployment;
import io.github.memorypoolnvse.deploy.PluginCheck;
import io.github.memorypoolnvse.deploy.RunningPrograms;
import io.github.memorypoolnvse.deploy.RunningPrograms.RunningProgram;
import io.github.memorypoolnvse.game.InstallInspector;
import io.github.memorypoolnvse.game.LaunchCommand;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.find.Finders;
import io.github.memorypoolnvse.game.find.InstallDetector;
import io.github.memorypoolnvse.game.find.InstallFinder;
import io.github.memorypoolnvse.game.health.ConflictCheck;
import io.github.memorypoolnvse.game.health.Examination;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.FolderCheck;
import io.github.memorypoolnvse.game.health.GameVersionCheck;
import io.github.memorypoolnvse.game.health.KnownHashCheck;
import io.github.memorypoolnvse.game.health.LargeAddressCheck;
import io.github.memorypoolnvse.game.health.LaunchCheck;
import io.github.memorypoolnvse.game.health.LastLoadCheck;
import io.github.memorypoolnvse.game.health.MarkOfTheWebCheck;
import io.github.memorypoolnvse.game.health.ModFolders;
import io.github.memorypoolnvse.game.health.NvseCheck;
import io.github.memorypoolnvse.platform.DesktopNotices;
import io.github.memorypoolnvse.platform.GameProcesses;
import io.github.memorypoolnvse.platform.Host;
import io.github.memorypoolnvse.platform.KnownFolders;
import io.github.memorypoolnvse.platform.LivePlatform;
import io.github.memorypoolnvse.platform.Machine;
import io.github.memorypoolnvse.platform.NamedProcesses;
import io.github.memorypoolnvse.platform.Programs;
import io.github.memorypoolnvse.plugin.CustomPresets;
import io.github.memorypoolnvse.plugin.Payload;
import io.github.memorypoolnvse.plugin.Presets;
import io.github.memorypoolnvse.telemetry.GameWatcher;
import io.github.memorypoolnvse.telemetry.Ticker;
import io.github.memorypoolnvse.telemetry.WatchTiming;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.DosFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the manager's parts together by hand, once a run; both faces, commands and window, start from it. */
public final class ManagerContext {

    private static final Logger LOG = LoggerFactory.getLogger(ManagerContext.class);
    private static final long OPENER_MILLIS = 2000;

    /** The system property that names the Wine prefix of the practice game. */
    public static final String PRACTICE_PREFIX = "memorypool.wineprefix";

    private final Machine machine;
    private final Host host;
    private final Map<String, String> environment;
    private final KnownFolders folders;
    private final Texts texts;
    private final Payload payload;
    private final Presets shippedPresets;
    private final CustomPresets customPresets;
    private final LivePlatform live;
    private final Deployment deployment;
    private final ChosenFolders chosenFolders;
    private final InstallDetector detector;
    private final MarkOfTheWebCheck markOfTheWeb;
    private final Programs programs;

    private ManagerContext(Machine machine, KnownFolders folders, Map<String, String> environment, Locale locale,
            Payload payload) throws IOException {
        this.machine = machine;
        this.host = machine.host();
        this.folders = folders;
        this.environment = Map.copyOf(environment);
        this.texts = new Texts(locale);
        this.payload = payload;
        this.shippedPresets = Presets.bundled();
        this.customPresets = new CustomPresets(folders.managerData().resolve("presets.json"), shippedPresets);
        this.live = machine.live();
        this.programs = machine.programs();
        this.deployment = new Deployment(payload, shippedPresets, runningPrograms(live.processes()),
                folders.managerData());
        this.chosenFolders = new ChosenFolders(folders.managerData().resolve("folders.txt"));
        this.detector = new InstallDetector(finders(), new InstallInspector());
        this.markOfTheWeb = new MarkOfTheWebCheck(machine.marks());
    }

    /**
     * The manager of the user running this program.
     *
     * @throws IOException when this build is incomplete
     */
    public static ManagerContext ofThisUser() throws IOException {
        return new ManagerContext(Machine.current(), KnownFolders.ofThisUser(), System.getenv(), Locale.getDefault(),
                Payload.bundled());
    }

    /** What a manager does first: finishes or takes back a change that was cut off. */
    public void start() {
        try {
            deployment.recover();
        } catch (IOException failed) {
            LOG.warn("a change that was cut off is still unfinished: {}", failed.getMessage());
        }
    }

    /** A manager over folders, a payload and a platform of one's own; for tests. */
    public static ManagerContext of(Host host, KnownFolders folders, Map<String, String> environment, Locale locale,
            Payload payload, LivePlatform live, Programs programs) throws IOException {
        return of(Machine.with(host, live, programs), folders, environment, locale, payload);
    }

    /** The same over a whole machine of one's own. */
    public static ManagerContext of(Machine machine, KnownFolders folders, Map<String, String> environment,
            Locale locale, Payload payload) throws IOException {
        return new ManagerContext(machine, folders, environment, locale, payload);
    }

    public Texts texts() {
        return texts;
    }

    public KnownFolders folders() {
        return folders;
    }

    public Payload payload() {
        return payload;
    }

    /** Those that ship and the person's own, as they are now. */
    public Presets presets() {
        return customPresets.offered();
    }

    /** Those that ship. */
    public Presets shippedPresets() {
        return shippedPresets;
    }

    /** The person's own. */
    public CustomPresets customPresets() {
        return customPresets;
    }

    public GameProcesses processes() {
        return live.processes();
    }

    /** A watch for running games of its own; the caller starts and closes it. */
    public GameWatcher newWatcher() {
        return newWatcher(live);
    }

    /** The same for one process alone, whatever else runs. */
    public GameWatcher newWatcher(long pid) {
        return newWatcher(live.only(one -> one == pid));
    }

    private static GameWatcher newWatcher(LivePlatform platform) {
        return new GameWatcher(platform.processes(), platform.blocks(), WatchTiming.standard(), Ticker.system());
    }

    /** What the desktop itself shows a person. */
    public DesktopNotices desktopNotices() {
        return DesktopNotices.of(host, programs, environment);
    }

    /**
     * Shows a folder in the desktop's file manager. Blocks for a moment.
     *
     * @throws IOException when none could be started
     */
    public void openFolder(Path folder) throws IOException {
        open(folder.toString(), folder);
    }

    /**
     * Shows a page in the browser. Blocks for a moment; nothing is opened without a person's wish.
     *
     * @throws IOException when none could be started
     */
    public void openPage(URI page) throws IOException {
        open(page.toString(), folders.home());
    }

    private void open(String what, Path directory) throws IOException {
        switch (host) {
            // Its exit code says nothing: it is 1 where all went well.
            case WINDOWS -> programs.start(List.of("explorer.exe", what), directory, Map.of());
            case LINUX -> {
                Process opener = programs.start(List.of("xdg-open", what), directory, Map.of());
                try {
                    if (opener.waitFor(OPENER_MILLIS, TimeUnit.MILLISECONDS) && opener.exitValue() != 0) {
                        throw new IOException("xdg-open ended with " + opener.exitValue() + " for " + what);
                    }
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    public Deployment deployment() {
        return deployment;
    }

    public ChosenFolders chosenFolders() {
        return chosenFolders;
    }

    public InstallDetector detector() {
        return detector;
    }

    /** The mods folders of the Mod Organizer 2 instances that manage an install. */
    public List<Path> modFolders(Install install) throws IOException {
        return Finders.organizer(host, folders, environment, chosenFolders::all).modFolders(install.folder());
    }

    /** The Mod Organizer 2 that manages an install, where it can be started from here. */
    private Optional<Path> organizer(Install install) throws IOException {
        return host == Host.WINDOWS
                ? Finders.organizer(host, folders, environment, chosenFolders::all).program(install.folder())
                : Optional.empty();
    }

    /** Opens the Mod Organizer 2 that manages an install; it starts the game with its mods. */
    public void openOrganizer(Install install) throws IOException {
        Path program = organizer(install).orElseThrow(() -> new NoSuchFileException("ModOrganizer.exe"));
        programs.start(List.of(program.toString()), program.getParent(), Map.of());
    }

    public Examination examination() {
        return examination(this::modFolders);
    }

    /** The same for who knows the mods folders already. */
    public Examination examination(ModFolders folders) {
        return new Examination(List.of(new GameVersionCheck(), new KnownHashCheck(), new NvseCheck(),
                new LargeAddressCheck(folders), new PluginCheck(payload, folders), new LastLoadCheck(),
                new LaunchCheck(host, folders, this::organizer), new ConflictCheck(), new FolderCheck(), markOfTheWeb));
    }

    /** A second manager with more rights, for a folder Windows refuses. */
    public ElevatedManager elevated() {
        return new ElevatedManager(machine.elevation(), folders.managerData());
    }

    /** The files of xNVSE and the plugin that the mark of the web is on. */
    public List<Path> blocked(Install install) {
        return markOfTheWeb.marked(install);
    }

    /** Takes the mark of the web off the files of xNVSE and the plugin. */
    public void unblock(Install install) throws IOException {
        for (Path file : blocked(install)) {
            machine.marks().clear(file);
        }
    }

    /** Takes the write protection off the files the manager may replace. */
    public void makeWritable(Install install) throws IOException {
        for (Path file : FolderCheck.writeProtected(install)) {
            Files.getFileAttributeView(file, DosFileAttributeView.class).setReadOnly(false);
        }
    }

    /** What there is to say about how an install is started from here. */
    public List<Finding> launchFindings(Install install) throws IOException {
        return new LaunchCheck(host, this::modFolders, this::organizer).check(install);
    }

    /** Starts an install the way that brings xNVSE along. */
    public Process launch(Install install) throws IOException {
        LaunchCommand command = LaunchCommand.of(install, host, practicePrefix());
        return programs.start(command.command(), command.directory(), command.environment());
    }

    private Path practicePrefix() {
        String named = System.getProperty(PRACTICE_PREFIX);
        return named == null ? folders.managerData().resolve("practice-prefix") : Path.of(named);
    }

    private List<InstallFinder> finders() {
        return Finders.of(host, folders, machine.registry(), environment, machine.drives(), chosenFolders::all);
    }

    /** A process whose program cannot be told may be this install's, so it counts. */
    private static RunningPrograms runningPrograms(GameProcesses processes) {
        return target -> {
            List<RunningProgram> running = new ArrayList<>(Stream.concat(processes.running().stream(),
                            processes.launchers().stream())
                    .filter(process -> uses(process.executable(), target.install().folder()))
                    .map(process -> new RunningProgram(process.pid(), process.name()))
                    .toList());
            if (target instanceof DeployTarget.OrganizerMod) {
                NamedProcesses.running("ModOrganizer.exe")
                        .forEach(organizer -> running.add(new RunningProgram(organizer.pid(), organizer.name())));
            }
            return running;
        };
    }

    private static boolean uses(@Nullable Path executable, Path folder) {
        return executable == null || executable.startsWith(folder);
    }
}
