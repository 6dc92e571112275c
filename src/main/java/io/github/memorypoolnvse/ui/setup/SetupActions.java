package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.deploy.PlannedFile;
import io.github.memorypoolnvse.deploy.PluginState;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.ui.LongWork;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the Setup page does beside its next step: the buttons that mend findings, and its menu. On the page's thread. */
public final class SetupActions {

    private final SetupWork work;
    private final Texts texts;
    private final SetupTasks tasks;
    private final SetupChanges changes;
    private final SetupSurroundings surroundings;
    private Consumer<String> clipboard = _ -> { };

    SetupActions(SetupWork work, Texts texts, SetupTasks tasks, SetupChanges changes,
            SetupSurroundings surroundings) {
        this.work = work;
        this.texts = texts;
        this.tasks = tasks;
        this.changes = changes;
        this.surroundings = surroundings;
    }

    /** What is copied goes there from now on. */
    public void copyTo(Consumer<String> target) {
        clipboard = target;
    }

    private Situation now() {
        return surroundings.situation();
    }

    /** Whether {@link #launchFromHere} starts the game without the mods that Mod Organizer 2 would bring along. */
    public boolean canLaunchWithoutOrganizer() {
        Examined known = now().examined();
        return known != null && !now().playing() && known.place() instanceof DeployTarget.GameFolder
                && known.findings().stream().anyMatch(finding -> finding.id().equals("launch.organizer"));
    }

    /** Starts the game, whatever the next step is. */
    public void launchFromHere() {
        Install shown = now().install();
        if (shown != null && !tasks.busy().get()) {
            tasks.run(() -> work.launch(shown),
                    () -> tasks.tell(Severity.INFO, texts.of("ui.setup.done.launch")), tasks::tell);
        }
    }

    /** Whether there is something of ours to take away. */
    public boolean canUninstall() {
        return now().install() != null && now().state() != PluginState.ABSENT;
    }

    /** Proposes to put the folder back as it was. */
    public void uninstall() {
        Install shown = now().install();
        if (shown != null && !tasks.busy().get()) {
            changes.propose(() -> work.planUninstall(shown), plan -> new Proposed.Words(Severity.INFO,
                    texts.of("ui.setup.propose.uninstall", plan.root()),
                    texts.of("ui.setup.propose.uninstall.confirm"),
                    texts.of(leaves(plan) ? "ui.setup.done.uninstallLeft" : "ui.setup.done.uninstall")),
                    () -> surroundings.examine(shown));
        }
    }

    private static boolean leaves(Plan plan) {
        return plan.files().stream().anyMatch(file -> file.action() == PlannedFile.Action.LEAVE);
    }

    /** Whether there are files of xNVSE that {@link #takeNvseBack} takes back. */
    public boolean canTakeNvseBack() {
        Examined known = now().examined();
        return known != null && known.broughtNvse() && !now().playing();
    }

    /** Proposes to take back the files of xNVSE that the manager put in place. */
    public void takeNvseBack() {
        Install shown = now().install();
        if (shown != null && canTakeNvseBack() && !tasks.busy().get()) {
            changes.propose(() -> work.planNvseBack(shown), _ -> new Proposed.Words(Severity.INFO,
                    texts.of("ui.setup.propose.nvseBack"), texts.of("ui.setup.propose.nvseBack.confirm"),
                    texts.of("ui.setup.done.nvseBack")), () -> surroundings.examine(shown));
        }
    }

    /** Whether {@link #mend} can do something about a finding that the next step does not do anyway. */
    public boolean canMend(Fix fix) {
        Situation now = now();
        if (now.step() == NextStep.MEND && now.obstacle().flatMap(Finding::fix).filter(fix::equals).isPresent()) {
            return false;
        }
        return switch (fix) {
            case INSTALL_PLUGIN -> !now.playing() && !now.step().writes();
            case SET_LARGE_ADDRESS, UNBLOCK_FILES, MAKE_WRITABLE -> !now.playing();
            case GET_XNVSE, GET_PATCHER, GET_EPIC_PATCHER, SHOW_FILES, COPY_LAUNCH_OPTION, COPY_LOADER,
                    OPEN_ORGANIZER -> true;
        };
    }

    /** Mends a finding: changes the folder as a plan does, or leads to the page where a person finds what is needed. */
    public void mend(Fix fix) {
        Install shown = now().install();
        Preset chosen = now().chosen();
        if (shown == null || chosen == null || tasks.busy().get()) {
            return;
        }
        switch (fix) {
            case INSTALL_PLUGIN -> changes.propose(() -> work.planInstall(shown, chosen),
                    plan -> new Proposed.Words(Severity.INFO, texts.of("ui.setup.propose.install", plan.root()),
                            texts.of("ui.setup.propose.install.confirm"), texts.of("ui.setup.done.install")),
                    () -> surroundings.examine(shown));
            case SET_LARGE_ADDRESS -> proposeLargeAddress(shown, true);
            case UNBLOCK_FILES -> mendFiles(shown, work::unblock, "ui.setup.done.unblock");
            case MAKE_WRITABLE -> mendFiles(shown, work::makeWritable, "ui.setup.done.makeWritable");
            case GET_XNVSE, GET_PATCHER, GET_EPIC_PATCHER -> fix.page().ifPresent(page -> open(
                    () -> work.openPage(page), new Notice(Severity.INFO, texts.of("ui.setup.done.page", page)),
                    texts.of("ui.setup.pageFailed", page)));
            case SHOW_FILES -> openFolder();
            case COPY_LAUNCH_OPTION -> copy(fix, "ui.setup.done.copyLaunchOption");
            case COPY_LOADER -> copy(fix, "ui.setup.done.copyLoader");
            case OPEN_ORGANIZER -> tasks.run(() -> work.openOrganizer(shown),
                    () -> tasks.tell(Severity.INFO, texts.of("ui.setup.done.organizer")), tasks::tell);
        }
    }

    /** Copies what the finding that a fix mends says first; how the game starts is in the person's hands from then on. */
    private void copy(Fix fix, String done) {
        Examined known = now().examined();
        Optional<Finding> mended = known == null ? Optional.empty() : known.findings().stream()
                .filter(finding -> finding.fix().filter(fix::equals).isPresent()).findFirst();
        mended.ifPresent(finding -> {
            clipboard.accept(finding.arguments().getFirst());
            tasks.tell(Severity.INFO, texts.of(done));
            surroundings.settleLaunch();
        });
    }

    /** Shows the game folder in the desktop's file manager. */
    public void openFolder() {
        Install shown = now().install();
        if (shown != null) {
            open(() -> work.openFolder(shown.folder()), null, texts.of("ui.setup.folderFailed", shown.folder()));
        }
    }

    /** Something another program shows, and what there is to say when that went well or did not. */
    private void open(SetupTasks.Deed opening, @Nullable Notice done, String otherwise) {
        tasks.run(opening, () -> tasks.notice().set(done), _ -> tasks.tell(Severity.WARNING, otherwise));
    }

    /** Changes marks of files, not their content. */
    private void mendFiles(Install shown, FileMend mend, String done) {
        changes.make(new Change(shown.folder(), List.of(), () -> mend.on(shown, false), () -> mend.on(shown, true),
                texts.of(done), () -> surroundings.examine(shown), () -> { }));
    }

    /** A change to the marks of an install's files, with an administrator's rights or without. */
    @FunctionalInterface
    private interface FileMend {
        void on(Install install, boolean elevated) throws IOException;
    }

    /** Proposes the plugin as a mod of its own in a mods folder of Mod Organizer 2. */
    public void installAsMod(Path mods) {
        Install shown = now().install();
        Preset chosen = now().chosen();
        if (shown != null && chosen != null && !tasks.busy().get()) {
            changes.propose(() -> work.planOrganizerMod(shown, mods, chosen), _ -> new Proposed.Words(Severity.INFO,
                    texts.of("ui.setup.propose.mod", mods), texts.of("ui.setup.propose.mod.confirm"),
                    texts.of("ui.setup.done.mod")), () -> surroundings.examine(shown));
        }
    }

    /** Writes the plugin with the preset chosen as an archive for a mod manager. */
    public void saveArchive(Path file) {
        Preset chosen = now().chosen();
        if (chosen != null && !tasks.busy().get()) {
            tasks.run(LongWork.Kind.ARCHIVE, () -> work.writeArchive(file, chosen),
                    () -> tasks.tell(Severity.GOOD, texts.of("ui.setup.done.archive", file)), tasks::tell);
        }
    }

    /** Whether the executable has a large-address flag that {@link #clearLargeAddress} may take back. */
    public boolean canClearLargeAddress() {
        Install shown = now().install();
        return shown != null && !now().playing() && shown.executable().largeAddressAware()
                && switch (shown.executable().variant()) {
                    case PLAIN, PRACTICE -> true;
                    case STEAM_WRAPPED, FOUR_GB_PATCHED, EPIC, NO_GORE, PACKED, OTHER_VERSION, UNREADABLE, UNKNOWN ->
                            false;
                };
    }

    /** Proposes to take the large-address flag back. */
    public void clearLargeAddress() {
        Install shown = now().install();
        if (shown != null && canClearLargeAddress() && !tasks.busy().get()) {
            proposeLargeAddress(shown, false);
        }
    }

    /** The flag is in the executable, so the installs are looked at anew once it has changed. */
    private void proposeLargeAddress(Install shown, boolean set) {
        String key = set ? "largeAddress" : "largeAddressBack";
        changes.propose(() -> work.planLargeAddress(shown, set), _ -> new Proposed.Words(Severity.INFO,
                texts.of("ui.setup.propose." + key), texts.of("ui.setup.propose." + key + ".confirm"),
                texts.of("ui.setup.done." + key)), () -> surroundings.lookAgain(shown));
    }
}
