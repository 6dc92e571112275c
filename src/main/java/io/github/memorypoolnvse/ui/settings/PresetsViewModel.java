package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.plugin.CustomPresets;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.PresetJson;
import io.github.memorypoolnvse.plugin.PresetRules;
import io.github.memorypoolnvse.ui.FaultWords;
import io.github.memorypoolnvse.ui.setup.BudgetFit;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.setup.SetupWork;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The budget presets as they are made and changed, without a control. Every change is kept at once. Lives on one
 * thread; files are read and written on another.
 */
public final class PresetsViewModel {

    /** The most a budget may be, megabytes: the whole ones that 32 bits hold. */
    public static final long MOST_MEGABYTES = PresetRules.MOST >> 20;

    private static final Logger LOG = LoggerFactory.getLogger(PresetsViewModel.class);
    private static final long MEGABYTE = 1L << 20;
    private static final long GIGABYTE = 1L << 30;

    private final SetupWork work;
    private final LongSupplier addressSpace;
    private final CustomPresets custom;
    private final Texts texts;
    private final Executor background;
    private final Executor front;

    private final ObservableList<Preset> presets = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable Preset> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<CustomPresets.@Nullable Removed> deleted = new ReadOnlyObjectWrapper<>();
    private List<Preset> own = List.of();

    /**
     * @param addressSpace what the game shown can address, bytes
     * @param background runs blocking work
     * @param front the thread on which this model lives
     */
    public PresetsViewModel(SetupWork work, LongSupplier addressSpace, Texts texts, Executor background,
            Executor front) {
        this.work = work;
        this.addressSpace = addressSpace;
        this.custom = work.customPresets();
        this.texts = texts;
        this.background = background;
        this.front = front;
    }

    /** Those that hold values: the ones that ship, then the person's own. */
    public ObservableList<Preset> presets() {
        return presets;
    }

    public ReadOnlyObjectProperty<@Nullable Preset> selected() {
        return selected.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Notice> notice() {
        return notice.getReadOnlyProperty();
    }

    /** The preset deleted last, which can be taken back; null for none. */
    public ReadOnlyObjectProperty<CustomPresets.@Nullable Removed> deleted() {
        return deleted.getReadOnlyProperty();
    }

    /** The budgets there are, with the engine's own values in bytes. */
    public Map<String, Long> engine() {
        return work.engineBudgets();
    }

    /** Whether a preset may be changed: it is the person's own. */
    public boolean editable(@Nullable Preset preset) {
        return preset != null && own.contains(preset);
    }

    /** Reads the presets again. */
    public void load() {
        Preset shown = selected.get();
        change(() -> shown == null ? "" : shown.id(), _ -> { });
    }

    public void select(@Nullable Preset preset) {
        if (preset != null) {
            selected.set(preset);
        }
    }

    /** Makes one with the engine's own values. */
    public void create() {
        add(new Preset(texts.of("ui.presets.new.name"), work.engineBudgets()), "ui.presets.created");
    }

    /** Makes a copy of the selected one, which may be one that ships. */
    public void duplicate() {
        Preset original = selected.get();
        if (original != null) {
            add(original, "ui.presets.created");
        }
    }

    /** Takes over a preset from a file; where its name is taken, it gets a number. */
    public void importFrom(Path file) {
        change(() -> {
            Preset read = new PresetJson(work.engineBudgets()).read(file);
            return custom.addFreely(read);
        }, name -> say("ui.presets.imported", name));
    }

    private void add(Preset wished, String done) {
        change(() -> custom.addFreely(wished), name -> say(done, name));
    }

    /** Gives the selected one another name. */
    public void rename(String typed) {
        Preset preset = selected.get();
        if (preset == null || !editable(preset) || typed.strip().equals(preset.id())) {
            return;
        }
        change(() -> {
            String name = PresetRules.name(typed);
            custom.replace(preset.id(), new Preset(name, preset.budgets()));
            return name;
        }, _ -> notice.set(null));
    }

    /**
     * Sets a budget of the selected one.
     *
     * @param megabytes as typed; empty for the engine's own
     * @return whether it was taken; a value out of range changes nothing
     */
    public boolean edit(String budget, String megabytes) {
        Preset preset = selected.get();
        if (preset == null || !editable(preset) || megabytes.strip().equals(value(preset, budget))) {
            return true;
        }
        Optional<Long> bytes = Optional.empty();
        if (!megabytes.isBlank()) {
            try {
                long whole = Long.parseLong(megabytes.strip());
                if (whole < 0 || whole > MOST_MEGABYTES) {
                    throw new NumberFormatException(megabytes);
                }
                bytes = Optional.of(whole * MEGABYTE);
            } catch (NumberFormatException refused) {
                notice.set(new Notice(Severity.BAD, texts.of("ui.settings.refused.range",
                        budgetName(budget), megabytes, 0, MOST_MEGABYTES)));
                return false;
            }
        }
        Optional<Long> chosen = bytes;
        change(() -> {
            custom.edit(preset.id(), budget, chosen);
            return preset.id();
        }, _ -> notice.set(null));
        return true;
    }

    /** Deletes the selected one; {@link #takeBack} undoes it. */
    public void delete() {
        Preset preset = selected.get();
        if (preset == null || !editable(preset)) {
            return;
        }
        change(() -> {
            CustomPresets.Removed removed = custom.remove(preset.id());
            front.execute(() -> deleted.set(removed));
            return "";
        }, _ -> say("ui.presets.deleted", preset.id()));
    }

    /** Brings the one deleted last back. */
    public void takeBack() {
        CustomPresets.Removed removed = deleted.get();
        if (removed == null) {
            return;
        }
        change(() -> {
            custom.restore(removed);
            return removed.name();
        }, _ -> {
            deleted.set(null);
            notice.set(null);
        });
    }

    /** Writes the selected one to a file to hand on. */
    public void export(Path file) {
        Preset preset = selected.get();
        if (preset != null) {
            change(() -> {
                new PresetJson(work.engineBudgets()).write(file, preset);
                return preset.id();
            }, _ -> say("ui.presets.exported", file));
        }
    }

    /** A budget in megabytes as it is edited; empty where the engine's own counts. */
    public String value(Preset preset, String budget) {
        Long bytes = preset.budgets().get(budget);
        return bytes == null ? "" : megabytes(bytes);
    }

    /** What may be typed for a budget, with what the engine has. */
    public String help(String budget) {
        return texts.of("ui.presets.help", budget, megabytes(engine().getOrDefault(budget, 0L)));
    }

    /** What every budget may be. */
    public String range() {
        return texts.of("ui.presets.range", MOST_MEGABYTES);
    }

    /** A budget's name for people. */
    public String budgetName(String budget) {
        return texts.orElse("ui.budget." + budget, budget);
    }

    /** What a preset comes to in the game's address space; a warning where it cannot fit. */
    public Notice fit(Preset preset) {
        BudgetFit fit = BudgetFit.of(preset, engine(), addressSpace.getAsLong());
        return new Notice(fit.fits() ? Severity.GOOD : Severity.WARNING,
                texts.of(fit.fits() ? "ui.presets.fits" : "ui.presets.fitsNot", fit.budgets() / MEGABYTE,
                        fit.limit() / GIGABYTE));
    }

    private static String megabytes(long bytes) {
        return BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(MEGABYTE)).stripTrailingZeros().toPlainString();
    }

    private void say(String key, Object subject) {
        notice.set(new Notice(Severity.GOOD, texts.of(key, subject)));
    }

    /** Work that may fail and names the preset to select. */
    @FunctionalInterface
    private interface Work {
        String run() throws IOException;
    }

    /** A preset that a person chose while the work went on stays selected. */
    private void change(Work task, Consumer<String> then) {
        Preset before = selected.get();
        background.execute(() -> {
            try {
                String name = task.run();
                List<Preset> all = work.presets().stream().filter(each -> !each.keepsValues()).toList();
                List<Preset> mine = custom.all();
                front.execute(() -> {
                    Preset now = selected.get();
                    boolean moved = before != null && now != null && !before.id().equals(now.id());
                    show(all, mine, moved ? now.id() : name);
                    then.accept(name);
                });
            } catch (IOException | RuntimeException failed) {
                LOG.warn("presets", failed);
                front.execute(() -> notice.set(new FaultWords(texts).notice(failed)));
            }
        });
    }

    private void show(List<Preset> all, List<Preset> mine, String name) {
        own = mine;
        if (!presets.equals(all)) {
            presets.setAll(all);
        }
        selected.set(all.stream().filter(each -> each.id().equals(name)).findFirst()
                .orElse(mine.isEmpty() ? all.get(1) : mine.getFirst()));
    }
}
