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
import io.github.memorypoolnvse.ui.FaultWords;
import io.github.memorypoolnvse.ui.LongWork;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * What the Setup page shows and does, without a control. Its state changes on one thread, where results come
 * back; blocking work runs on another. A result that came too late for the install shown now is dropped.
 */
public final class SetupViewModel {

    private static final long GIGABYTE = 1L << 30;

    private final SetupWork work;
    private final Texts texts;
    private final SetupWords words;
    private final SetupTasks tasks;
    private final SetupChanges changes;
    private final SetupDrops drops;

    private final ObservableList<Install> installs = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Install> install = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Preset> preset = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<NextStep> nextStep = new ReadOnlyObjectWrapper<>(NextStep.CHOOSE);
    private final ObservableList<FindingRow> findings = FXCollections.observableArrayList();
    private final ObservableList<PlanRow> planRows = FXCollections.observableArrayList();
    private final ObservableList<Path> modFolders = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper searched = new ReadOnlyBooleanWrapper();

    private @Nullable Examined examined;
    private @Nullable Plan planShown;
    private final ReadOnlyBooleanWrapper welcoming = new ReadOnlyBooleanWrapper();
    private @Nullable Runnable welcomed;
    private Consumer<String> clipboard = _ -> { };
    private boolean launchSettled;
    private boolean gameRuns;
    private int round;
    private int plans;

    /**
     * @param background runs blocking work
     * @param front the thread on which this model lives
     */
    public SetupViewModel(SetupWork work, Texts texts, Executor background, Executor front) {
        this.work = work;
        this.texts = texts;
        this.words = new SetupWords(texts);
        this.tasks = new SetupTasks(background, front, new FaultWords(texts));
        this.changes = new SetupChanges(work, texts, words, tasks);
        this.drops = new SetupDrops(work, texts, tasks, changes, new DropPlace());
    }

    /** What is copied goes there from now on. */
    public void copyTo(Consumer<String> target) {
        clipboard = target;
    }

    public ObservableList<Install> installs() {
        return installs;
    }

    public ReadOnlyObjectProperty<@Nullable Install> install() {
        return install.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Preset> preset() {
        return preset.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<NextStep> nextStep() {
        return nextStep.getReadOnlyProperty();
    }

    public ObservableList<FindingRow> findings() {
        return findings;
    }

    /** What the next step would change, file by file; empty when it writes nothing. */
    public ObservableList<PlanRow> plan() {
        return planRows;
    }

    /** The mods folders of Mod Organizer 2 that belong to the install shown. */
    public ObservableList<Path> modFolders() {
        return modFolders;
    }

    public ReadOnlyObjectProperty<@Nullable Notice> notice() {
        return tasks.notice().getReadOnlyProperty();
    }

    /** A change that waits for {@link #confirm} or {@link #dismiss}; null for none. */
    public ReadOnlyObjectProperty<@Nullable Proposal> proposal() {
        return changes.proposal();
    }

    /** Whether blocking work is under way. */
    public ReadOnlyBooleanProperty busy() {
        return tasks.busy();
    }

    /** Whether the first search for installs is over. */
    public ReadOnlyBooleanProperty searched() {
        return searched.getReadOnlyProperty();
    }

    /** Whether the search for installs is over and found none. */
    public boolean nothingFound() {
        return searched.get() && install.get() == null;
    }

    /**
     * Welcomes a person who is new here, until the plugin is in place or {@link #endWelcome} is called.
     *
     * @param done runs then
     */
    public void welcome(Runnable done) {
        welcomed = done;
    }

    /** Whether the welcome shows. */
    public ReadOnlyBooleanProperty welcoming() {
        return welcoming.getReadOnlyProperty();
    }

    /** Welcomes no more. */
    public void endWelcome() {
        Runnable done = welcomed;
        welcomed = null;
        welcoming.set(false);
        if (done != null) {
            done.run();
        }
    }

    private void welcomeWhereNew() {
        if (state() == PluginState.ABSENT) {
            welcoming.set(welcomed != null);
        } else {
            endWelcome();
        }
    }

    public List<Preset> presets() {
        return work.presets();
    }

    /** Takes note that presets were made, changed or deleted meanwhile. */
    public void presetsChanged() {
        Preset offered = preset.get();
        Install shown = install.get();
        if (offered == null || shown == null) {
            return;
        }
        List<Preset> now = work.presets();
        if (!now.contains(offered)) {
            examine(shown);
        }
    }

    public String shippedVersion() {
        return work.shippedVersion();
    }

    /** What the status bar says about the plugin; empty while no game is known. */
    public String pluginWords() {
        return install.get() == null ? "" : texts.of("ui.status.plugin." + state().name().toLowerCase(Locale.ROOT),
                work.shippedVersion());
    }

    /** Whether there is something of ours to take away. */
    public boolean canUninstall() {
        return install.get() != null && state() != PluginState.ABSENT;
    }

    private PluginState state() {
        Examined known = examined;
        return known == null ? PluginState.ABSENT : known.state();
    }

    private Optional<Preset> inPlace() {
        Examined known = examined;
        return known == null ? Optional.empty() : known.inPlace();
    }

    /** Looks for installs again and examines the one shown. */
    public void rescan() {
        tasks.notice().set(null);
        tasks.run(LongWork.Kind.SEARCH, work::installs, found -> {
            searched.set(true);
            installs.setAll(found);
            Install shown = install.get();
            Optional<Install> same = shown == null ? Optional.empty()
                    : found.stream().filter(each -> each.folder().equals(shown.folder())).findFirst();
            select(same.or(() -> found.stream().findFirst()).orElse(null));
        }, failed -> {
            searched.set(true);
            tasks.tell(failed);
        });
    }

    /** Takes the folder or file a person chose. */
    public void choose(Path chosen) {
        tasks.run(() -> work.choose(chosen), found -> take(found, texts.of("ui.setup.noGameIn", chosen)));
    }

    /** Takes what a person dropped on the window. */
    public void drop(List<Path> dropped) {
        drops.take(dropped);
    }

    /** The page as seen by what is dropped on it. */
    private final class DropPlace implements SetupDrops.Surroundings {

        @Override
        public @Nullable Install shown() {
            return install.get();
        }

        @Override
        public @Nullable Preset offered() {
            return preset.get();
        }

        @Override
        public void choose(Install chosen) {
            take(Optional.of(chosen), "");
        }

        @Override
        public void offer(Preset imported) {
            SetupViewModel.this.offer(imported);
        }

        @Override
        public void examine(Install changed) {
            SetupViewModel.this.examine(changed);
        }
    }

    private void take(Optional<Install> found, String otherwise) {
        if (found.isEmpty()) {
            tasks.tell(Severity.BAD, otherwise);
            return;
        }
        Install added = found.get();
        if (installs.stream().noneMatch(each -> each.folder().equals(added.folder()))) {
            installs.addFirst(added);
        }
        tasks.notice().set(null);
        select(added);
    }

    /** Shows another install and begins with it from now on. */
    public void prefer(Install chosen) {
        tasks.notice().set(null);
        select(chosen);
        tasks.run(() -> work.remember(chosen), () -> { }, tasks::tell);
    }

    /** Shows another install. */
    public void select(@Nullable Install shown) {
        round++;
        dismiss();
        install.set(shown);
        findings.clear();
        showPlan(null);
        modFolders.clear();
        examined = null;
        launchSettled = false;
        if (shown == null) {
            welcomeWhereNew();
            decide();
            return;
        }
        examine(shown);
    }

    /** Offers another preset; nothing is written. */
    public void offer(Preset chosen) {
        if (chosen.equals(preset.get())) {
            return;
        }
        tasks.notice().set(null);
        preset.set(chosen);
        decide();
    }

    /** Tells whether a game runs; one that was played left word of how its start went. */
    public void gameRuns(boolean runs) {
        if (gameRuns != runs) {
            gameRuns = runs;
            decide();
            Install shown = install.get();
            if (!runs && shown != null) {
                examineAnew(shown);
            }
        }
    }

    /** Does the next step; CHOOSE and PLAYING are the page's own to do. What it writes is the plan that was shown. */
    public void doNextStep() {
        Install shown = install.get();
        if (shown == null || busy().get()) {
            return;
        }
        NextStep step = nextStep.get();
        switch (step) {
            case INSTALL, UPDATE, REPAIR, APPLY_PRESET -> {
                Plan plan = planShown;
                if (plan == null) {
                    decide();
                    return;
                }
                changes.make(changes.of(plan, texts.of("ui.setup.done." + step.name().toLowerCase(Locale.ROOT)),
                        () -> examine(shown), () -> examineAnew(shown)));
            }
            case LAUNCH -> launch();
            case MEND -> obstacle().flatMap(Finding::fix).ifPresent(this::mend);
            case CHOOSE, PLAYING, ELSEWHERE -> { }
        }
    }

    /** Proposes to put the folder back as it was. */
    public void uninstall() {
        Install shown = install.get();
        if (shown != null && !busy().get()) {
            changes.propose(() -> work.planUninstall(shown), plan -> new Proposed.Words(Severity.INFO,
                    texts.of("ui.setup.propose.uninstall", plan.root()),
                    texts.of("ui.setup.propose.uninstall.confirm"),
                    texts.of(leaves(plan) ? "ui.setup.done.uninstallLeft" : "ui.setup.done.uninstall")),
                    () -> examine(shown));
        }
    }

    private static boolean leaves(Plan plan) {
        return plan.files().stream().anyMatch(file -> file.action() == PlannedFile.Action.LEAVE);
    }

    /** Whether there are files of xNVSE that {@link #takeNvseBack} takes back. */
    public boolean canTakeNvseBack() {
        Examined known = examined;
        return known != null && known.broughtNvse() && nextStep.get() != NextStep.PLAYING;
    }

    /** Proposes to take back the files of xNVSE that the manager put in place. */
    public void takeNvseBack() {
        Install shown = install.get();
        if (shown != null && canTakeNvseBack() && !busy().get()) {
            changes.propose(() -> work.planNvseBack(shown), _ -> new Proposed.Words(Severity.INFO,
                    texts.of("ui.setup.propose.nvseBack"), texts.of("ui.setup.propose.nvseBack.confirm"),
                    texts.of("ui.setup.done.nvseBack")), () -> examine(shown));
        }
    }

    /** Starts the game, where that is the next step. */
    public void launch() {
        if (nextStep.get() == NextStep.LAUNCH) {
            launchFromHere();
        }
    }

    /** Whether {@link #launchFromHere} starts the game without the mods that Mod Organizer 2 would bring along. */
    public boolean canLaunchWithoutOrganizer() {
        Examined known = examined;
        return known != null && nextStep.get() != NextStep.PLAYING && known.place() instanceof DeployTarget.GameFolder
                && known.findings().stream().anyMatch(finding -> finding.id().equals("launch.organizer"));
    }

    /** Starts the game, whatever the next step is. */
    public void launchFromHere() {
        Install shown = install.get();
        if (shown != null && !busy().get()) {
            tasks.run(() -> work.launch(shown),
                    () -> tasks.tell(Severity.INFO, texts.of("ui.setup.done.launch")), tasks::tell);
        }
    }

    /** Whether {@link #mend} can do something about a finding that the next step does not do anyway. */
    public boolean canMend(Fix fix) {
        boolean playing = nextStep.get() == NextStep.PLAYING;
        if (nextStep.get() == NextStep.MEND && obstacle().flatMap(Finding::fix).filter(fix::equals).isPresent()) {
            return false;
        }
        return switch (fix) {
            case INSTALL_PLUGIN -> !playing && !nextStep.get().writes();
            case SET_LARGE_ADDRESS, UNBLOCK_FILES, MAKE_WRITABLE -> !playing;
            case GET_XNVSE, GET_PATCHER, GET_EPIC_PATCHER, SHOW_FILES, COPY_LAUNCH_OPTION, COPY_LOADER,
                    OPEN_ORGANIZER -> true;
        };
    }

    /** Mends a finding: changes the folder as a plan does, or leads to the page where a person finds what is needed. */
    public void mend(Fix fix) {
        Install shown = install.get();
        Preset chosen = preset.get();
        if (shown == null || chosen == null || busy().get()) {
            return;
        }
        switch (fix) {
            case INSTALL_PLUGIN -> changes.propose(() -> work.planInstall(shown, chosen),
                    plan -> new Proposed.Words(Severity.INFO, texts.of("ui.setup.propose.install", plan.root()),
                            texts.of("ui.setup.propose.install.confirm"), texts.of("ui.setup.done.install")),
                    () -> examine(shown));
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
        Examined known = examined;
        Optional<Finding> mended = known == null ? Optional.empty() : known.findings().stream()
                .filter(finding -> finding.fix().filter(fix::equals).isPresent()).findFirst();
        mended.ifPresent(finding -> {
            clipboard.accept(finding.arguments().getFirst());
            launchSettled = true;
            tasks.tell(Severity.INFO, texts.of(done));
            decide();
        });
    }

    /** Shows the game folder in the desktop's file manager. */
    public void openFolder() {
        Install shown = install.get();
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
                texts.of(done), () -> examine(shown), () -> { }));
    }

    /** A change to the marks of an install's files, with an administrator's rights or without. */
    @FunctionalInterface
    private interface FileMend {
        void on(Install install, boolean elevated) throws IOException;
    }

    /** Proposes the plugin as a mod of its own in a mods folder of Mod Organizer 2. */
    public void installAsMod(Path mods) {
        Install shown = install.get();
        Preset chosen = preset.get();
        if (shown != null && chosen != null && !busy().get()) {
            changes.propose(() -> work.planOrganizerMod(shown, mods, chosen), _ -> new Proposed.Words(Severity.INFO,
                    texts.of("ui.setup.propose.mod", mods), texts.of("ui.setup.propose.mod.confirm"),
                    texts.of("ui.setup.done.mod")), () -> examine(shown));
        }
    }

    /** Writes the plugin with the preset chosen as an archive for a mod manager. */
    public void saveArchive(Path file) {
        Preset chosen = preset.get();
        if (chosen != null && !busy().get()) {
            tasks.run(LongWork.Kind.ARCHIVE, () -> work.writeArchive(file, chosen),
                    () -> tasks.tell(Severity.GOOD, texts.of("ui.setup.done.archive", file)), tasks::tell);
        }
    }

    /** Whether the executable has a large-address flag that {@link #clearLargeAddress} may take back. */
    public boolean canClearLargeAddress() {
        Install shown = install.get();
        return shown != null && nextStep.get() != NextStep.PLAYING && shown.executable().largeAddressAware()
                && switch (shown.executable().variant()) {
                    case PLAIN, PRACTICE -> true;
                    case STEAM_WRAPPED, FOUR_GB_PATCHED, EPIC, NO_GORE, PACKED, OTHER_VERSION, UNREADABLE, UNKNOWN ->
                            false;
                };
    }

    /** Proposes to take the large-address flag back. */
    public void clearLargeAddress() {
        Install shown = install.get();
        if (shown != null && canClearLargeAddress() && !busy().get()) {
            proposeLargeAddress(shown, false);
        }
    }

    /** The flag is in the executable, so the installs are looked at anew once it has changed. */
    private void proposeLargeAddress(Install shown, boolean set) {
        String key = set ? "largeAddress" : "largeAddressBack";
        changes.propose(() -> work.planLargeAddress(shown, set), _ -> new Proposed.Words(Severity.INFO,
                texts.of("ui.setup.propose." + key), texts.of("ui.setup.propose." + key + ".confirm"),
                texts.of("ui.setup.done." + key)), () -> lookAgain(shown));
    }

    private void lookAgain(Install shown) {
        tasks.run(LongWork.Kind.SEARCH, work::installs, found -> {
            installs.setAll(found);
            select(found.stream().filter(each -> each.folder().equals(shown.folder())).findFirst().orElse(shown));
        }, tasks::tell);
    }

    /** Does what is proposed, exactly as it is shown. */
    public void confirm() {
        changes.confirm();
    }

    /** Forgets what is proposed. */
    public void dismiss() {
        changes.dismiss();
    }

    /** What a preset's budgets come to; null while there is nothing to show. */
    public @Nullable BudgetFit fit() {
        Preset chosen = preset.get();
        Examined known = examined;
        if (chosen == null) {
            return null;
        }
        Map<String, Long> budgets = chosen.keepsValues() && known != null ? known.budgets() : chosen.budgets();
        return BudgetFit.of(budgets, work.engineBudgets(), addressSpace());
    }

    /** What the game shown can address, bytes; as much as any can while none is known. */
    public long addressSpace() {
        Examined known = examined;
        boolean small = known != null && known.findings().stream().noneMatch(finding ->
                finding.id().startsWith("largeAddress")
                        && finding.severity() == io.github.memorypoolnvse.game.health.Severity.GOOD);
        return small ? 2 * GIGABYTE : 4 * GIGABYTE;
    }

    /** What a preset sets, in one line: each budget that differs from the engine's own. */
    public String describe(Preset described) {
        return words.describe(described, work.engineBudgets());
    }

    /** Looks what the install is like; the preset offered is the one in place. */
    private void examine(Install shown) {
        examine(shown, _ -> inPlace().orElseGet(this::recommended));
    }

    /** The same, and a preset that is being chosen stays chosen. */
    private void examineAnew(Install shown) {
        Preset chosen = preset.get();
        examine(shown, now -> chosen != null && now.contains(chosen) ? chosen
                : inPlace().orElseGet(this::recommended));
    }

    private void examine(Install shown, Function<List<Preset>, Preset> offering) {
        int asked = round;
        tasks.run(LongWork.Kind.EXAMINE, () -> work.examine(shown), result -> {
            if (asked != round) {
                return;
            }
            examined = result;
            welcomeWhereNew();
            modFolders.setAll(result.modFolders());
            findings.setAll(result.findings().stream().map(words::row).toList());
            Preset offered = offering.apply(work.presets());
            preset.set(null);
            preset.set(offered);
            decide();
        }, tasks::tell);
    }

    private Preset recommended() {
        return work.presets().stream().filter(each -> each.id().equals("Recommended")).findFirst()
                .orElseThrow();
    }

    /** What keeps the game from working, or from being started here, in the row it has in the list. */
    public Optional<FindingRow> obstacleRow() {
        return obstacle().map(words::row);
    }

    /**
     * What must be seen to before the step that would come next: trouble with the game itself before anything, and the
     * way it is started before it is launched.
     */
    private Optional<Finding> obstacle() {
        Examined known = examined;
        if (known == null) {
            return Optional.empty();
        }
        Optional<Finding> trouble = known.findings().stream().filter(SetupViewModel::hinders).findFirst();
        return trouble.isPresent() || plainStep() != NextStep.LAUNCH || launchSettled ? trouble
                : known.findings().stream().filter(finding -> finding.id().startsWith("launch.")).findFirst();
    }

    private static boolean hinders(Finding finding) {
        boolean game = Stream.of("game.", "nvse.", "plugin.spellings", "plugin.settingsUnreadable")
                .anyMatch(finding.id()::startsWith);
        return game && finding.fix().isPresent()
                && finding.severity() == io.github.memorypoolnvse.game.health.Severity.PROBLEM;
    }

    private NextStep plainStep() {
        Preset chosen = preset.get();
        return NextStep.of(state(), chosen == null || inPlace().filter(chosen::equals).isPresent());
    }

    private void decide() {
        Install shown = install.get();
        Preset chosen = preset.get();
        NextStep step;
        if (shown == null) {
            step = NextStep.CHOOSE;
        } else if (gameRuns) {
            step = NextStep.PLAYING;
        } else {
            step = obstacle().map(found -> found.fix().isPresent() ? NextStep.MEND : NextStep.ELSEWHERE)
                    .orElseGet(this::plainStep);
        }
        nextStep.set(step);
        showPlan(null);
        if (step.writes() && shown != null && chosen != null) {
            int asked = plans;
            tasks.run(() -> step == NextStep.APPLY_PRESET
                    ? work.planPreset(shown, chosen) : work.planInstall(shown, chosen), plan -> {
                        if (asked == plans) {
                            showPlan(plan);
                        }
                    });
        }
    }

    /** Shows the plan of the next step, or none; one that is still being made comes too late then. */
    private void showPlan(@Nullable Plan plan) {
        plans++;
        planShown = plan;
        planRows.setAll(plan == null ? List.of() : words.rows(plan));
    }
}
