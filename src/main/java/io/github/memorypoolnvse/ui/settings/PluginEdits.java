package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.plugin.PluginIni;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the plugin's settings are in their file, and what was changed of them since. */
final class PluginEdits {

    private final Map<PluginSetting, String> saved = new LinkedHashMap<>();
    private final Map<PluginSetting, String> changes = new LinkedHashMap<>();

    /** Takes the file as it is now; what was changed stays changed where the file says something else. */
    void read(@Nullable PluginIni file) {
        saved.clear();
        if (file != null) {
            PluginSetting.ALL.forEach(setting -> saved.put(setting,
                    file.value(setting.section(), setting.key()).map(setting::normal).orElse(setting.standard())));
        }
        changes.entrySet().removeIf(change -> change.getValue().equals(saved.get(change.getKey())));
    }

    String value(PluginSetting setting) {
        return changes.getOrDefault(setting, saved.getOrDefault(setting, setting.standard()));
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
