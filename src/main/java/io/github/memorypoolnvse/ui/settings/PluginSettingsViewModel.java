package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.deploy.DeployException;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.setup.RightsNeededException;
import io.github.memorypoolnvse.ui.setup.SetupWork;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.util.LinkedHashMap;
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

    private final Map<PluginSetting, String> saved = new LinkedHashMap<>();
    private final Map<PluginSetting, String> edited = new LinkedHashMap<>();
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Notice> notice = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper rightsNeeded = new ReadOnlyBooleanWrapper();
    private @Nullable PluginIni ini;
    private @Nullable Refused refused;

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

    /** Whether there are settings to edit: the plugin is installed. */
    public ReadOnlyBooleanProperty loaded() {
        return loaded.getReadOnlyProperty();
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

    /** Reads the file again; what was edited and not saved is lost. */
    public void load() {
        Install shown = install.get();
        if (shown == null) {
            take(null);
            return;
        }
        run(() -> work.settings(shown).orElse(null), this::take);
    }

    private void take(@Nullable PluginIni read) {
        ini = read;
        refuse(null);
        saved.clear();
        edited.clear();
        if (read != null) {
            for (PluginSetting setting : PluginSetting.ALL) {
                saved.put(setting,
                        read.value(setting.section(), setting.key()).map(setting::normal).orElse(setting.standard()));
            }
            edited.putAll(saved);
        }
        changed.set(false);
        loaded.set(false);
        loaded.set(read != null);
    }

    /** A setting's value as it is edited now. */
    public String value(PluginSetting setting) {
        return edited.getOrDefault(setting, setting.standard());
    }

    /**
     * Takes a value as it was typed.
     *
     * @return whether it was taken; one the plugin would not take changes nothing
     */
    public boolean edit(PluginSetting setting, String value) {
        if (!setting.accepts(value.strip())) {
            notice.set(new Notice(Severity.BAD, refusal(setting, value)));
            return false;
        }
        notice.set(null);
        refuse(null);
        edited.put(setting, setting.normal(value));
        changed.set(!edited.equals(saved));
        return true;
    }

    private String refusal(PluginSetting setting, String value) {
        String name = texts.of(setting.textKey());
        return switch (setting.kind()) {
            case PluginSetting.Kind.Whole(long least, long most) ->
                    texts.of("ui.settings.refused.range", name, value, least, most);
            case PluginSetting.Kind.Switch _, PluginSetting.Kind.Choice _ ->
                    texts.of("ui.settings.refused.word", name, value);
        };
    }

    /** Puts every setting back to what counts without a file. */
    public void standard() {
        refuse(null);
        PluginSetting.ALL.forEach(setting -> edited.put(setting, setting.standard()));
        changed.set(!edited.equals(saved));
        loaded.set(false);
        loaded.set(ini != null);
    }

    private void refuse(@Nullable Refused plan) {
        refused = plan;
        rightsNeeded.set(plan != null);
    }

    /** Writes what was changed, and only that; after a refusal with an administrator's rights. */
    public void save() {
        Refused waiting = refused;
        if (waiting != null) {
            refuse(null);
            run(() -> {
                work.applyElevated(waiting.plan());
                return waiting.settings();
            }, this::written);
            return;
        }
        PluginIni current = ini;
        Install shown = install.get();
        if (current == null || shown == null || !changed.get()) {
            return;
        }
        PluginIni written = current;
        for (Map.Entry<PluginSetting, String> each : edited.entrySet()) {
            PluginSetting setting = each.getKey();
            if (!each.getValue().equals(saved.get(setting))) {
                written = written.with(setting.section(), setting.key(), each.getValue());
            }
        }
        PluginIni result = written;
        run(() -> {
            Plan plan = work.planSettings(shown, result);
            try {
                work.apply(plan);
                return Optional.<Refused>empty();
            } catch (RightsNeededException needed) {
                LOG.info("an administrator's rights are needed for {}", plan.root());
                return Optional.of(new Refused(plan, result));
            }
        }, needed -> needed.ifPresentOrElse(this::offerRights, () -> written(result)));
    }

    private void offerRights(Refused plan) {
        refuse(plan);
        notice.set(new Notice(Severity.WARNING, texts.of("ui.settings.elevated", plan.plan().root())));
    }

    private void written(PluginIni done) {
        take(done);
        notice.set(new Notice(Severity.GOOD, texts.of("ui.settings.saved")));
    }

    /** Work that may fail. */
    @FunctionalInterface
    private interface Work<T extends @Nullable Object> {
        T run() throws IOException;
    }

    private <T extends @Nullable Object> void run(Work<T> task, Consumer<T> then) {
        background.execute(() -> {
            try {
                T result = task.run();
                front.execute(() -> then.accept(result));
            } catch (DeployException refused) {
                front.execute(() -> notice.set(new Notice(Severity.BAD,
                        texts.of(refused.textKey(), refused.arguments()))));
            } catch (IOException | RuntimeException failed) {
                LOG.warn("the plugin's settings", failed);
                front.execute(() -> notice.set(new Notice(Severity.BAD,
                        texts.of("ui.setup.failed", String.valueOf(failed.getMessage())))));
            }
        });
    }
}
