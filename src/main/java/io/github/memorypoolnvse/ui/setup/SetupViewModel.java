package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.deploy.PluginState;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.ui.FaultWords;
import io.github.memorypoolnvse.ui.LongWork;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
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


    private final SetupWork work;
    private final Texts texts;
    private final SetupWords words;
    private final SetupTasks tasks;
    private final SetupChanges changes;
    private final SetupActions actions;
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
        SetupSurroundings surroundings = new Surroundings();
        this.actions = new SetupActions(work, texts, tasks, changes, surroundings);
        this.drops = new SetupDrops(work, texts, tasks, changes, surroundings);
    }

    /** What the page does beside its next step. */
    public SetupActions actions() {
        return actions;
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
        if (situation().state() == PluginState.ABSENT) {
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
        return install.get() == null ? "" : texts.of("ui.status.plugin." + situation().state().name().toLowerCase(Locale.ROOT),
                work.shippedVersion());
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
            case MEND -> situation().obstacle().flatMap(Finding::fix).ifPresent(actions::mend);
            case CHOOSE, PLAYING, ELSEWHERE -> { }
        }
    }

    /** Starts the game, where that is the next step. */
    public void launch() {
        if (nextStep.get() == NextStep.LAUNCH) {
            actions.launchFromHere();
        }
    }

    /** A person comes back to the window, perhaps with what the next step sent them for. */
    public void returned() {
        Install shown = install.get();
        Optional<Fix> sentFor = nextStep.get() == NextStep.MEND
                ? situation().obstacle().flatMap(Finding::fix) : Optional.empty();
        if (shown == null || sentFor.isEmpty() || busy().get() || proposal().get() != null) {
            return;
        }
        switch (sentFor.get()) {
            case GET_XNVSE, SHOW_FILES -> examineAnew(shown);
            case GET_PATCHER, GET_EPIC_PATCHER -> lookAgain(shown);
            case INSTALL_PLUGIN, SET_LARGE_ADDRESS, UNBLOCK_FILES, MAKE_WRITABLE, COPY_LAUNCH_OPTION, COPY_LOADER,
                    OPEN_ORGANIZER -> { }
        }
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
        if (chosen == null) {
            return null;
        }
        Situation now = situation();
        return BudgetFit.of(now.budgets(chosen), work.engineBudgets(), now.addressSpace());
    }

    /** What the game shown can address, bytes; as much as any can while none is known. */
    public long addressSpace() {
        return situation().addressSpace();
    }

    /** What a preset sets, in one line: each budget that differs from the engine's own. */
    public String describe(Preset described) {
        return words.describe(described, work.engineBudgets());
    }

    /** Looks what the install is like; the preset offered is the one in place. */
    private void examine(Install shown) {
        examine(shown, _ -> situation().inPlace().orElseGet(this::recommended));
    }

    /** The same, and a preset that is being chosen stays chosen. */
    private void examineAnew(Install shown) {
        Preset chosen = preset.get();
        examine(shown, now -> chosen != null && now.contains(chosen) ? chosen
                : situation().inPlace().orElseGet(this::recommended));
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
        return situation().obstacle().map(words::row);
    }

    private Situation situation() {
        return new Situation(install.get(), examined, preset.get(), gameRuns, launchSettled);
    }

    private void decide() {
        Install shown = install.get();
        Preset chosen = preset.get();
        NextStep step = situation().step();
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

    private final class Surroundings implements SetupSurroundings {

        @Override
        public Situation situation() {
            return SetupViewModel.this.situation();
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

        @Override
        public void lookAgain(Install changed) {
            SetupViewModel.this.lookAgain(changed);
        }

        @Override
        public void settleLaunch() {
            launchSettled = true;
            decide();
        }
    }
}
