package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import org.controlsfx.control.PropertySheet;

/**
 * A line of a property sheet.
 *
 * @param words what may be chosen; empty for a switch or a text
 */
record SettingItem(String category, String name, String description, Class<?> type, List<String> words,
        Supplier<Object> get, Consumer<Object> set) implements PropertySheet.Item {

    /** A line for one key of the plugin's INI. */
    static SettingItem of(PluginSetting setting, PluginSettingsViewModel model, Texts texts) {
        String category = texts.of("ui.ini." + setting.section());
        String name = texts.of(setting.textKey());
        String help = texts.of("ui.settings.item", texts.of(setting.textKey() + ".help"), standard(setting, texts));
        return switch (setting.kind()) {
            case PluginSetting.Kind.Switch _ -> new SettingItem(category, name, help, Boolean.class, List.of(),
                    () -> model.value(setting).equals("1"),
                    value -> model.edit(setting, Boolean.TRUE.equals(value) ? "1" : "0"));
            case PluginSetting.Kind.Choice(List<String> words) -> new SettingItem(category, name, help, String.class,
                    words, () -> model.value(setting), value -> model.edit(setting, String.valueOf(value)));
            case PluginSetting.Kind.Whole(long least, long most) -> new SettingItem(category, name,
                    help + " " + texts.of("ui.settings.range", Long.toString(least), Long.toString(most)),
                    Long.class, List.of(), () -> model.value(setting), value -> model.edit(setting, String.valueOf(value)));
        };
    }

    private static String standard(PluginSetting setting, Texts texts) {
        return setting.kind() instanceof PluginSetting.Kind.Switch
                ? texts.of(setting.standard().equals("1") ? "ui.settings.on" : "ui.settings.off") : setting.standard();
    }

    @Override
    public Class<?> getType() {
        return type;
    }

    @Override
    public String getCategory() {
        return category;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDescription() {
        return description;
    }

    @Override
    public Object getValue() {
        return get.get();
    }

    @Override
    public void setValue(Object value) {
        set.accept(value);
    }

    @Override
    public Optional<ObservableValue<? extends Object>> getObservableValue() {
        return Optional.empty();
    }
}
