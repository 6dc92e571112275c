package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.deploy.PluginState;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.ui.FaultWords;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the Setup page shows and does, without a control. Its state changes on one thread, where results come
 * back; blocking work runs on another. A result that came too late for the install shown now is dropped.
 */
public final class SetupViewModel {

    private static final Logger LOG = LoggerFactory.getLogger(SetupViewModel.class);
    private static final long GIGABYTE = 1L << 30;

    /** What people download mods as. */
    private static final Pattern ARCHIVE = Pattern.compile("\\.(zip|7z|rar|fomod|tar|gz|xz)$", Pattern.CASE_INSENSITIVE);

    private final SetupWork work;
    private final Texts texts;
    private final SetupWords words;
    private final FaultWords faults;
    private final Executor background;
    private final Executor front;

    private final ObservableList<Install> installs = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Install> install = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Preset> preset = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<NextStep> nextStep = new ReadOnlyObjectWrapper<>(NextStep.CHOOSE);
    private final ObservableList<FindingRow> findings = FXCollections.observableArrayList();
    private final ObservableList<PlanRow> planRows = FXCollections.observableArrayList();
    private final ObservableList<Path> modFolders = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Proposal> proposal = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper searched = new ReadOnlyBooleanWrapper();

    private @Nullable Proposed proposed;
    private @Nullable Preset inPlace;
    private PluginState state = PluginState.ABSENT;
    private boolean gameRuns;
    private boolean largeAddress;
    private int round;
    private int pending;

    /**
     * @param background runs blocking work
     * @param front the thread on which this model lives
     */
    public SetupViewModel(SetupWork work, Texts texts, Executor background, Executor front) {
        this.work = work;
        this.texts = texts;
        this.words = new SetupWords(texts);
        this.faults = new FaultWords(texts);
        this.background = background;
        this.front = front;
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
        return notice.getReadOnlyProperty();
    }

    /** A change that waits for {@link #confirm} or {@link #dismiss}; null for none. */
    public ReadOnlyObjectProperty<@Nullable Proposal> proposal() {
        return proposal.getReadOnlyProperty();
    }

    /** Whether blocking work is under way. */
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** Whether the first search for installs is over. */
    public ReadOnlyBooleanProperty searched() {
        return searched.getReadOnlyProperty();
    }

    /** Whether the search for installs is over and found none. */
    public boolean nothingFound() {
        return searched.get() && install.get() == null;
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
        return install.get() == null ? "" : texts.of("ui.status.plugin." + state.name().toLowerCase(Locale.ROOT),
                work.shippedVersion());
    }

    /** Whether there is something of ours to take away. */
    public boolean canUninstall() {
        return install.get() != null && state != PluginState.ABSENT;
    }

    /** Looks for installs again and examines the one shown. */
    public void rescan() {
        notice.set(null);
        run(work::installs, found -> {
            searched.set(true);
            installs.setAll(found);
            Install shown = install.get();
            Optional<Install> same = shown == null ? Optional.empty()
                    : found.stream().filter(each -> each.folder().equals(shown.folder())).findFirst();
            select(same.or(() -> found.stream().findFirst()).orElse(null));
        });
    }

    /** Takes the folder or file a person chose. */
    public void choose(Path chosen) {
        run(() -> work.choose(chosen), found -> take(found, texts.of("ui.setup.noGameIn", chosen)));
    }

    /** Takes what a person dropped on the window. */
    public void drop(List<Path> dropped) {
        if (dropped.size() != 1) {
            notice.set(new Notice(Severity.WARNING, texts.of("ui.setup.drop.many")));
            return;
        }
        Path only = dropped.getFirst();
        if (ARCHIVE.matcher(only.toString()).find()) {
            notice.set(new Notice(Severity.WARNING, texts.of("ui.setup.drop.archive", only.getFileName())));
            return;
        }
        run(() -> new Dropped(work.choose(only), Files.isDirectory(only)), result -> take(result.install(),
                texts.of(result.folder() ? "ui.setup.noGameIn" : "ui.setup.drop.file", only)));
    }

    private record Dropped(Optional<Install> install, boolean folder) {
    }

    private void take(Optional<Install> found, String otherwise) {
        if (found.isEmpty()) {
            notice.set(new Notice(Severity.BAD, otherwise));
            return;
        }
        Install added = found.get();
        if (installs.stream().noneMatch(each -> each.folder().equals(added.folder()))) {
            installs.addFirst(added);
        }
        notice.set(null);
        select(added);
    }

    /** Shows another install and begins with it from now on. */
    public void prefer(Install chosen) {
        notice.set(null);
        select(chosen);
        run(() -> {
            work.remember(chosen);
            return true;
        }, _ -> { });
    }

    /** Shows another install. */
    public void select(@Nullable Install shown) {
        round++;
        dismiss();
        install.set(shown);
        findings.clear();
        planRows.clear();
        modFolders.clear();
        inPlace = null;
        state = PluginState.ABSENT;
        if (shown == null) {
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
        notice.set(null);
        preset.set(chosen);
        decide();
    }

    /** Tells whether a game runs. */
    public void gameRuns(boolean runs) {
        if (gameRuns != runs) {
            gameRuns = runs;
            decide();
            Install shown = install.get();
            if (!runs && shown != null) {
                examineLastStart(shown);
            }
        }
    }

    /** A game that was played left word of how its start went; a preset that is being chosen stays chosen. */
    private void examineLastStart(Install shown) {
        int asked = round;
        run(() -> work.examine(shown), result -> {
            if (asked == round) {
                show(result);
            }
        });
    }

    private void show(List<Finding> found) {
        largeAddress = found.stream().anyMatch(finding -> finding.id().startsWith("largeAddress")
                && finding.severity() == io.github.memorypoolnvse.game.health.Severity.GOOD);
        findings.setAll(found.stream().map(words::row).toList());
    }

    /** Does the next step; CHOOSE is the page's own to do. */
    public void doNextStep() {
        Install shown = install.get();
        Preset chosen = preset.get();
        if (shown == null || chosen == null || busy.get()) {
            return;
        }
        NextStep step = nextStep.get();
        switch (step) {
            case INSTALL, UPDATE, REPAIR -> apply(shown, step, () -> work.planInstall(shown, chosen));
            case APPLY_PRESET -> apply(shown, step, () -> work.planPreset(shown, chosen));
            case LAUNCH -> launch();
            case CHOOSE, PLAYING -> { }
        }
    }

    /** Installs, updates or repairs, whatever the next step is. */
    public void install(Install shown, Preset chosen) {
        apply(shown, NextStep.INSTALL, () -> work.planInstall(shown, chosen));
    }

    /** Puts the game folder back as it was. */
    public void uninstall() {
        Install shown = install.get();
        if (shown != null && !busy.get()) {
            runPlan(shown, () -> work.planUninstall(shown), texts.of("ui.setup.done.uninstall"));
        }
    }

    /** Starts the game. */
    public void launch() {
        Install shown = install.get();
        if (shown == null || busy.get()) {
            return;
        }
        run(() -> {
            work.launch(shown);
            return true;
        }, _ -> notice.set(new Notice(Severity.INFO, texts.of("ui.setup.done.launch"))));
    }

    /** Whether {@link #mend} can do something about a finding that the next step does not do anyway. */
    public boolean canMend(Fix fix) {
        boolean playing = nextStep.get() == NextStep.PLAYING;
        return switch (fix) {
            case INSTALL_PLUGIN -> !playing && !nextStep.get().writes();
            case SET_LARGE_ADDRESS, UNBLOCK_FILES, MAKE_WRITABLE -> !playing;
            case GET_XNVSE, GET_PATCHER, GET_EPIC_PATCHER, SHOW_FILES -> true;
        };
    }

    /** Mends a finding: changes the folder as a plan does, or leads to the page where a person finds what is needed. */
    public void mend(Fix fix) {
        Install shown = install.get();
        Preset chosen = preset.get();
        if (shown == null || chosen == null || busy.get()) {
            return;
        }
        switch (fix) {
            case INSTALL_PLUGIN -> install(shown, chosen);
            case SET_LARGE_ADDRESS -> proposeLargeAddress(shown, true);
            case UNBLOCK_FILES -> mendFiles(shown, work::unblock, "ui.setup.done.unblock");
            case MAKE_WRITABLE -> mendFiles(shown, work::makeWritable, "ui.setup.done.makeWritable");
            case GET_XNVSE, GET_PATCHER, GET_EPIC_PATCHER -> fix.page().ifPresent(page -> open(
                    () -> work.openPage(page), new Notice(Severity.INFO, texts.of("ui.setup.done.page", page)),
                    texts.of("ui.setup.pageFailed", page)));
            case SHOW_FILES -> openFolder();
        }
    }

    /** Shows the game folder in the desktop's file manager. */
    public void openFolder() {
        Install shown = install.get();
        if (shown != null) {
            open(() -> work.openFolder(shown.folder()), null, texts.of("ui.setup.folderFailed", shown.folder()));
        }
    }

    /** Something another program shows, and what there is to say when that went well or did not. */
    private void open(Opening opening, @Nullable Notice done, String otherwise) {
        run(() -> {
            try {
                opening.open();
                return true;
            } catch (IOException failed) {
                LOG.warn("nothing could be opened", failed);
                return false;
            }
        }, opened -> notice.set(opened ? done : new Notice(Severity.WARNING, otherwise)));
    }

    /** What another program shows. */
    @FunctionalInterface
    private interface Opening {
        void open() throws IOException;
    }

    /** Changes marks of files, not their content. */
    private void mendFiles(Install shown, FileMend mend, String done) {
        run(() -> {
            mend.on(shown);
            return true;
        }, _ -> {
            notice.set(new Notice(Severity.GOOD, texts.of(done)));
            examine(shown);
        });
    }

    /** A change to the files of an install. */
    @FunctionalInterface
    private interface FileMend {
        void on(Install install) throws IOException;
    }

    /** Proposes the plugin as a mod of its own in a mods folder of Mod Organizer 2. */
    public void installAsMod(Path mods) {
        Install shown = install.get();
        Preset chosen = preset.get();
        if (shown != null && chosen != null && !busy.get()) {
            propose(() -> work.planOrganizerMod(shown, mods, chosen), new Proposed.Words(Severity.INFO,
                    texts.of("ui.setup.propose.mod", mods), texts.of("ui.setup.propose.mod.confirm"),
                    texts.of("ui.setup.done.mod")), () -> examine(shown));
        }
    }

    /** Writes the plugin with the preset chosen as an archive for a mod manager. */
    public void saveArchive(Path file) {
        Preset chosen = preset.get();
        if (chosen != null && !busy.get()) {
            run(() -> {
                work.writeArchive(file, chosen);
                return true;
            }, _ -> notice.set(new Notice(Severity.GOOD, texts.of("ui.setup.done.archive", file))));
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
        if (shown != null && canClearLargeAddress() && !busy.get()) {
            proposeLargeAddress(shown, false);
        }
    }

    /** The flag is in the executable, so the installs are looked at anew once it has changed. */
    private void proposeLargeAddress(Install shown, boolean set) {
        String words = set ? "largeAddress" : "largeAddressBack";
        propose(() -> work.planLargeAddress(shown, set), new Proposed.Words(Severity.INFO,
                texts.of("ui.setup.propose." + words), texts.of("ui.setup.propose." + words + ".confirm"),
                texts.of("ui.setup.done." + words)), () -> lookAgain(shown));
    }

    private void lookAgain(Install shown) {
        run(work::installs, found -> {
            installs.setAll(found);
            select(found.stream().filter(each -> each.folder().equals(shown.folder())).findFirst().orElse(shown));
        });
    }

    /** Does what is proposed, exactly as it is shown. */
    public void confirm() {
        Proposed waiting = proposed;
        if (waiting == null || busy.get()) {
            return;
        }
        dismiss();
        write(waiting.plan(), waiting.elevated(), waiting.words().done(), waiting.after());
    }

    /** Forgets what is proposed. */
    public void dismiss() {
        proposed = null;
        proposal.set(null);
    }

    private void propose(Work<Plan> plan, Proposed.Words said, Runnable after) {
        notice.set(null);
        int asked = round;
        run(plan, made -> {
            if (asked == round) {
                show(new Proposed(made, false, said, after));
            }
        });
    }

    private void show(Proposed waiting) {
        proposed = waiting;
        proposal.set(new Proposal(waiting.words().severity(), waiting.words().text(), waiting.words().confirm(),
                words.rows(waiting.plan())));
    }

    /** Writes a plan; where that takes an administrator, proposes just that. */
    private void write(Plan plan, boolean elevated, String done, Runnable after) {
        notice.set(null);
        int asked = round;
        run(() -> {
            if (elevated) {
                work.applyElevated(plan);
                return true;
            }
            try {
                work.apply(plan);
                return true;
            } catch (RightsNeededException refused) {
                LOG.info("an administrator's rights are needed for {}", plan.root());
                return false;
            }
        }, written -> {
            if (written) {
                notice.set(new Notice(Severity.GOOD, done));
                after.run();
            } else if (asked == round) {
                show(new Proposed(plan, true, new Proposed.Words(Severity.WARNING,
                        texts.of("ui.setup.propose.elevated", plan.root()),
                        texts.of("ui.setup.propose.elevated.confirm"), done), after));
            }
        });
    }

    /** What a preset's budgets come to; null while there is nothing to show. */
    public @Nullable BudgetFit fit() {
        Preset chosen = preset.get();
        return chosen == null ? null
                : BudgetFit.of(chosen, work.engineBudgets(), largeAddress ? 4 * GIGABYTE : 2 * GIGABYTE);
    }

    /** What a preset sets, in one line: each budget that differs from the engine's own. */
    public String describe(Preset described) {
        return words.describe(described, work.engineBudgets());
    }

    private void apply(Install shown, NextStep step, Work<Plan> plan) {
        runPlan(shown, plan, texts.of("ui.setup.done." + step.name().toLowerCase(Locale.ROOT)));
    }

    private void runPlan(Install shown, Work<Plan> plan, String done) {
        notice.set(null);
        run(plan, made -> write(made, false, done, () -> examine(shown)));
    }

    private record Examined(List<Finding> findings, PluginState state, Optional<Preset> inPlace,
            List<Path> modFolders) {
    }

    private void examine(Install shown) {
        int asked = round;
        run(() -> new Examined(work.examine(shown), work.state(shown), work.presetInPlace(shown),
                work.modFolders(shown)), result -> {
            if (asked != round) {
                return;
            }
            state = result.state();
            inPlace = result.inPlace().orElse(null);
            modFolders.setAll(result.modFolders());
            show(result.findings());
            Preset offered = inPlace != null ? inPlace : recommended();
            preset.set(null);
            preset.set(offered);
            decide();
        });
    }

    private Preset recommended() {
        return work.presets().stream().filter(each -> each.id().equals("Recommended")).findFirst()
                .orElseThrow();
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
            step = NextStep.of(state, chosen == null || chosen.equals(inPlace));
        }
        nextStep.set(step);
        planRows.clear();
        if (step.writes() && shown != null && chosen != null) {
            int asked = round;
            run(() -> step == NextStep.APPLY_PRESET ? work.planPreset(shown, chosen) : work.planInstall(shown, chosen),
                    plan -> {
                        if (asked == round && chosen.equals(preset.get())) {
                            planRows.setAll(words.rows(plan));
                        }
                    });
        }
    }

    /** Work that may fail. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> void run(Work<T> task, Consumer<T> then) {
        pending++;
        busy.set(true);
        background.execute(() -> {
            try {
                T result = task.run();
                front.execute(() -> {
                    finished();
                    then.accept(result);
                });
            } catch (IOException | RuntimeException failed) {
                LOG.warn("setup work failed", failed);
                front.execute(() -> {
                    finished();
                    searched.set(true);
                    notice.set(faults.notice(failed));
                });
            }
        });
    }

    private void finished() {
        pending--;
        busy.set(pending > 0);
    }
}
