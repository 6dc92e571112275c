package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.ui.FaultWords;
import io.github.memorypoolnvse.ui.LongWork;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.setup.RightsNeededException;
import io.github.memorypoolnvse.ui.setup.SetupWork;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugin's settings of the install shown, edited and written back line by line: comments and keys unknown to
 * the manager stay. Lives on one thread; files are read and written on another.
 */
public final class PluginSettingsViewModel {

    private static final Logger LOG = LoggerFactory.getLogger(PluginSettingsViewModel.class);

    private final SetupWork work;
    private final Supplier<@Nullable Install> install;
    private final Texts texts;
    private final Executor background;
    private final Executor front;

    private final PluginEdits edits = new PluginEdits();
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper absent = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Unsaved> unsaved = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper rightsNeeded = new ReadOnlyBooleanWrapper();
    private @Nullable Install source;
    private @Nullable Refused refused;
    private Runnable close = () -> { };
    private int round;

    /**
     * Changes that wait for {@link #save} or {@link #discard}.
     *
     * @param folder the copy of the game they are for
     * @param closing whether the window closes then
     */
    public record Unsaved(Path folder, boolean closing) {
    }

    /** What an administrator may save. */
    private record Refused(Plan plan, PluginIni settings) {
    }

    /**
     * @param install the install whose settings are meant
     * @param background runs blocking work
     * @param front the thread on which this model lives
     */
    public PluginSettingsViewModel(SetupWork work, Supplier<@Nullable Install> install, Texts texts,
            Executor background, Executor front) {
        this.work = work;
        this.install = install;
        this.texts = texts;
        this.background = background;
        this.front = front;
    }

    /** Whether there are settings to edit: the plugin is installed and they were read. */
    public ReadOnlyBooleanProperty loaded() {
        return loaded.getReadOnlyProperty();
    }

    /** Whether it is known that there are none: no game is shown, or the plugin is not installed in it. */
    public ReadOnlyBooleanProperty absent() {
        return absent.getReadOnlyProperty();
    }

    /** Whether something differs from the file. */
    public ReadOnlyBooleanProperty changed() {
        return changed.getReadOnlyProperty();
    }

    /** Whether {@link #save} will ask for an administrator's rights, because it was refused without. */
    public ReadOnlyBooleanProperty rightsNeeded() {
        return rightsNeeded.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Notice> notice() {
        return notice.getReadOnlyProperty();
    }

    /** The changes to be saved or discarded before anything else is shown; null for none. */
    public ReadOnlyObjectProperty<@Nullable Unsaved> unsaved() {
        return unsaved.getReadOnlyProperty();
    }

    /**
     * Reads the file of the install shown again. What was changed and not saved stays; where it is for another
     * install, that one's settings stay in view until they are saved or discarded.
     */
    public void load() {
        Install shown = install.get();
        Install edited = source;
        if (edited != null && edits.any() && (shown == null || !shown.folder().equals(edited.folder()))) {
            unsaved.set(new Unsaved(edited.folder(), false));
            return;
        }
        unsaved.set(null);
        notice.set(null);
        int asked = ++round;
        if (shown == null) {
            take(null, null);
            return;
        }
        if (edited == null || !shown.folder().equals(edited.folder())) {
            source = null;
            loaded.set(false);
            absent.set(false);
        }
        run(() -> work.settings(shown).orElse(null), read -> {
            if (asked == round) {
                take(shown, read);
            }
        });
    }

    private void take(@Nullable Install read, @Nullable PluginIni file) {
        source = file == null ? null : read;
        refuse(null);
        edits.read(file);
        if (file == null && edits.any()) {
            edits.forget();
            notice.set(new Notice(Severity.WARNING, texts.of("ui.settings.gone")));
        }
        changed.set(edits.any());
        loaded.set(false);
        loaded.set(file != null);
        absent.set(file == null);
    }

    /** Forgets what was changed, and shows the install shown elsewhere or closes the window. */
    public void discard() {
        edits.forget();
        changed.set(false);
        leave();
    }

    /**
     * Asks for what was changed to be saved or discarded.
     *
     * @param closing closes the window once that is done
     */
    public void askBeforeClosing(Runnable closing) {
        Install edited = source;
        if (edited != null) {
            close = closing;
            unsaved.set(new Unsaved(edited.folder(), true));
        }
    }

    /** Goes on editing instead of closing. */
    public void stay() {
        load();
    }

    private void leave() {
        Unsaved asked = unsaved.get();
        if (asked != null && asked.closing()) {
            unsaved.set(null);
            close.run();
        } else {
            load();
        }
    }

    /** A setting's value as it is edited now. */
    public String value(PluginSetting setting) {
        return edits.value(setting);
    }

    /** What the file says and what counts instead, where the plugin does not take it as it stands. */
    public Optional<String> remark(PluginSetting setting) {
        return edits.overruled(setting)
                .map(said -> texts.of("ui.settings.overruled", said, words(setting, edits.saved(setting))));
    }

    /** A value as a person reads it. */
    public String words(PluginSetting setting, String value) {
        return setting.kind() instanceof PluginSetting.Kind.Switch
                ? texts.of(value.equals("1") ? "ui.settings.on" : "ui.settings.off") : value;
    }

    /**
     * Takes a value as it was typed.
     *
     * @return why it was not taken; empty when it was. One the plugin would not take changes nothing
     */
    public Optional<String> edit(PluginSetting setting, String value) {
        if (!setting.accepts(value)) {
            return Optional.of(refusal(setting, value));
        }
        notice.set(null);
        refuse(null);
        edits.set(setting, setting.normal(value));
        changed.set(edits.any());
        return Optional.empty();
    }

    private String refusal(PluginSetting setting, String value) {
        String name = texts.of(setting.textKey());
        return switch (setting.kind()) {
            case PluginSetting.Kind.Whole(long least, long most) ->
                    texts.of("ui.settings.refused.range", name, value, Long.toString(least), Long.toString(most));
            case PluginSetting.Kind.Switch _, PluginSetting.Kind.Choice _ ->
                    texts.of("ui.settings.refused.word", name, value);
        };
    }

    /** Puts every setting back to what counts without a file. */
    public void standard() {
        refuse(null);
        PluginSetting.ALL.forEach(setting -> edits.set(setting, setting.standard()));
        changed.set(edits.any());
        loaded.set(false);
        loaded.set(source != null);
    }

    private void refuse(@Nullable Refused plan) {
        refused = plan;
        rightsNeeded.set(plan != null);
    }

    /**
     * Writes what was changed, and only that, into the file as it is by then; after a refusal with an
     * administrator's rights.
     */
    public void save() {
        Refused waiting = refused;
        Install edited = source;
        if (edited == null || !edits.any()) {
            return;
        }
        if (waiting != null) {
            refuse(null);
            run(LongWork.Kind.CHANGE, () -> {
                work.applyElevated(waiting.plan());
                return waiting.settings();
            }, settings -> written(edited, settings));
            return;
        }
        Map<PluginSetting, String> changes = edits.changes();
        run(LongWork.Kind.CHANGE, () -> write(edited, changes), outcome -> {
            switch (outcome) {
                case Outcome.Written(PluginIni settings) -> written(edited, settings);
                case Outcome.RightsNeeded(Refused plan) -> offerRights(plan);
                case Outcome.Absent _ -> gone();
            }
        });
    }

    /** How saving went. */
    private sealed interface Outcome {

        record Written(PluginIni settings) implements Outcome {
        }

        record RightsNeeded(Refused plan) implements Outcome {
        }

        record Absent() implements Outcome {
        }
    }

    private Outcome write(Install edited, Map<PluginSetting, String> changes) throws IOException {
        Optional<PluginIni> current = work.settings(edited);
        if (current.isEmpty()) {
            return new Outcome.Absent();
        }
        PluginIni settings = current.get();
        for (Map.Entry<PluginSetting, String> each : changes.entrySet()) {
            settings = settings.with(each.getKey().section(), each.getKey().key(), each.getValue());
        }
        Plan plan = work.planSettings(edited, settings);
        try {
            work.apply(plan);
            return new Outcome.Written(settings);
        } catch (RightsNeededException needed) {
            LOG.info("an administrator's rights are needed for {}", plan.root());
            return new Outcome.RightsNeeded(new Refused(plan, settings));
        }
    }

    private void offerRights(Refused plan) {
        refuse(plan);
        notice.set(new Notice(Severity.WARNING, texts.of("ui.settings.elevated", plan.plan().root())));
    }

    private void gone() {
        edits.forget();
        load();
        notice.set(new Notice(Severity.WARNING, texts.of("ui.settings.gone")));
    }

    private void written(Install edited, PluginIni settings) {
        take(edited, settings);
        if (!edits.any()) {
            leave();
        }
        notice.set(new Notice(Severity.GOOD, texts.of("ui.settings.saved")));
    }

    /** Work that may fail. */
    @FunctionalInterface
    private interface Work<T extends @Nullable Object> {
        T run() throws IOException;
    }

    private <T extends @Nullable Object> void run(Work<T> task, Consumer<T> then) {
        run(LongWork.Kind.BRIEF, task, then);
    }

    private <T extends @Nullable Object> void run(LongWork.Kind kind, Work<T> task, Consumer<T> then) {
        background.execute(new LongWork(kind, _ -> {
            try {
                T result = task.run();
                front.execute(() -> then.accept(result));
            } catch (IOException | RuntimeException failed) {
                LOG.warn("the plugin's settings", failed);
                front.execute(() -> notice.set(new FaultWords(texts).notice(failed)));
            }
        }));
    }
}
