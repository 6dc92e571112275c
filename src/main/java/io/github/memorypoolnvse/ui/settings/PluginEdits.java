package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.plugin.PluginIni;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the plugin's settings are in their file, and what was changed of them since. */
final class PluginEdits {

    private final Map<PluginSetting, String> saved = new LinkedHashMap<>();
    private final Map<PluginSetting, String> changes = new LinkedHashMap<>();
    private final Map<PluginSetting, String> overruled = new LinkedHashMap<>();

    /** Takes the file as it is now; what was changed stays changed where the file says something else. */
    void read(@Nullable PluginIni file) {
        saved.clear();
        overruled.clear();
        if (file != null) {
            PluginSetting.ALL.forEach(setting -> read(setting, file.value(setting.section(), setting.key())));
        }
        changes.entrySet().removeIf(change -> change.getValue().equals(saved.get(change.getKey())));
    }

    private void read(PluginSetting setting, Optional<String> written) {
        saved.put(setting, written.map(setting::normal).orElse(setting.standard()));
        written.filter(value -> !setting.accepts(value)).ifPresent(value -> overruled.put(setting, value));
    }

    /** What the file says where the plugin takes something else for it. */
    Optional<String> overruled(PluginSetting setting) {
        return Optional.ofNullable(overruled.get(setting));
    }

    /** What counts where nothing is changed. */
    String saved(PluginSetting setting) {
        return saved.getOrDefault(setting, setting.standard());
    }

    String value(PluginSetting setting) {
        return changes.getOrDefault(setting, saved(setting));
    }

    void set(PluginSetting setting, String value) {
        if (value.equals(saved.get(setting))) {
            changes.remove(setting);
        } else {
            changes.put(setting, value);
        }
    }

    boolean any() {
        return !changes.isEmpty();
    }

    void forget() {
        changes.clear();
    }

    /** What was changed until now. */
    Map<PluginSetting, String> changes() {
        return Map.copyOf(changes);
    }
}
