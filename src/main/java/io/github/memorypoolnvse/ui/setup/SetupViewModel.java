package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.deploy.DeployException;
import io.github.memorypoolnvse.deploy.Fingerprint;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.deploy.PlannedFile;
import io.github.memorypoolnvse.deploy.PluginState;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.ui.live.Unit;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
    private static final long MEGABYTE = 1L << 20;
    private static final long GIGABYTE = 1L << 30;

    private final SetupWork work;
    private final Texts texts;
    private final Executor background;
    private final Executor front;

    private final ObservableList<Install> installs = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Install> install = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Preset> preset = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<NextStep> nextStep = new ReadOnlyObjectWrapper<>(NextStep.CHOOSE);
    private final ObservableList<FindingRow> findings = FXCollections.observableArrayList();
    private final ObservableList<PlanRow> planRows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper searched = new ReadOnlyBooleanWrapper();

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

    public ReadOnlyObjectProperty<@Nullable Notice> notice() {
        return notice.getReadOnlyProperty();
    }

    /** Whether blocking work is under way. */
    public ReadOnlyBooleanProperty busy() {
        return busy.getReadOnlyProperty();
    }

    /** Whether the first search for installs is over. */
    public ReadOnlyBooleanProperty searched() {
        return searched.getReadOnlyProperty();
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

    /** Takes the folder or file a person chose or dropped. */
    public void choose(Path chosen) {
        run(() -> work.choose(chosen), found -> {
            if (found.isEmpty()) {
                notice.set(new Notice(Severity.BAD, texts.of("ui.setup.noGameIn", chosen)));
                return;
            }
            Install added = found.get();
            if (installs.stream().noneMatch(each -> each.folder().equals(added.folder()))) {
                installs.addFirst(added);
            }
            notice.set(null);
            select(added);
        });
    }

    /** Shows another install. */
    public void select(@Nullable Install shown) {
        round++;
        install.set(shown);
        findings.clear();
        planRows.clear();
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
        preset.set(chosen);
        decide();
    }

    /** Tells whether a game runs. */
    public void gameRuns(boolean runs) {
        if (gameRuns != runs) {
            gameRuns = runs;
            decide();
        }
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
            case SET_LARGE_ADDRESS, UNBLOCK_FILES -> !playing;
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
            case SET_LARGE_ADDRESS -> setLargeAddress(shown);
            case UNBLOCK_FILES -> run(() -> {
                work.unblock(shown);
                return true;
            }, _ -> examine(shown));
            case GET_XNVSE, GET_PATCHER, GET_EPIC_PATCHER -> fix.page().ifPresent(work::openPage);
            case SHOW_FILES -> work.openFolder(shown.folder());
        }
    }

    /** The flag is in the executable, so the install is looked at anew. */
    private void setLargeAddress(Install shown) {
        run(() -> {
            work.apply(shown, work.planLargeAddress(shown));
            return work.installs();
        }, found -> {
            installs.setAll(found);
            select(found.stream().filter(each -> each.folder().equals(shown.folder())).findFirst().orElse(shown));
            notice.set(new Notice(Severity.GOOD, texts.of("ui.setup.done.largeAddress")));
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
        if (described.keepsValues() || described.budgets().isEmpty()) {
            return texts.orElse("preset." + described.id(), texts.of("preset.own"));
        }
        return work.engineBudgets().entrySet().stream()
                .filter(engine -> !engine.getValue().equals(described.budgets().get(engine.getKey())))
                .filter(engine -> described.budgets().containsKey(engine.getKey()))
                .map(engine -> texts.of("ui.setup.budget", texts.orElse("ui.budget." + engine.getKey(), engine.getKey()),
                        engine.getValue() / MEGABYTE, described.budgets().get(engine.getKey()) / MEGABYTE))
                .collect(Collectors.joining("\u00a0· "));
    }

    private void apply(Install shown, NextStep step, Work<Plan> plan) {
        runPlan(shown, plan, texts.of("ui.setup.done." + step.name().toLowerCase(Locale.ROOT)));
    }

    private void runPlan(Install shown, Work<Plan> plan, String done) {
        notice.set(null);
        run(() -> {
            work.apply(shown, plan.run());
            return true;
        }, _ -> {
            notice.set(new Notice(Severity.GOOD, done));
            examine(shown);
        });
    }

    private record Examined(List<Finding> findings, PluginState state, Optional<Preset> inPlace) {
    }

    private void examine(Install shown) {
        int asked = round;
        run(() -> new Examined(work.examine(shown), work.state(shown), work.presetInPlace(shown)), result -> {
            if (asked != round) {
                return;
            }
            state = result.state();
            inPlace = result.inPlace().orElse(null);
            largeAddress = result.findings().stream().anyMatch(finding -> finding.id().startsWith("largeAddress")
                    && finding.severity() == io.github.memorypoolnvse.game.health.Severity.GOOD);
            findings.setAll(result.findings().stream().map(this::row).toList());
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
                            planRows.setAll(plan.files().stream().map(this::row).toList());
                        }
                    });
        }
    }

    private FindingRow row(Finding finding) {
        Severity severity = switch (finding.severity()) {
            case GOOD -> Severity.GOOD;
            case INFO -> Severity.INFO;
            case WARNING -> Severity.WARNING;
            case PROBLEM -> Severity.BAD;
        };
        String word = texts.of("health.severity." + finding.severity().name().toLowerCase(Locale.ROOT));
        return new FindingRow(severity, word, texts.of(finding.textKey(), finding.arguments()),
                texts.of(finding.whyKey(), finding.arguments()), finding.fix().orElse(null),
                finding.fixKey().map(texts::of).orElse(""));
    }

    private PlanRow row(PlannedFile file) {
        Optional<Fingerprint> shown = file.after().or(file::before);
        String replaces = file.action().changes()
                ? file.before().map(before -> texts.of("ui.setup.plan.replaces", size(before))).orElse("") : "";
        return new PlanRow(texts.of("deploy.action." + file.action().name().toLowerCase(Locale.ROOT)), file.path(),
                shown.map(this::size).orElse(""), shown.map(Fingerprint::sha256).orElse(""), replaces,
                file.action().changes());
    }

    private String size(Fingerprint fingerprint) {
        return Unit.BYTES.text(fingerprint.size(), texts.locale());
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
                    notice.set(new Notice(Severity.BAD, words(failed)));
                });
            }
        });
    }

    private void finished() {
        pending--;
        busy.set(pending > 0);
    }

    private String words(Exception failed) {
        if (failed instanceof DeployException refused) {
            return texts.of(refused.textKey(), refused.arguments());
        }
        return texts.of("ui.setup.failed", String.valueOf(failed.getMessage()));
    }
}
